/// The layers there are.
public enum Layers {
  /// One of each, in the order in which a list shows them.
  @TaskLocal public static var all: [any Layer.Type] = [
    Linear.self, Embedding.self, AvgPool1d.self, MaxPool1d.self, Transpose.self, Squeeze.self, Flatten.self,
    Dropout.self, Identity.self, Sigmoid.self, Tanh.self, ReLU.self, LeakyReLU.self, ELU.self, GELU.self,
    SiLU.self,
    Softplus.self, Softmax.self,
  ]
}
