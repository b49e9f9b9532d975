import Languages

extension ScheduleRule {
  /// The rate times γ after every step.
  public static let exponential = ScheduleRule(
    name: "exponential", className: "ExponentialLR",
    Words("engine.optimizer.exponential", "the rate times γ every step"), settings: [.gamma(nil)]
  ) { values, group, moment in
    if !moment.isInitial { group.rate *= values["gamma"] }
  }
}
