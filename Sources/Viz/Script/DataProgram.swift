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
    case .builtIn(let set, let samples, let noise):
      let rule = set.program(samples: samples, noise: noise)
      let comments = Array(rule.prefix { $0.hasPrefix("#") })
      let isDrawn = !set.isShipped || configuration.data.trainingFraction != nil
      let seed = isDrawn ? ["torch.manual_seed(\(configuration.data.seed))"] : []
      return [
        comments + seed + rule.dropFirst(comments.count),
        partLines(features: featureCode(set.featureType), targets: targetCode),
      ]
    case .given(let rows, let program):
      let lines = program ?? literal(rows)
      let seed =
        configuration.data.trainingFraction == nil ? [] : ["torch.manual_seed(\(configuration.data.seed))"]
      return [lines + seed, partLines(features: featureCode(.float32), targets: ("y", ""))]
    }
  }

  /// All numbers of a set, as the loss wants them.
  private func literal(_ rows: DataSet) -> [String] {
    let form = type(of: configuration.architecture.loss).targets
    let targets = rows.targets(as: form) ?? rows.targets
    let lines = literal("x", rows.features) + literal("y", targets)
    return lines + (form == .classes ? ["y = y.long()"] : [])
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
    let standardizes = configuration.data.standardization != nil
    // What is standardized is changed in its place, so that it has to be the same tensor everywhere.
    var lines = standardizes && features != "x" ? ["x = \(features)"] : []
    let features = standardizes ? "x" : features
    guard let fraction = configuration.data.trainingFraction else {
      if standardizes { lines += standardizingLines(rows: "x") }
      if isFixed {
        return lines + (features == "x" ? [] : ["x = \(features)"])
          + (targets.code == "y" ? [] : ["y = \(targets.code)\(targets.comment)"])
      }
      let named = namedTargets(targets)
      return lines + named.lines + ["dataset = TensorDataset(\(features), \(named.name))"]
    }
    let parts = [fraction, RandomSplit.complement(of: fraction)].map(Python.number).joined(separator: ", ")
    let named = namedTargets(targets)
    lines +=
      named.lines + [
        "\(dataSetName), _ = random_split(TensorDataset(\(features), \(named.name)), [\(parts)])"
      ]
    if standardizes { lines += standardizingLines(rows: "x[\(dataSetName).indices]") }
    return lines + (isFixed ? ["x, y = \(dataSetName)[:]"] : [])
  }

  /// What the targets are called, and the lines that make them where the rows' own `y` is not what the loss wants.
  private func namedTargets(_ targets: (code: String, comment: String)) -> (name: String, lines: [String]) {
    targets.code == "y" ? ("y", []) : ("targets", ["targets = \(targets.code)\(targets.comment)"])
  }

  /// Brings all features to the scale of the rows to learn from.
  private func standardizingLines(rows: String) -> [String] {
    [
      "rows = \(rows).double()", "deviation = rows.std(dim=0)",
      "deviation[deviation == 0] = 1  # a constant column stays 0",
      "x[:] = (x - rows.mean(dim=0)) / deviation",
    ]
  }

  /// What the rows to learn from are called.
  var dataSetName: String { configuration.data.trainingFraction == nil ? "dataset" : "train_set" }

  private func featureCode(_ type: FeatureType) -> String {
    let wanted =
      configuration.architecture.layers.contains { $0.layer is Embedding } ? FeatureType.int64 : .float32
    if type == wanted { return "x" }
    return wanted == .int64 ? "x.long()" : "x.float()"
  }

  /// The targets from the rule's `y`, as the loss wants them.
  private var targetCode: (code: String, comment: String) {
    let set = configuration.data.training
    var isShipped = false
    if case .builtIn(let set, _, _) = configuration.data.origin { isShipped = set.isShipped }
    guard case .classes = set.kind else { return ("y.float()", "") }
    switch type(of: configuration.architecture.loss).targets {
    case .classes: return (isShipped ? "y" : "y.long()", "")
    case .probabilities: return ("y.float().unsqueeze(1)", "  # [rows, 1], as the predictions")
    case .values:
      if set.lowLabel == 0 { return ("y.float().unsqueeze(1)", "  # [rows, 1], as the predictions") }
      let low = Python.number(set.lowLabel)
      return ("torch.where(y, 1.0, \(low)).unsqueeze(1)", "  # [rows, 1], as the predictions")
    }
  }
}
