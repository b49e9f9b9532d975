import Engine
import Languages

/// The sentence about where a number goes: what the running optimizer's next step does to it, and why, where the gradient
/// alone would say otherwise.
struct DirectionWords {
  /// From the longest form to the shortest; each says the way that θ goes.
  let forms: [String]

  /// The words for the running optimizer's next step.
  init(_ preview: StepPreview) {
    let (present, next, gradient) = (preview.present[0], preview.next[0], preview.gradient[0])
    guard gradient.isFinite, next.isFinite else {
      forms = [say("explain.stepNotFinite", "the step is not finite")]
      return
    }
    let way =
      next < present
      ? say("explain.movesLeft", "θ moves left")
      : next > present ? say("explain.movesRight", "θ moves right") : say("explain.stays", "θ stays")
    let sign =
      gradient > 0
      ? say("explain.gradientAbove", "gradient > 0")
      : gradient < 0
        ? say("explain.gradientBelow", "gradient < 0") : say("explain.gradientZero", "gradient = 0")
    let isExpected = gradient > 0 ? next < present : gradient < 0 ? next > present : next == present
    if isExpected {
      forms = [say("explain.leadsTo", "\(sign) → \(way)"), way]
      return
    }
    let reason = Self.reason(preview)
    let rule = preview.optimizer.rule
    let plain = rule == .sgd ? say("explain.plainSGD", "plain SGD") : "SGD"
    let alone =
      gradient == 0
      ? sign
      : gradient > 0
        ? say("explain.wouldGoLeft", "\(sign): \(plain) would go left")
        : say("explain.wouldGoRight", "\(sign): \(plain) would go right")
    forms = [
      say("explain.unlikeSGD", "\(alone); \(rule.title): \(way), \(reason)"),
      say("explain.butReason", "\(sign), but \(reason): \(way)"),
      say("explain.byReason", "\(reason): \(way)"), way,
    ]
  }

  /// Why the number does not go where the gradient points.
  private static func reason(_ preview: StepPreview) -> String {
    let (rule, values) = (preview.optimizer.rule, preview.optimizer.values)
    let (present, next, gradient) = (preview.present[0], preview.next[0], preview.gradient[0])
    if next == present {
      return values["lr"] == 0
        ? say("explain.rateIsZero", "the rate is 0")
        : say("explain.stepTooSmall", "the step is too small for float32")
    }
    // What the step follows is positive where the number goes left.
    let goesLeft = next < present
    let comparison = goesLeft ? "> 0" : "< 0"
    func leads(_ direction: Float) -> Bool { goesLeft ? direction > 0 : direction < 0 }
    let decay = Float(rule.gradientDecay(values))
    if decay != 0, leads(gradient.addingProduct(decay, present)) {
      return say("explain.byDecay", "g + λθ \(comparison) by the decay")
    }
    // Decay that goes past the gradient draws to 0, whatever the rest of the step does.
    let direction = StepNumbers(preview).direction.map { Float($0.value) }
    if rule.decoupledDecay(values) != 0, goesLeft == (present > 0), direction.map(leads) != true {
      return say("explain.decayDraws", "decay draws it to 0")
    }
    if let followed = rule.followed, direction.map(leads) ?? true {
      return say("explain.remembers", "\(followed) \(comparison) remembers")
    }
    return rule.state(values).isEmpty
      ? say("explain.ruleDoes", "\(rule.title) does") : say("explain.stateRemembers", "its state remembers")
  }
}
