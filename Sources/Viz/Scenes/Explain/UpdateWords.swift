import Engine
import Languages

/// The update of one number by one optimizer with all numbers put in, such as
/// "θ ← θ − lr⋅g = 0.0494 − 0.1⋅(−0.0518) = 0.0546".
struct UpdateWords {
  /// The line, from the longest form to the shortest; none where the next number is not known.
  let forms: [String]
  /// The numbers that the line is made of, each with its symbol, in the order of the rule.
  let parts: [StepNumber]
  /// The next number.
  let next: Double

  /// The numbers of figures that are tried: as many as a float32 has, then as many as there is room for.
  private static let figures = [9, 7, 5, 4, 3]

  init(_ preview: StepPreview) {
    let (rule, values) = (preview.optimizer.rule, preview.optimizer.values)
    let (present, lr) = (Double(preview.present[0]), values["lr"])
    next = Double(preview.next[0])
    let numbers = StepNumbers(preview)
    parts = numbers.all.filter { $0.symbol != "lr" }
    let (gradient, decay) = (Double(preview.gradient[0]), rule.gradientDecay(values) * present)
    let decoupled = rule.decoupledDecay(values)
    let direction = numbers.direction
    let target = next
    func text(_ value: Double, _ figures: Int) -> String { NumberText.shortest(value, figures: figures) }
    func bracketed(_ value: Double, _ figures: Int) -> String {
      NumberText.bracketed(text(value, figures))
    }
    let formula: String
    if let direction {
      formula = "θ − " + (decoupled == 0 ? "" : "lr⋅λθ − ") + "lr⋅\(direction.symbol)"
    } else {
      formula = say("explain.unknownStep", "θ − step")
    }
    func filled(_ figures: Int) -> String {
      guard let direction else {
        return "\(text(present, figures)) − \(bracketed(present - target, figures))"
      }
      // The sum of gradient and decay stays one where the step is along it.
      let isPlain = direction.symbol == numbers.decayedGradient.symbol && rule.gradientDecay(values) != 0
      let factor =
        isPlain
        ? "(\(text(gradient, figures)) \(decay < 0 ? "−" : "+") \(text(abs(decay), figures)))"
        : bracketed(direction.value, figures)
      let shrink = decoupled == 0 ? "" : "\(text(lr, 4))⋅\(bracketed(decoupled * present, figures)) − "
      return "\(text(present, figures)) − \(shrink)\(text(lr, 4))⋅\(factor)"
    }
    forms =
      Self.figures.map { "θ ← \(formula) = \(filled($0)) = \(text(target, $0))" }
      + Self.figures.map { "θ ← \(filled($0)) = \(text(target, $0))" }
      + Self.figures.suffix(3).map { "\(filled($0)) = \(text(target, $0))" }
      + Self.figures.map { "θ → \(text(target, $0))" }
  }
}
