import Testing

@testable import Engine

/// Networks as people write them and as PyTorch prints them; what is wrong is said in one line.
@Suite struct ModelTextTests {
  private static let plain = "Linear(2, 8) → Tanh() → Linear(8, 1)"

  @Test(arguments: [
    "Linear(2, 8), Tanh, Linear(8, 1)", "Linear(2,8)→Tanh()→Linear(8,1)", "Linear(8) -> Tanh -> Linear(1)",
    "Linear(2, 8)\nTanh()\nLinear(8, 1)\n", "linear(8), tanh, linear(1)",
    "nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)",
    "Linear(in_features=2, out_features=8, bias=True), Tanh, Linear(8, out_features=1)",
    "nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))",
    "Sequential(\n  (0): Linear(in_features=2, out_features=8, bias=True)\n  (1): Tanh()\n  (2): Linear(in_features=8, out_features=1, bias=True)\n)",
    "Sequential(\r\n  (0): Linear(in_features=2, out_features=8, bias=True)\r\n  (1): Tanh()\r\n  (2): Linear(in_features=8, out_features=1, bias=True)\r\n)",
  ])
  func everyWayOfWritingGivesTheNetwork(text: String) throws {
    #expect(try Architecture(text, loss: "mse", rowShape: [2]).text == Self.plain)
  }

  /// What `print` shows of every layer, and how it is written short.
  @Test(arguments: [
    ("Embedding(28, 20)", "Embedding(28, 20)", [6]),
    ("Embedding(28, 20, padding_idx=0)", "Embedding(28, 20, padding_idx=0)", [6]),
    ("AvgPool1d(kernel_size=(6,), stride=(6,), padding=(0,))", "AvgPool1d(6)", [2, 6]),
    ("MaxPool1d(kernel_size=3, stride=3, padding=0, dilation=1, ceil_mode=False)", "MaxPool1d(3)", [2, 6]),
    ("MaxPool1d(3, 1, 1, 2, True)", "MaxPool1d(3, stride=1, padding=1, dilation=2, ceil_mode=True)", [2, 6]),
    ("Flatten(start_dim=1, end_dim=-1)", "Flatten()", [2, 6]), ("Flatten(0)", "Flatten(0)", [2, 6]),
    ("Dropout(p=0.5, inplace=False)", "Dropout()", [6]), ("Dropout(0.2)", "Dropout(0.2)", [6]),
    ("LeakyReLU(negative_slope=0.01)", "LeakyReLU()", [6]), ("LeakyReLU(0.2)", "LeakyReLU(0.2)", [6]),
    ("ELU(alpha=1.0)", "ELU()", [6]), ("ELU(2)", "ELU(2)", [6]), ("GELU(approximate='none')", "GELU()", [6]),
    ("GELU(approximate=\"tanh\")", "GELU(approximate='tanh')", [6]),
    ("Softplus(beta=1.0, threshold=20.0)", "Softplus()", [6]), ("Softplus(2, 1)", "Softplus(2, 1)", [6]),
    ("Softmax(dim=1)", "Softmax(dim=1)", [6]), ("ReLU(inplace=True)", "ReLU()", [6]),
    ("SiLU()", "SiLU()", [6]),
    ("Identity()", "Identity()", [6]), ("Sigmoid()", "Sigmoid()", [6]),
    ("Transpose(1, 2)", "Transpose(1, 2)", [2, 6]),
    ("Squeeze(-1)", "Squeeze(-1)", [6, 1]), ("Squeeze()", "Squeeze()", [6, 1]),
    ("Linear(in_features=6, out_features=3, bias=False)", "Linear(6, 3, bias=False)", [6]),
  ])
  func whatPrintShowsIsTaken(text: String, short: String, rowShape: [Int]) throws {
    let architecture = try Architecture(text, loss: "mse", rowShape: rowShape)
    #expect(architecture.text == short)
    #expect(try Architecture(architecture.text, loss: "mse", rowShape: rowShape).text == short)
  }

  @Test func everyLayerIsTried() {
    #expect(Layers.all.count == 18)
    #expect(Set(Layers.all.map { $0.name }).count == 18)
  }

