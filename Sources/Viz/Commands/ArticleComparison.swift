import Engine

/// The article's comparison: one step of the framework's side beside the same step by hand, quantity by quantity.
struct ArticleComparison {
  /// One quantity on both sides.
  private struct Row {
    let name: String
    let columns: Int
    let framework: [Float]
    let hand: [Double]
    /// The difference that float32's rounding explains, for each element.
    let tolerances: [Double]

    var differences: [Double] { zip(framework, hand).map { abs(Double($0) - $1) } }
    var agrees: Bool { zip(differences, tolerances).allSatisfy { $0 <= $1 } }

    /// The length of the longest number among the first rows and columns, on either side.
    func longestNumber(rows: Int, columns shown: Int) -> Int {
      let places = (0..<rows).flatMap { row in (0..<shown).map { row * columns + $0 } }
      let numbers = places.flatMap { [Double(framework[$0]), hand[$0]] }
      return numbers.reduce(14) { max($0, ArticleComparison.number($1).count) }
    }
  }

  private let heading: String
  private let rows: [Row]

  /// Takes one step of each optimizer on both sides; throws where the run is not finite from the start.
  init(_ configuration: Configuration) throws {
    let trainer = Trainer(configuration)
    if let fault = trainer.fault { throw Failure("nothing to compare: \(fault)") }
    let columns = configuration.size
    let start = trainer.snapshot()
    let parameter = start.parameters[0]
    let weight = parameter.value.elements
    let exactWeight = weight.map(Double.init)
    let hand = trainer.layer.evaluate(weight: exactWeight)
    let difference = FiniteDifference(trainer.layer, weight: exactWeight).gradient()
    let gradient = parameter.gradient.elements
    func row(_ name: String, _ framework: [Float], _ hand: [Double], columns: Int, extra: [Double]? = nil)
      -> Row
    {
      let magnitude = hand.reduce(0) { max($0, abs($1)) }
      let tolerance = GradientCheck.tolerance(forMagnitude: magnitude)
      let tolerances = extra.map { $0.map { tolerance + $0 } } ?? hand.map { _ in tolerance }
      return Row(name: name, columns: columns, framework: framework, hand: hand, tolerances: tolerances)
    }
    let settings = configuration.settings
    let exactGradient = gradient.map(Double.init)
    let adam = HandDerived.firstStep(settings.adam, weight: exactWeight, gradient: hand.gradient)
    // Where a gradient is as small as ε, Adam's first step depends on its last digits: what the difference
    // between the two gradients moves the step by is allowed on top.
    let adamMoved = zip(
      adam, HandDerived.firstStep(settings.adam, weight: exactWeight, gradient: exactGradient)
    ).map { abs($0 - $1) }
    rows = [
      row("initial weights", weight, exactWeight, columns: columns),
      row("prediction", start.prediction.elements, hand.prediction, columns: columns),
      row("loss", [start.loss], [hand.loss], columns: 1),
      row("gradient", gradient, hand.gradient, columns: columns),
      row("gradient, by differences", gradient, difference, columns: columns),
      row(
        "weights after SGD, lr \(settings.sgd.learningRate)", try Self.step(.sgd, configuration),
        HandDerived.firstStep(settings.sgd, weight: exactWeight, gradient: hand.gradient), columns: columns),
      row(
        "weights after Adam, lr \(settings.adam.learningRate)", try Self.step(.adam, configuration), adam,
        columns: columns, extra: adamMoved),
    ]
    heading =
      "viz check  \(start.model)  "
      + (start.seed.map { "seed \($0)" } ?? "weights given")
      + "\nx = \(Self.list(configuration.input))  y = \(Self.list(configuration.target))\n"
  }

  /// Whether every difference is within its tolerance.
  var agrees: Bool { rows.allSatisfy(\.agrees) }

  /// The whole comparison as text.
  var table: String {
    var lines = [heading]
    let shown = rows.map { Self.elided(columns: $0.columns, count: $0.framework.count) }
    // One width for all numbers, so that they stand one below the other however large they are.
    let cell = zip(rows, shown).map { $0.longestNumber(rows: $1.rows, columns: $1.columns) }.max() ?? 0
    let width = max(21, (shown.map(\.columns).max() ?? 1) * (cell + 1) + 2)
    lines.append(
      Self.padded("framework, float32", width) + "  " + Self.padded("by hand, float64", width)
        + "  difference")
    for (row, shape) in zip(rows, shown) {
      let largest = row.differences.reduce(0) { $0.isNaN || $0 >= $1 ? $0 : $1 }
      lines.append("\(row.name)")
      for line in 0..<shape.rows {
        let range = line * row.columns..<line * row.columns + shape.columns
        let more = shape.columns < row.columns ? " …" : ""
        let framework =
          row.framework[range].map { Self.number(Double($0), cell) }.joined(separator: " ") + more
        let hand = row.hand[range].map { Self.number($0, cell) }.joined(separator: " ") + more
        var text = Self.padded(framework, width) + "  " + Self.padded(hand, width)
        if line == 0 {
          let tolerance = row.tolerances.max() ?? 0
          text +=
            "  \(Self.scientific(largest)) \(row.agrees ? "≤" : ">") \(Self.scientific(tolerance))"
            + "  \(row.agrees ? "✓" : "✗")"
        }
        lines.append(text)
      }
      if shape.rows * row.columns < row.framework.count { lines.append("  …") }
    }
    let wrong = rows.filter { !$0.agrees }.map(\.name)
    lines.append("")
    lines.append(agrees ? "✓ both sides agree" : "✗ over tolerance: \(wrong.joined(separator: ", "))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The weights after one step of `kind`.
  private static func step(_ kind: OptimizerKind, _ configuration: Configuration) throws -> [Float] {
    var configuration = configuration
    configuration.optimizer = kind
    configuration.toggles = []
    let trainer = Trainer(configuration)
    trainer.takeStep()
    guard trainer.hasFiniteWeights else {
      throw Failure(
        "the weights after one step of \(kind.title) are not finite; a smaller learning rate may help")
    }
    return trainer.snapshot().parameters[0].value.elements
  }

  /// As many rows and columns as a page takes.
  private static func elided(columns: Int, count: Int) -> (rows: Int, columns: Int) {
    (min(4, count / columns), min(4, columns))
  }

  private static func number(_ value: Double, _ width: Int) -> String {
    let text = number(value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A number with all figures that float32 tells apart, and some more.
  fileprivate static func number(_ value: Double) -> String {
    let isPlain = abs(value) < 1000 && (abs(value) >= 0.0001 || value == 0)
    let text =
      isPlain
      ? NumberText.fixed(value, decimals: 10, signed: true)
      : NumberText.scientific(value, digits: abs(value) < 1 ? 8 : 10, signed: true)
    return String(text.map { $0 == "−" ? "-" : $0 })
  }

  private static func scientific(_ value: Double) -> String {
    String(NumberText.scientific(value, digits: 2).map { $0 == "−" ? "-" : $0 })
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    "  " + text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func list(_ values: [Double]) -> String {
    "[" + values.prefix(8).map { $0.description }.joined(separator: ", ") + (values.count > 8 ? ", …]" : "]")
  }
}
