import Engine

/// The rows of a run, as PyTorch makes them.
extension PyTorchProgram {
  /// Parts that leave the rows in `x` and `y` where every step takes all of them, and in `dataset` or `train_set` else.
  var dataLines: [[String]] {
    switch configuration.data.origin {
    case .sample(let input, let target):
      return [sampleLines("x", input) + sampleLines("y", target)] + loaderOfSample
    case .drawnSample(let size):
      let lines = [
        "torch.manual_seed(\(configuration.data.seed))", "x = torch.randn(1, \(size))",
        "y = torch.rand(1, \(size))",
      ]
      return [lines] + loaderOfSample
    case .generated(let set, let samples, let noise):
      let rule = set.program(samples: samples, noise: noise)
      let comments = Array(rule.prefix { $0.hasPrefix("#") })
      let lines =
        comments + ["torch.manual_seed(\(configuration.data.seed))"] + rule.dropFirst(comments.count)
      return [lines, partLines(features: featureCode(set), targets: targetCode)]
    case .given(let rows):
      let targets = rows.targets(as: type(of: configuration.architecture.loss).targets) ?? rows.targets
      let isClasses = type(of: configuration.architecture.loss).targets == .classes
      let lines =
        literal("x", rows.features) + literal("y", targets)
        + (configuration.data.trainingFraction == nil
          ? [] : ["torch.manual_seed(\(configuration.data.seed))"])
      return [lines, partLines(features: "x", targets: (isClasses ? "y.long()" : "y", ""))]
    }
  }

  private func literal(_ name: String, _ tensor: Tensor) -> [String] {
    Python.tensor(
      tensor.elements.map(Python.number), shape: tensor.shape, start: "\(name) = torch.tensor(", end: ")")
  }

  private func sampleLines(_ name: String, _ numbers: [Double]) -> [String] {
    Python.tensor(
      numbers.map(Python.number), shape: [1, numbers.count], start: "\(name) = torch.tensor(", end: ")")
  }

  private var loaderOfSample: [[String]] { isFixed ? [] : [["dataset = TensorDataset(x, y)"]] }

  /// Features and targets in the types and shapes that network and loss want, and the part to learn from.
  private func partLines(features: String, targets: (code: String, comment: String)) -> [String] {
    guard let fraction = configuration.data.trainingFraction else {
      if isFixed {
        return (features == "x" ? [] : ["x = \(features)"]) + ["y = \(targets.code)\(targets.comment)"]
      }
      return [
        "targets = \(targets.code)\(targets.comment)", "dataset = TensorDataset(\(features), targets)",
      ]
    }
    let parts = [fraction, RandomSplit.complement(of: fraction)].map(Python.number).joined(separator: ", ")
    return [
      "targets = \(targets.code)\(targets.comment)",
      "\(dataSetName), _ = random_split(TensorDataset(\(features), targets), [\(parts)])",
    ] + (isFixed ? ["x, y = \(dataSetName)[:]"] : [])
  }

  /// What the rows to learn from are called.
  var dataSetName: String { configuration.data.trainingFraction == nil ? "dataset" : "train_set" }

  private func featureCode(_ set: any GeneratedSet) -> String {
    let looksUp = configuration.architecture.layers.contains { $0.layer is Embedding }
    if looksUp { return set.featuresAreEntries ? "x" : "x.long()" }
    return "x.float()"
  }

  /// The targets from the rule's `y`, as the loss wants them.
  private var targetCode: (code: String, comment: String) {
    let set = configuration.data.training
    guard case .classes = set.kind else { return ("y.float()", "") }
    switch type(of: configuration.architecture.loss).targets {
    case .classes: return ("y.long()", "")
    case .probabilities: return ("y.float().unsqueeze(1)", "  # [rows, 1], as the predictions")
    case .values:
      if set.lowLabel == 0 { return ("y.float().unsqueeze(1)", "  # [rows, 1], as the predictions") }
      let low = Python.number(set.lowLabel)
      return ("torch.where(y, 1.0, \(low)).unsqueeze(1)", "  # [rows, 1], as the predictions")
    }
  }
}
