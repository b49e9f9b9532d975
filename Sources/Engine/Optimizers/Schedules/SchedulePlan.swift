import Languages

/// A schedule with its arguments, or several that follow each other: PyTorch's SequentialLR.
public struct SchedulePlan: Sendable, Equatable {
  /// One schedule with its arguments.
  public struct Part: Sendable, Equatable {
    /// Which schedule.
    public let rule: ScheduleRule
    /// Its arguments.
    public let values: SettingValues
    /// The step at which it takes over; 0 for the first.
    public let begin: Int
  }

  /// In the order of their beginnings; never empty.
  public let parts: [Part]

  /// The name of the class in `torch.optim.lr_scheduler`.
  public var className: String { parts.count == 1 ? parts[0].rule.className : "SequentialLR" }

  /// The text that `Schedules.parse` reads as this plan.
  public var text: String {
    parts.map { ($0.begin == 0 ? "" : "at \($0.begin) ") + $0.rule.text(of: $0.values) }.joined(
      separator: ", ")
  }

  /// Refuses an optimizer that lacks what a schedule moves.
  public func check(for optimizer: OptimizerRule) throws(SettingError) {
    for part in parts where part.rule.movesMomentum(part.values) && optimizer.cycledMomentum == nil {
      throw SettingError(
        say(
          "engine.optimizer.noMomentum",
          """
          \(part.rule.name) moves momentum or beta1, and \(optimizer.name) has neither; \
          cycle_momentum=False would be right
          """))
    }
  }
}
