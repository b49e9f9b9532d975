import Languages

extension ScheduleRule {
  /// The rate times γ after every so many steps.
  public static let step = ScheduleRule(
    name: "step", className: "StepLR",
    Words("engine.optimizer.step", "the rate times γ every step_size steps"),
    settings: [
      Setting(
        "step_size", Words("engine.optimizer.stepsBetween", "steps from one fall to the next"), standard: nil,
        kind: .whole(.oneOrMore)),
      .gamma(0.1),
    ]
  ) { values, group, moment in
    if moment.step > 0, moment.step % Int(values["step_size"]) == 0 { group.rate *= values["gamma"] }
  }
}

extension Setting {
  /// γ, by which a rate is multiplied.
  static func gamma(_ standard: Double?) -> Setting {
    Setting(
      "gamma", symbol: "γ", Words("engine.optimizer.gamma", "what the rate is multiplied by"),
      standard: standard, kind: .number(.zeroOrMore))
  }
}