  @Test(arguments: [
    ("", "the model has no layers"), ("Linear(2, 8", "Linear( is not closed"),
    ("Linear(2 8)", "'8)' stands where ',' or ')'"),
    ("Lineer(2, 8)", "there is no layer 'Lineer'"),
    ("Linear(2, 8), Linear(3, 1)", "takes a last axis of 3, but [2, 8] comes in"),
    ("Linear(3, 8)", "takes a last axis of 3, but [2, 2] comes in"),
    ("Linear()", "Linear needs the length of its output"),
    ("Linear(2, 0)", "'out_features' is a whole number from 1"), ("Linear(2, 2.5)", "not 2.5"),
    ("Linear(2, 8, bais=False)", "has no argument 'bais'"),
    ("Linear(2, 8, bias=1)", "is True or False, not 1"),
    ("ELU(inplace=3)", "'inplace' is True or False"), ("LeakyReLU(inplace=3)", "'inplace' is True or False"),
    ("Sigmoid(inplace=True)", "takes none"), ("Tanh(True)", "takes no arguments"),
    ("Linear(2, 8, True, 4)", "takes at most 3"), ("Linear(2, out_features=8, out_features=9)", "twice"),
    ("Linear(out_features=8, 2)", "what has no name stands before"), ("Linear(two, 8)", "is no number"),
    ("Dropout(1.5)", "a probability from 0 to 1"), ("GELU('exact')", "'none' or 'tanh'"),
    ("AvgPool1d(3)", "longer than the axis of 2"), ("AvgPool1d(2, padding=2)", "must not exceed the kernel"),
    ("MaxPool1d(2, padding=2)", "must not exceed the kernel"),
    ("Transpose(1, 5)", "names axis 5, but [2, 2] has 2 axes"), ("Softmax(dim=3)", "names axis 3"),
    ("Flatten(1, 0)", "joins axes 1 to 0"), ("Embedding(4, 2, padding_idx=4)", "padding_idx"),
    ("a: Tanh, a: ReLU", "two layers are called 'a'"), ("a.b: Tanh", "has a point in it"),
    ("Tanh ReLU", "'ReLU' stands where a comma"),
    ("Sequential(Tanh", "')' is missing"), ("Tanh, 3", "there is no layer '3'"),
    ("GELU('tanh)", "is not closed by '"),
  ])
  func whatIsWrongIsSaidInOneLine(text: String, words: String) {
    do {
      _ = try Architecture(text, loss: "mse", rowShape: [2])
      Issue.record("\(text) is taken")
    } catch {
      #expect("\(error)".contains(words), "\(text): \(error)")
      #expect(!"\(error)".contains("\n"))
    }
  }

  @Test(arguments: [
    ("mse", "MSELoss()"), ("MSELoss", "MSELoss()"), ("nn.MSELoss()", "MSELoss()"), ("l1", "L1Loss()"),
    ("smooth-l1", "SmoothL1Loss()"), ("smooth_l1", "SmoothL1Loss()"), ("bce", "BCELoss()"),
    ("bce_with_logits", "BCEWithLogitsLoss()"), ("bce-with-logits", "BCEWithLogitsLoss()"),
    ("BCEWithLogitsLoss", "BCEWithLogitsLoss()"), ("cross-entropy", "CrossEntropyLoss()"),
    ("cross_entropy label_smoothing=0.1", "CrossEntropyLoss(label_smoothing=0.1)"),
    ("CrossEntropyLoss(label_smoothing=0.1)", "CrossEntropyLoss(label_smoothing=0.1)"),
  ])
  func aLossIsFoundUnderEachOfItsNames(text: String, code: String) throws {
    #expect(try Architecture.loss(text).text == code)
  }

  @Test(arguments: [
    ("hinge", "there is no loss 'hinge'"), ("mse reduction=3", "has no argument 'reduction'"),
    ("cross-entropy label_smoothing=2", "a share from 0 to 1"), ("", "a loss is missing"),
  ])
  func aWrongLossIsSaidInOneLine(text: String, words: String) {
    do {
      _ = try Architecture.loss(text)
      Issue.record("\(text) is taken")
    } catch {
      #expect("\(error)".contains(words), "\(text): \(error)")
    }
  }
}
