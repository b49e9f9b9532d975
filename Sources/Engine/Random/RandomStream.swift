/// Random numbers that a trainer and its graphs draw from in turn, as PyTorch's modules and loaders share one generator.
public final class RandomStream {
  /// The generator, whose state decides all that follows.
  public var generator: Generator

  /// A stream that goes on from a generator.
  public init(_ generator: Generator) {
    self.generator = generator
  }
}
