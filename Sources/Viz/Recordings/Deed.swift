import Engine
import Formats

/// What was done to a run, or before it: one line of a recording.
enum Deed: Equatable, Sendable {
  /// Something for the trainer.
  case command(Command)
  /// Went to another step of the run.
  case go(Int)
  /// Another run took the place of this one.
  case change(SetupChange)
  /// Something for the race.
  case race(RaceCommand)
  /// Took a step of the race and paused.
  case raceStep
  case run, pause
  /// Took a step and paused.
  case step
  case pace(Pace)
  /// A key that changed nothing of the run: what was looked at.
  case key(Key)
  /// Nothing: a place to compare at.
  case check
  /// The run was left.
  case end

  /// Whether the run is another one afterwards, or it is a place to compare at: its line has loss and hash.
  var isCompared: Bool {
    switch self {
    case .command, .go, .change, .check, .end: true
    case .race, .raceStep, .run, .pause, .step, .pace, .key: false
    }
  }

  /// Whether steps that come after are not those that would have come: a new start, or another place in time.
  var isJump: Bool {
    switch self {
    case .command(.reset), .command(.reseed), .go, .change: true
    default: false
    }
  }

  /// Whether it is of the race, which is not the run's.
  var isOfRace: Bool {
    switch self {
    case .race, .raceStep: true
    default: false
    }
  }

  /// Whether it is another place in time of the same run.
  var isWithinRun: Bool { if case .go = self { true } else { false } }
}

extension Deed {
  /// Its name in a recording and the value that goes with it, as JSON.
  var words: (name: String, value: String?) {
    switch self {
    case .command(.optimizer(let name)): ("optimizer", JSONText.text(name))
    case .command(.set(let name, let value)): (name, JSONText.number(value))
    case .command(.edit(let place, let value)): ("\(place)", JSONText.number(value))
    case .command(.reset): ("reset", nil)
    case .command(.reseed(let seed)): ("seed", "\(seed)")
    case .go(let step): ("go", "\(step)")
    case .change(let change): ("change", JSONText.text(change.text))
    case .race(let command): ("race", JSONText.text(command.text))
    case .raceStep: ("race", JSONText.text("step"))
    case .run: ("run", nil)
    case .pause: ("pause", nil)
    case .step: ("step", nil)
    case .pace(.unlimited): ("pace", JSONText.text("max"))
    case .pace(.stepsPerSecond(let rate)): ("pace", JSONText.number(rate))
    case .key(let key): ("key", JSONText.text(key.name))
    case .check: ("check", nil)
    case .end: ("end", nil)
    }
  }

  /// The deed with a name and a value; `nil` where there is none.
  init?(_ name: String, _ value: JSONValue?) {
    let deed: Deed? =
      switch (name, value?.string, value?.double) {
      case ("optimizer", let name?, _): .command(.optimizer(name))
      case ("reset", nil, nil): .command(.reset)
      case ("seed", _, _?): value?.unsigned.map { .command(.reseed($0)) }
      case ("go", _, _?): value?.int.flatMap { RunStart.canBe($0) ? .go($0) : nil }
      case ("change", let text?, _): SetupChange(text).map { .change($0) }
      case ("race", "step", _): .raceStep
      case ("race", let text?, _): RaceCommand(text).map { .race($0) }
      case ("run", nil, nil): .run
      case ("pause", nil, nil): .pause
      case ("step", nil, nil): .step
      case ("pace", "max", _): .pace(.unlimited)
      case ("pace", _, let rate?) where (0.01...1e9).contains(rate): .pace(.stepsPerSecond(rate))
      case ("key", let name?, _): Key(name: name).map { .key($0) }
      case ("check", nil, nil): .check
      case ("end", nil, nil): .end
      case (_, _, let number?): Place(name).map { .command(.edit($0, number)) } ?? Self.setting(name, number)
      default: nil
      }
    guard let deed else { return nil }
    self = deed
  }

  private static let reserved: Set = [
    "optimizer", "reset", "seed", "go", "change", "race", "run", "pause", "step", "pace", "key", "check",
    "end",
  ]

  private static func setting(_ name: String, _ value: Double) -> Deed? {
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isName && !name.isEmpty && !reserved.contains(name) ? .command(.set(name, value)) : nil
  }
}

extension JSONValue {
  /// The whole number of 64 bits, if it is one.
  fileprivate var unsigned: UInt64? {
    if case .number(let digits) = self { return UInt64(digits) }
    return nil
  }
}

extension RaceCommand {
  /// The command as a recording has it: "enter", "kind=rates", "1:lr=0.5".
  var text: String {
    switch self {
    case .enter: "enter"
    case .leave: "leave"
    case .startHere: "here"
    case .restart: "restart"
    case .kind(let kind): "kind=\(kind.rawValue)"
    case .reseed(let seed): "seed=\(seed)"
    case .command(let command, let lane): "\(lane):\(command.text)"
    }
  }

  /// The command of a text; `nil` where it is none.
  init?(_ text: String) {
    let plain: [String: RaceCommand] = [
      "enter": .enter, "leave": .leave, "here": .startHere, "restart": .restart,
    ]
    if let command = plain[text] {
      self = command
    } else if text.hasPrefix("kind="), let kind = RaceKind(rawValue: String(text.dropFirst(5))) {
      self = .kind(kind)
    } else if text.hasPrefix("seed="), let seed = UInt64(text.dropFirst(5)) {
      self = .reseed(seed)
    } else {
      // Of a lane, keys change the rate.
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let lane = Int(parts[0]), lane >= 0, parts[1].hasPrefix("lr="),
        let rate = Double(parts[1].dropFirst(3)), rate.isFinite, rate >= 0
      else { return nil }
      self = .command(.set("lr", rate), lane: lane)
    }
  }
}
