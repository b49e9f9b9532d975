import Engine
import Languages

/// The comparison of `viz check` for any network: autograd's gradients beside central differences of the float64 reference,
/// parameter by parameter.
struct NetworkComparison {
  private let heading: String
  private let check: GradientCheck
  private let shapes: [[Int]]
  /// Why there is nothing to compare, if there is not.
  private let fault: NonFinite?

  /// Compares the gradients of the batch that a trainer would learn from next.
  init(_ trainer: Trainer) {
    let parameters = trainer.network.parameters
    fault = trainer.fault
    shapes = parameters.map(\.shape)
    check = GradientCheck(
      trainer.stage, parameters: parameters, step: trainer.step, budget: 100 * GradientCheck.standardBudget)
    let origin =
      trainer.seed.map { say("check.seed", "seed \($0)") } ?? say("check.weightsGiven", "weights given")
    let (name, rows) = (trainer.configuration.data.training.name, trainer.stage.input.shape[0])
    let place = say(
      "check.batch", "\(name), after step \(trainer.step), a batch of \(rows), loss \(trainer.loss)")
    heading = "viz check  \(trainer.network.architecture.title)  \(origin)\n\(place)\n"
  }

  /// Whether no difference is over its tolerance.
  var agrees: Bool { fault != nil || check.verdict != .differs }

  /// The whole comparison as text.
  var table: String {
    if let fault {
      return heading + "\n" + say("check.fault", "? cannot be compared: \(fault)") + "\n"
    }
    var rows = [
      [
        say("check.parameter", "parameter"), say("check.shape", "shape"), say("check.compared", "compared"),
        say("check.largestDifference", "largest difference"), say("check.tolerance", "tolerance"), "",
      ]
    ]
    for (parameter, shape) in zip(check.parameters, shapes) {
      let comparison = parameter.comparison
      let count = say("check.comparedOf", "\(parameter.comparedCount) of \(parameter.count)")
      let size = shape.map { String($0) }.joined(separator: "×")
      rows.append(
        [parameter.name, size, count] + Self.words(comparison, incomparable: parameter.incomparableCount))
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].plainColumns }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.plainColumns) }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    return ([heading] + lines + ["", conclusion]).joined(separator: "\n") + "\n"
  }

  /// The worst number's difference and tolerance, and the verdict.
  private static func words(_ comparison: GradientCheck.Comparison, incomparable: Int) -> [String] {
    let (difference, tolerance) = (plain(comparison.difference), plain(comparison.tolerance))
    let kinks =
      incomparable == 0 ? "" : "  " + say("check.kinks", "\(incomparable) at a kink or not finite")
    switch comparison.verdict {
    case .agrees: return [difference, "≤ \(tolerance)", "✓\(kinks)"]
    case .differs:
      return [difference, "> \(tolerance)", say("check.differsAt", "✗ at \(comparison.worst)") + kinks]
    case .incomparable: return ["–", "–", say("check.incomparable", "? cannot be compared") + kinks]
    case .zero: return ["0", "", "– " + say("check.allZero", "all 0") + kinks]
    }
  }

  private var conclusion: String {
    func names(_ verdict: GradientCheck.Verdict) -> String {
      check.parameters.filter { $0.comparison.verdict == verdict }.map(\.name)
        .joined(separator: say("check.comma", ", "))
    }
    switch check.verdict {
    case .differs: return say("check.overTolerance", "✗ over tolerance: \(names(.differs))")
    case .incomparable:
      return say(
        "check.atKink", "? cannot be compared, not finite or at a kink: \(names(.incomparable))")
    case .zero: return say("check.bothSayZero", "– no gradient left: both sides say 0")
    case .agrees:
      return say(
        "check.autogradAgrees", "✓ autograd agrees with central differences of the float64 reference")
    }
  }

  private static func plain(_ value: Double) -> String {
    NumberText.plain(NumberText.scientific(value, digits: 2))
  }
}
