import Engine

/// What was done in a run so far, for whoever wants it as a recording later.
///
/// Its memory is bounded: of the places to compare at, every other one goes where there are too many; of what was done, the
/// first is kept, and it is said that the rest is not.
struct Journal: Sendable {
  /// How many steps lie between two places to compare at, to begin with.
  static let checkDistance = 1000
  /// How many lines are kept at the most.
  static let capacity = 1 << 16
  /// How many of them are places to compare at, at the most.
  static let mostChecks = 1 << 12

  private let options: [String]?
  private let first: (step: Int, state: RecordedState)
  private let start = ContinuousClock.now
  private var lines: [RecordedLine] = []
  /// How many lie between two of them by now.
  private(set) var checkDistance = Self.checkDistance
  private var checks = 0
  /// How many deeds are kept, places to compare at not counted.
  var count: Int { lines.count - checks }

  /// The deeds behind the first `count`.
  func deeds(since count: Int) -> ArraySlice<RecordedLine> {
    lines.filter { $0.deed != .check }.dropFirst(count)
  }

  /// The steps of the places to compare at.
  var checkedSteps: [Int] { lines.filter { $0.deed == .check }.map(\.step) }

  /// Whether all that was done is there.
  private(set) var isWhole = true

  /// The journal of a run that stands at its start; `options` are those that give it, where they are known.
  init(options: [String]?, _ trainer: Trainer) {
    self.options = options
    first = (trainer.step, RecordedState(trainer))
  }

  /// Whether a recording can be made of it.
  var canBeSaved: Bool { options != nil }

  /// What a recording begins with; `nil` where the run's options are not known.
  func head(_ configuration: Configuration) -> RecordingHead? {
    options.map { RecordingHead(options: $0, configuration, step: first.step, state: first.state) }
  }

  /// Notes what was done after `step` steps and returns it as a line; `trainer` stands where it led to.
  mutating func note(_ deed: Deed, step: Int, _ trainer: Trainer) -> RecordedLine {
    let line = RecordedLine(
      step: step, time: (.now - start) / .seconds(1), deed: deed,
      state: deed.isCompared ? RecordedState(trainer) : nil)
    if deed != .check || step % checkDistance == 0 { keep(line) }
    return line
  }

  private mutating func keep(_ line: RecordedLine) {
    guard lines.count < Self.capacity else {
      // A place to compare at is missed by nobody.
      isWhole = isWhole && line.deed == .check
      return
    }
    lines.append(line)
    guard line.deed == .check else { return }
    checks += 1
    while checks > Self.mostChecks, checkDistance < 1 << 40 {
      checkDistance *= 2
      lines.removeAll { $0.deed == .check && $0.step % checkDistance != 0 }
      checks = lines.count { $0.deed == .check }
    }
  }

  /// The recording of what was done so far; `trainer` stands at its end, in a run of `configuration`.
  func text(_ configuration: Configuration, _ trainer: Trainer) -> String? {
    guard let head = head(configuration) else { return nil }
    let end = RecordedLine(
      step: trainer.step, time: (.now - start) / .seconds(1), deed: .end, state: RecordedState(trainer))
    return head.json + lines.map(\.json).joined() + end.json
  }
}
