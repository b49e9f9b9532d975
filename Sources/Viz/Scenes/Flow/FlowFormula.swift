import Engine
import Languages

/// How an element of a stage is made of the stage before, with the numbers put in.
struct FlowFormula {
  /// A line or more, each whole by itself.
  let lines: [String]

  /// How many terms of a sum are written out.
  private static let mostTerms = 8

  /// How many products of a long sum are written out.
  static let mostProducts = 3

  /// The formula of an element; of a sum of products the `products` largest are written out.
  init(
    _ snapshot: Snapshot, _ row: RowView, stage: Int, index: [Int], products: Int = mostProducts
  ) {
    guard stage > 0, let layer = row.stages[stage].layer else {
      lines = [
        Self.feature(snapshot, row, index).map { say("flow.anInput", "an input: \($0)") }
          ?? say("flow.givenInput", "an input: given")
      ]
      return
    }
    let before = row.stages[stage - 1]
    let sources = row.sources(of: index, stage: stage)
    let numbers = sources.map { Double(before.data[$0]) }
    let value = Double(row.stages[stage].data[index])
    switch layer {
    case let pool as AvgPool1d:
      let length = before.shape.last ?? 0
      let window = pool.window(index.last ?? 0, length: length)
      let count = row.stages[stage].shape.last ?? 0
      lines = [
        "= (\(Self.sum(numbers.map { NumberText.fixed($0, decimals: 3) }))) / \(window.divisor)",
        PoolingFormula.length(pool, of: length, windows: count),
        say(
          "flow.backShares", "back: each of the \(numbers.count) gets 1/\(window.divisor) of the gradient"),
      ]
    case is MaxPool1d:
      lines = [
        "= max(\(Self.list(numbers)))",
        say("flow.backLargest", "back: all of the gradient goes to the largest"),
      ]
    case let linear as Linear:
      lines = Self.linear(
        linear, snapshot, Self.weightRow(row, stage: stage, index: index), numbers,
        products)
    case let embedding as Embedding:
      let entry = Int(numbers.first ?? 0)
      lines = [
        say(
          "flow.vectorPlace",
          "place \(index.last ?? 0) of the vector for entry \(entry), one of \(embedding.entries) that are learnt"
        ),
        entry == embedding.paddingIndex
          ? say("flow.backPadding", "back: row \(entry) is for padding and takes no gradient")
          : say("flow.backEntry", "back: the gradient goes into row \(entry) of the table"),
      ]
    case is Transpose:
      let source = "\(before.title(in: row))\(Self.place(sources))"
      lines = [say("flow.axesSwap", "axes change places, no number moves: it is \(source)")]
    case is Squeeze, is Flatten:
      let source = "\(before.title(in: row))\(Self.place(sources))"
      lines = [say("flow.otherShape", "another shape over the same numbers: it is \(source)")]
    case is Softmax:
      lines = [
        say("flow.softmax", "e to this score, over the sum of e to all \(numbers.count): a share of 1")
      ]
    case is Dropout:
      lines = [
        say("flow.dropout", "Dropout lets all pass here, as in eval(); while training it drops some")
      ]
    default:
      let x = numbers.first ?? 0
      let name = type(of: layer).name
      lines =
        name == "Identity"
        ? [say("flow.identity", "= x, as it came in")]
        : [say("flow.activation", "= \(name)(x) at x = \(NumberText.compactPrecise(x))")]
          + Self.slope(name, x: x, y: value)
    }
  }

  /// The first of the weights that make an element of a linear layer; `nil` for other elements.
  static func weightRow(_ row: RowView, stage: Int, index: [Int]) -> Place? {
    guard row.stages[stage].layer is Linear, let unit = index.last else { return nil }
    return Place(tensor: "\(row.stages[stage].name).weight", index: [unit, 0])
  }

  /// The name of a feature, where it has one.
  private static func feature(_ snapshot: Snapshot, _ row: RowView, _ index: [Int]) -> String? {
    let names = snapshot.examples?.training.featureNames ?? []
    guard index.count == 1, names.indices.contains(index[0]) else { return nil }
    return names[index[0]]
  }

  private static func place(_ sources: [[Int]]) -> String {
    (sources.first ?? []).map { "[\($0)]" }.joined()
  }

  /// Terms with plus signs between them; those in the middle give way.
  private static func sum(_ terms: [String]) -> String {
    let shown =
      terms.count <= mostTerms ? terms : terms.prefix(mostTerms / 2) + ["…"] + terms.suffix(mostTerms / 2)
    return shown.joined(separator: " + ").replacing("+ −", with: "− ")
  }

  private static func list(_ numbers: [Double]) -> String {
    let shown = numbers.prefix(mostTerms).map { NumberText.fixed($0, decimals: 3) }
    return (shown + (numbers.count > mostTerms ? ["…"] : [])).joined(separator: ", ")
  }

  /// Σ w·x + b, the largest terms first where there are many.
  private static func linear(
    _ linear: Linear, _ snapshot: Snapshot, _ place: Place?, _ inputs: [Double], _ products: Int
  ) -> [String] {
    let rule =
      linear.hasBias
      ? say("flow.sumAndBias", "= Σ w⋅x + b, over \(inputs.count) inputs")
      : say("flow.sum", "= Σ w⋅x, over \(inputs.count) inputs")
    guard let row = snapshot.weightRow, row.place == place, row.weights.count == inputs.count else {
      return [rule]
    }
    let terms = zip(row.weights.map(Double.init), inputs).sorted { abs($0.0 * $0.1) > abs($1.0 * $1.1) }
    let shown = terms.prefix(products).map {
      "\(NumberText.fixed($0.0, decimals: 3))⋅\(NumberText.bracketed(NumberText.fixed($0.1, decimals: 3)))"
    }
    let rest = terms.dropFirst(products).reduce(0) { $0 + $1.0 * $1.1 }
    let more =
      terms.count > products
      ? " + "
        + say(
          "flow.others", "the other \(terms.count - products): \(NumberText.fixed(rest, decimals: 3))") : ""
    let b = row.bias.map { " + b \(NumberText.fixed(Double($0), decimals: 3))" } ?? ""
    return [rule, (shown.joined(separator: " + ") + more + b).replacing("+ −", with: "− ")]
  }

  /// What the gradient is multiplied by on its way back through an activation, where that is easily said.
  private static func slope(_ name: String, x: Double, y: Double) -> [String] {
    switch name {
    case "Tanh": [say("flow.backTanh", "back: times 1 − y² = \(NumberText.compactPrecise(1 - y * y))")]
    case "Sigmoid":
      [say("flow.backSigmoid", "back: times y⋅(1 − y) = \(NumberText.compactPrecise(y * (1 - y)))")]
    case "ReLU":
      [
        x > 0
          ? say("flow.backReLU", "back: times 1, for x > 0")
          : say("flow.backNothing", "back: times 0, for x ≤ 0: nothing comes back")
      ]
    default: []
    }
  }
}

extension RowView.Stage {
  /// What the stage is called: its layer's class, and the name in the state dict where there are several of it.
  func title(in row: RowView) -> String {
    guard let layer else { return "x" }
    let name = type(of: layer).name
    let isAlone = row.stages.filter { $0.layer.map { type(of: $0).name } == name }.count == 1
    return isAlone ? name : "\(name) \(self.name)"
  }
}
