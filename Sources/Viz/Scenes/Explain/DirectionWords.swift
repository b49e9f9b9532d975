import Engine

/// The sentence about where the weight goes: what the running optimizer's next step does to it, and why, where the gradient
/// alone would say otherwise.
struct DirectionWords {
  /// From the longest form to the shortest; each ends with the way that θ goes.
  let forms: [String]

  /// The words for the weight that a snapshot inspects.
  init(_ snapshot: Snapshot, _ inspection: Inspection) {
    let gradient = inspection.chain.automatic
    guard let preview = inspection.preview(snapshot.optimizer.rule) else {
      forms = []
      return
    }
    let (present, next) = (preview.present[0], preview.next[0])
    guard gradient.isFinite, next.isFinite else {
      forms = ["the step is not finite"]
      return
    }
    let way = next < present ? "θ moves left" : next > present ? "θ moves right" : "θ stays"
    let sign = gradient > 0 ? "gradient > 0" : gradient < 0 ? "gradient < 0" : "gradient = 0"
    let isExpected = gradient > 0 ? next < present : gradient < 0 ? next > present : next == present
    if isExpected {
      forms = ["\(sign) → \(way)", way]
      return
    }
    let reason = Self.reason(snapshot, gradient: gradient, preview)
    let plain = snapshot.optimizer.rule == .sgd ? "plain SGD" : "SGD"
    let alone = gradient == 0 ? sign : "\(sign): \(plain) would go \(gradient > 0 ? "left" : "right")"
    forms = [
      "\(alone); \(snapshot.optimizer.rule.title): \(way), \(reason)", "\(sign), but \(reason): \(way)",
      "\(reason): \(way)", way,
    ]
  }

  /// Why the weight does not go where the gradient points.
  private static func reason(_ snapshot: Snapshot, gradient: Float, _ preview: StepPreview) -> String {
    let (present, next) = (preview.present[0], preview.next[0])
    if next == present {
      return snapshot.learningRate == 0 ? "the rate is 0" : "the step is too small for float32"
    }
    let decay = Float(snapshot.optimizer.rule.gradientDecay(snapshot.optimizer.values))
    let decayed = gradient.addingProduct(decay, present)
    // What the step follows is positive where the weight goes left.
    let goesLeft = next < present
    let comparison = goesLeft ? "> 0" : "< 0"
    if decay != 0, goesLeft ? decayed > 0 : decayed < 0 { return "g + λθ \(comparison) by the decay" }
    let rule = snapshot.optimizer.rule
    let followed = rule.followed ?? rule.state(snapshot.optimizer.values).first?.symbol ?? "the state"
    return "\(followed) \(comparison) remembers"
  }
}
