import Languages
import RealModule

extension ScheduleRule {
  /// The rate along half a cosine, down and up again.
  public static let cosine = ScheduleRule(
    name: "cosine", className: "CosineAnnealingLR",
    Words("engine.optimizer.cosine", "the rate along a cosine, at eta_min after T_max steps"),
    settings: [
      Setting(
        "T_max", symbol: "T", Words("engine.optimizer.stepsToLowest", "steps to the lowest rate"),
        standard: nil, kind: .whole(.oneOrMore)),
      Setting(
        "eta_min", Words("engine.optimizer.lowestRate", "the lowest rate"), standard: 0,
        kind: .number(.zeroOrMore)),
    ]
  ) { values, group, moment in
    if moment.step == 0 { return }
    let (length, lowest) = (values["T_max"], values["eta_min"])
    let step = Double(moment.step)
    // At the bottom nothing is left to multiply, so the step after it is an addition.
    if (moment.step - 1 - Int(length)) % (2 * Int(length)) == 0 {
      group.rate += (moment.base - lowest) * (1 - Double.cos(Double.pi / length)) / 2
    } else {
      group.rate =
        (1 + Double.cos(Double.pi * step / length)) / (1 + Double.cos(Double.pi * (step - 1) / length))
        * (group.rate - lowest) + lowest
    }
  }
}
