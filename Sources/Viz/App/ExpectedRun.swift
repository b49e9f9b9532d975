import Engine

/// What was sent to a run and no report has shown the effect of yet, and what the run will be once it has.
///
/// Keys are relative ("the next higher rate"), commands are not: two keys pressed before a report arrives both count.
struct ExpectedRun {
  /// How many commands and interests were sent, in all.
  private(set) var sentCount = 0
  private var waiting: [(number: Int, command: RunCommand)] = []

  /// Notes that something was sent: a command, or an interest.
  mutating func note(_ command: RunCommand?) {
    sentCount += 1
    if let command { waiting.append((sentCount, command)) }
  }

  /// Takes note that the first `count` have taken effect.
  mutating func hear(_ count: Int) {
    waiting.removeAll { $0.number <= count }
  }

  /// The learning rate of the run whose newest snapshot is given.
  func learningRate(_ snapshot: Snapshot) -> Double {
    var (running, rate) = (snapshot.optimizer.rule.name, snapshot.learningRate)
    // What begins anew has the first rate of the schedule.
    func first(_ rate: Double) -> Double {
      snapshot.schedule.map { Schedule($0, rate: rate).rate } ?? rate
    }
    var rates = Dictionary(snapshot.optimizers.map { ($0.rule.name, $0.values["lr"]) }) { $1 }
    for case .command(let command) in waiting.map(\.command) {
      switch command {
      case .optimizer(let name):
        (running, rate) = (name, first(rates[name] ?? rate))
      case .set("lr", let next):
        (rate, rates[running]) = (next, next)
      case .reset, .reseed:
        rate = first(rates[running] ?? rate)
      case .set, .edit: break
      }
    }
    return rate
  }

  /// The optimizer that a switch would go to.
  func partner(_ snapshot: Snapshot) -> String {
    var (running, partner) = (snapshot.optimizer.rule.name, snapshot.partner.name)
    for case .command(.optimizer(let name)) in waiting.map(\.command) where name != running {
      (running, partner) = (name, running)
    }
    return partner
  }

  /// What the controls of a playground will stand at.
  func setup(_ snapshot: Snapshot) -> RunSetup? {
    waiting.reduce(snapshot.setup) { setup, sent in
      if case .change(let change) = sent.command { return setup?.after(change) }
      return setup
    }
  }

  /// The seed that new weights would be drawn from next.
  func nextSeed(_ snapshot: Snapshot) -> UInt64 {
    waiting.reduce(snapshot.nextSeed) { seed, sent in
      if case .command(.reseed(let next)) = sent.command { return next &+ 1 }
      return seed
    }
  }

  /// The rate of one lane of a race whose newest snapshot is given, by its place; `nil` until a report tells of new lanes.
  func learningRate(_ race: RaceSnapshot?, ofLane lane: Int) -> Double? {
    let lanes = race?.lanes ?? []
    let rate = lanes.indices.contains(lane) ? lanes[lane].learningRate : nil
    return waiting.reduce(rate) { rate, sent in
      switch sent.command {
      case .race(.command(.set("lr", let next), lane: lane)): rate == nil ? nil : next
      case .race(.startHere), .race(.kind), .race(.enter): nil
      default: rate
      }
    }
  }

  /// What the lanes of a race will differ in.
  func kind(_ race: RaceSnapshot) -> RaceKind {
    waiting.reduce(race.kind) { kind, sent in
      if case .race(.kind(let next)) = sent.command { return next }
      return kind
    }
  }

  /// The seed that new weights of a race would be drawn from next.
  func nextSeed(_ race: RaceSnapshot) -> UInt64 {
    waiting.reduce(race.nextSeed) { seed, sent in
      if case .race(.reseed(let next)) = sent.command { return next &+ 1 }
      return seed
    }
  }
}
