/// A schedule at work: a value that steps as PyTorch's does, once after each step of the optimizer.
public struct Schedule: Sendable, Equatable {
  /// What is being followed.
  public let plan: SchedulePlan
  /// What the optimizer should have now. A rate set by hand goes in here.
  public private(set) var group: ScheduleGroup
  /// How many steps were made.
  public private(set) var step = 0
  /// For each part: its own step, and the rate that it began with.
  private var steps: [Int]
  private var bases: [Double]

  /// A schedule at its beginning, for an optimizer whose rate is `rate`.
  public init(_ plan: SchedulePlan, rate: Double) {
    self.plan = plan
    group = ScheduleGroup(rate: rate, initialRate: rate)
    steps = plan.parts.map { _ in 0 }
    bases = []
    // Each is made as if it were alone, and leaves its traces in the group.
    for part in plan.parts {
      part.rule.prepare(part.values, &group)
      bases.append(group.initialRate)
      part.rule.advance(
        part.values, &group, ScheduleMoment(step: 0, base: group.initialRate, isInitial: true))
    }
    // A sequence then goes back to the rate to begin with, and makes its first anew.
    if plan.parts.count > 1 {
      group.rate = group.initialRate
      plan.parts[0].rule.advance(
        plan.parts[0].values, &group, ScheduleMoment(step: 0, base: bases[0], isInitial: true))
    }
  }

  /// A schedule at its beginning, and the optimizer as it is to begin with.
  public init(_ plan: SchedulePlan, for optimizer: Optimizer) throws(SettingError) {
    try plan.check(for: optimizer.rule)
    self.init(plan, rate: optimizer.learningRate)
    write(to: optimizer)
  }

  /// The rate in force; setting it is as setting the rate of PyTorch's group.
  public var rate: Double {
    get { group.rate }
    set { group.rate = newValue }
  }

  /// Goes on by a step.
  public mutating func advance() {
    step += 1
    let index = plan.parts.lastIndex { $0.begin <= step } ?? 0
    let part = plan.parts[index]
    let begins = index > 0 && part.begin == step
    steps[index] = begins ? 0 : steps[index] + 1
    if begins, let start = part.rule.start {
      group.rate = start(part.values, bases[index])
    } else {
      part.rule.advance(
        part.values, &group, ScheduleMoment(step: steps[index], base: bases[index], isInitial: false))
    }
  }

  /// Goes on by a step from the optimizer's rate, which may have been set by hand, and sets what the optimizer has next.
  public mutating func advance(_ optimizer: Optimizer) {
    group.rate = optimizer.learningRate
    advance()
    write(to: optimizer)
  }

  /// Sets the optimizer's rate and, where the schedule moves it, momentum or β₁.
  public func write(to optimizer: Optimizer) {
    optimizer.learningRate = group.rate
    if let momentum = group.momentum, let name = optimizer.rule.cycledMomentum {
      optimizer.put(name, momentum)
    }
  }
}

extension Schedule {
  /// How far a schedule has come, to be kept and taken up again.
  public struct Progress: Sendable, Equatable, Codable {
    /// What the optimizer has at present.
    public let group: ScheduleGroup
    /// How many steps were made.
    public let step: Int
    /// The steps of each part.
    public let steps: [Int]
    /// The rate that each part began with.
    public let bases: [Double]
  }

  /// How far it has come.
  public var progress: Progress { Progress(group: group, step: step, steps: steps, bases: bases) }

  /// A schedule that goes on from where another one of the same plan was; `nil` where it cannot be of this plan.
  public init?(_ plan: SchedulePlan, at progress: Progress) {
    let parts = plan.parts.count
    guard progress.steps.count == parts, progress.bases.count == parts, RunStart.canBe(progress.step),
      progress.steps.allSatisfy(RunStart.canBe)
    else { return nil }
    self.init(plan, rate: progress.group.rate)
    (group, step, steps, bases) = (progress.group, progress.step, progress.steps, progress.bases)
  }
}
