import Languages
import RealModule

extension ScheduleRule {
  /// The rate times γ after given steps.
  public static let multiStep = ScheduleRule(
    name: "multi_step", className: "MultiStepLR",
    Words("engine.optimizer.multiStep", "the rate times γ at each of the milestones"),
    settings: [
      Setting(
        "milestones", Words("engine.optimizer.milestones", "the steps at which it falls"), standard: nil,
        kind: .wholes(.oneOrMore)),
      .gamma(0.1),
    ]
  ) { values, group, moment in
    // A milestone may be named more than once.
    let times = values.list("milestones").reduce(0) { $0 + ($1 == Double(moment.step) ? 1 : 0) }
    if times > 0 { group.rate *= Double.pow(values["gamma"], times) }
  }
}
