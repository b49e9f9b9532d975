import Languages

/// All that is known of one schedule before it runs: names, arguments and rule.
///
/// A new schedule is one file with its description and one entry in `Schedules.all`. The rules are PyTorch's recursions, step
/// by step in Double, because a rate set by hand goes into them.
public struct ScheduleRule: SettingsOwner, Equatable {
  /// The name on the command line, such as "cosine".
  public let name: String
  /// The name of the class in `torch.optim.lr_scheduler`.
  public let className: String
  /// What it does to the rate, in a few words.
  public var meaning: String { words.text }
  private let words: Words
  /// What can be set, with PyTorch's names.
  public let settings: [Setting]
  /// Refuses arguments that are right one by one but not together.
  public let checkTogether: @Sendable (SettingValues) throws(SettingError) -> Void
  /// Whether it moves momentum or β₁ under given arguments, and so needs an optimizer that has one of them.
  let movesMomentum: @Sendable (SettingValues) -> Bool
  /// What making PyTorch's object writes to the group, before the first step of the schedule.
  let prepare: @Sendable (SettingValues, inout ScheduleGroup) -> Void
  /// PyTorch's `get_lr`: changes the group to what holds at a moment.
  let advance: @Sendable (SettingValues, inout ScheduleGroup, ScheduleMoment) -> Void
  /// The rate at the start, from the rate to begin with, where a sequence comes to this schedule; `nil` where PyTorch has no
  /// closed form and takes `advance`.
  let start: (@Sendable (SettingValues, Double) -> Double)?

  /// A description; see the properties.
  init(
    name: String, className: String, _ meaning: Words, settings: [Setting],
    check: @escaping @Sendable (SettingValues) throws(SettingError) -> Void = { _ in },
    movesMomentum: @escaping @Sendable (SettingValues) -> Bool = { _ in false },
    prepare: @escaping @Sendable (SettingValues, inout ScheduleGroup) -> Void = { _, _ in },
    start: (@Sendable (SettingValues, Double) -> Double)? = { _, base in base },
    advance: @escaping @Sendable (SettingValues, inout ScheduleGroup, ScheduleMoment) -> Void
  ) {
    self.name = name
    self.className = className
    words = meaning
    self.settings = settings
    checkTogether = check
    self.movesMomentum = movesMomentum
    self.prepare = prepare
    self.start = start
    self.advance = advance
  }

  /// Names tell descriptions apart.
  public static func == (a: ScheduleRule, b: ScheduleRule) -> Bool { a.name == b.name }
}

/// What schedules read and write of an optimizer: PyTorch's parameter group.
public struct ScheduleGroup: Sendable, Equatable, Codable {
  /// The rate in force.
  public var rate: Double
  /// The rate that schedules take as the one to begin with.
  public var initialRate: Double
  /// Momentum or β₁, where a schedule has set it.
  public var momentum: Double?
}

/// A step of a schedule.
public struct ScheduleMoment: Sendable, Equatable {
  /// The number of the step since this schedule began, from 0.
  public let step: Int
  /// The rate that this schedule began with.
  public let base: Double
  /// Whether the schedule is being made.
  public let isInitial: Bool
}
