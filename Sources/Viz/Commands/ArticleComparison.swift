import Engine
import Languages

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

    /// A NaN where either side is not finite.
    var differences: [Double] {
      zip(framework, hand).map { $0.isFinite && $1.isFinite ? abs(Double($0) - $1) : .nan }
    }

    var verdict: GradientCheck.Verdict {
      let differences = differences
      if zip(differences, tolerances).contains(where: { $0 > $1 }) { return .differs }
      if zip(differences, tolerances).contains(where: { !($0 <= $1) }) { return .incomparable }
      return framework.allSatisfy { $0 == 0 } && hand.allSatisfy { $0 == 0 } ? .zero : .agrees
    }

    /// The length of the longest number among the first rows and columns, on either side.
    func longestNumber(rows: Int, columns shown: Int) -> Int {
      let places = (0..<rows).flatMap { row in (0..<shown).map { row * columns + $0 } }
      let numbers = places.flatMap { [Double(framework[$0]), hand[$0]] }
      return numbers.reduce(14) { max($0, ArticleComparison.number($1).count) }
    }
  }

  private let heading: String
  private let rows: [Row]
  /// Whether the gradient is 0 on both sides.
  private let isFlat: Bool
  /// Why there is nothing to compare, if there is not.
  private let fault: NonFinite?

  /// Takes one step of each optimizer on both sides.
  ///
  /// The trainer is left elsewhere.
  init(_ trainer: Trainer, _ layer: HandDerived) {
    let configuration = trainer.configuration
    fault = trainer.fault
    let columns = layer.input.count
    let (stage, parameter) = (trainer.stage, trainer.network.parameters[0])
    let weight = parameter.data.elements
    let exactWeight = weight.map(Double.init)
    let hand = layer.evaluate(weight: exactWeight)
    let difference = ArticleDifference(layer, weight: exactWeight).gradient()
    let gradient = parameter.gradient?.elements ?? []
    let bounds = ArticleBounds(layer, weight: weight)
    let (sgd, adam) = (Self.values(.sgd, configuration), Self.values(.adam, configuration))
    func row(_ name: String, _ framework: [Float], _ hand: [Double], _ tolerances: [Double], columns: Int)
      -> Row
    {
      Row(name: name, columns: columns, framework: framework, hand: hand, tolerances: tolerances)
    }
    let gradientRow = row(
      say("check.gradient", "gradient"), gradient, hand.gradient, bounds.gradient, columns: columns)
    isFlat = gradientRow.verdict == .zero
    rows = [
      row(
        say("check.initialWeights", "initial weights"), weight, exactWeight, weight.map { _ in 0 },
        columns: columns),
      row(
        say("check.prediction", "prediction"), stage.prediction.data.elements, hand.prediction,
        bounds.prediction, columns: columns),
      row(say("check.loss", "loss"), stage.loss.data.elements, [hand.loss], [bounds.loss], columns: 1),
      gradientRow,
      row(
        say("check.gradientByDifferences", "gradient, by differences"), gradient, difference,
        bounds.difference, columns: columns),
      row(
        say("check.weightsAfterSGD", "weights after SGD, lr \(sgd["lr"])"),
        Self.step(.sgd, trainer, from: weight),
        HandDerived.firstSGDStep(sgd, weight: exactWeight, gradient: hand.gradient),
        ArticleBounds.firstSGDStep(
          sgd, weight: exactWeight, gradient: hand.gradient, within: bounds.gradient),
        columns: columns),
      row(
        say("check.weightsAfterAdam", "weights after Adam, lr \(adam["lr"])"),
        Self.step(.adam, trainer, from: weight),
        HandDerived.firstAdamStep(adam, weight: exactWeight, gradient: hand.gradient),
        ArticleBounds.firstAdamStep(
          adam, weight: exactWeight, gradient: hand.gradient, within: bounds.gradient),
        columns: columns),
    ]
    let origin =
      trainer.seed.map { say("check.seed", "seed \($0)") } ?? say("check.weightsGiven", "weights given")
    let place = trainer.step == 0 ? "" : "  " + say("check.afterStep", "after step \(trainer.step)")
    heading =
      "viz check  \(configuration.architecture.title)  \(origin)\(place)\n"
      + "x = \(Self.list(layer.input))  y = \(Self.list(layer.target))\n"
  }

  /// Whether no difference is over its tolerance.
  var agrees: Bool { fault != nil || rows.allSatisfy { $0.verdict != .differs } }

  /// The whole comparison as text.
  var table: String {
    var lines = [heading]
    if let fault {
      return heading + "\n" + say("check.fault", "? cannot be compared: \(fault)") + "\n"
    }
    let shown = rows.map { Self.elided(columns: $0.columns, count: $0.framework.count) }
    // One width for all numbers, so that they stand one below the other however large they are.
    let cell = zip(rows, shown).map { $0.longestNumber(rows: $1.rows, columns: $1.columns) }.max() ?? 0
    let width = max(21, (shown.map(\.columns).max() ?? 1) * (cell + 1) + 2)
    lines.append(
      Self.padded(say("check.framework", "framework, float32"), width) + "  "
        + Self.padded(say("check.byHand", "by hand, float64"), width) + "  "
        + say("check.difference", "difference"))
    for (row, shape) in zip(rows, shown) {
      // The difference that comes nearest to its tolerance, or goes farthest beyond it.
      let worst = zip(row.differences, row.tolerances).max {
        $0.0 * max($1.1, .leastNonzeroMagnitude) < $1.0 * max($0.1, .leastNonzeroMagnitude)
      }
      lines.append("\(row.name)")
      for line in 0..<shape.rows {
        let range = line * row.columns..<line * row.columns + shape.columns
        let more = shape.columns < row.columns ? " …" : ""
        let framework =
          row.framework[range].map { Self.number(Double($0), cell) }.joined(separator: " ") + more
        let hand = row.hand[range].map { Self.number($0, cell) }.joined(separator: " ") + more
        var text = Self.padded(framework, width) + "  " + Self.padded(hand, width)
        if line == 0 {
          text += "  " + Self.words(row.verdict, worst ?? (0, 0))
        }
        lines.append(text)
      }
      if shape.rows * row.columns < row.framework.count { lines.append("  …") }
    }
    lines.append("")
    lines.append(conclusion)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What all rows come to.
  private var conclusion: String {
    func names(_ verdict: GradientCheck.Verdict) -> String {
      rows.filter { $0.verdict == verdict }.map(\.name).joined(separator: say("check.comma", ", "))
    }
    if !agrees { return say("check.overTolerance", "✗ over tolerance: \(names(.differs))") }
    if !names(.incomparable).isEmpty {
      return say(
        "check.notComparable", "? cannot be compared, not finite in float32: \(names(.incomparable))")
    }
    return isFlat
      ? say("check.witnessesSayZero", "– no gradient left: every witness says 0")
      : say("check.bothAgree", "✓ both sides agree")
  }

  /// What is said of one row: its worst difference beside the tolerance, and the verdict.
  private static func words(_ verdict: GradientCheck.Verdict, _ worst: (Double, Double)) -> String {
    let (difference, tolerance) = (scientific(worst.0), scientific(worst.1))
    switch verdict {
    case .agrees: return "\(difference) ≤ \(tolerance)  ✓"
    case .differs: return "\(difference) > \(tolerance)  ✗"
    case .incomparable: return say("check.notFinite", "not finite") + "  ?"
    case .zero: return say("check.allZero", "all 0") + "  –"
    }
  }

  /// The settings that an optimizer begins with.
  private static func values(_ rule: OptimizerRule, _ configuration: Configuration) -> SettingValues {
    configuration.choice(rule.name)?.values ?? rule.defaults
  }

  /// The weights after a first step of an optimizer from `weight`.
  private static func step(_ rule: OptimizerRule, _ trainer: Trainer, from weight: [Float]) -> [Float] {
    let value = trainer.network.parameters[0]
    value.data.load(weight)
    guard
      let optimizer = try? (trainer.configuration.choice(rule.name) ?? OptimizerChoice(rule)).make(
        parameters: [value])
    else { return weight }
    optimizer.step()
    return value.data.elements
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
    return NumberText.plain(text)
  }

  private static func scientific(_ value: Double) -> String {
    NumberText.plain(NumberText.scientific(value, digits: 2))
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    "  " + text + String(repeating: " ", count: max(0, width - text.plainColumns))
  }

  private static func list(_ values: [Double]) -> String {
    "[" + values.prefix(8).map { $0.description }.joined(separator: ", ") + (values.count > 8 ? ", …]" : "]")
  }
}
