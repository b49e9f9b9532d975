import Engine

/// What was sent to a run and has no effect yet in a report that arrived.
struct SentCommands {
  /// How many commands and interests were sent, in all.
  private(set) var count = 0
  private var waiting: [(number: Int, command: RunCommand)] = []

  /// Those that no report has shown the effect of, in order.
  var commands: [RunCommand] { waiting.map(\.command) }

  /// Notes that something was sent: a command, or an interest.
  mutating func note(_ command: RunCommand?) {
    count += 1
    if let command { waiting.append((count, command)) }
  }

  /// Takes note that the first `count` have taken effect.
  mutating func hear(_ count: Int) {
    waiting.removeAll { $0.number <= count }
  }
}

/// What a run will be once the commands that are on their way have taken effect.
///
/// Keys are relative ("the next higher rate"), commands are not: two keys pressed before a report arrives both count.
struct ExpectedRun {
  private(set) var learningRate: Double
  private(set) var partner: OptimizerRule
  private(set) var nextSeed: UInt64
  private var optimizer: OptimizerRule
  private var rates: [String: Double]

  /// The run of a snapshot after some commands.
  init(_ snapshot: Snapshot, after commands: [RunCommand]) {
    learningRate = snapshot.learningRate
    partner = snapshot.partner
    nextSeed = snapshot.nextSeed
    optimizer = snapshot.optimizer.rule
    rates = Dictionary(snapshot.optimizers.map { ($0.rule.name, $0.values["lr"]) }) { $1 }
    for case .command(let command) in commands { apply(command, snapshot) }
  }

  private mutating func apply(_ command: Command, _ snapshot: Snapshot) {
    switch command {
    case .optimizer(let name):
      guard let next = snapshot.optimizers.first(where: { $0.rule.name == name })?.rule else { return }
      if next != optimizer { partner = optimizer }
      optimizer = next
      learningRate = rates[name] ?? learningRate
    case .set("lr", let rate):
      learningRate = rate
      rates[optimizer.name] = rate
    case .reseed(let seed):
      nextSeed = seed &+ 1
    case .set, .edit, .reset:
      break
    }
  }
}
