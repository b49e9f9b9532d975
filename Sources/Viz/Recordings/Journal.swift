import Engine

/// What was done in a run so far, for whoever wants it as a recording later.
///
/// Its memory is bounded: of the places to compare at, every other one goes where there are too many; of what was done, the
/// first is kept, and it is said that the rest is not.
struct Journal: Sendable {
  /// How many steps lie between two places to compare at.
  static let checkDistance = 1000
  /// How many lines are kept at the most.
  static let capacity = 1 << 16

  private let options: [String]?
  private let first: (step: Int, state: RecordedState)
  private let start = ContinuousClock.now
  private var lines: [RecordedLine] = []
  private var checkDistance = Self.checkDistance
  /// How many lines are kept.
  var count: Int { lines.count }

  /// The lines behind the first `count`.
  func lines(since count: Int) -> ArraySlice<RecordedLine> { lines.dropFirst(count) }

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
    if lines.count >= Self.capacity {
      while lines.count > Self.capacity / 2, checkDistance < 1 << 40 {
        checkDistance *= 2
        lines.removeAll { $0.deed == .check && $0.step % checkDistance != 0 }
        if !lines.contains(where: { $0.deed == .check }) { break }
      }
      guard lines.count < Self.capacity else {
        isWhole = false
        return
      }
    }
    lines.append(line)
  }

  /// The recording of what was done so far; `trainer` stands at its end, in a run of `configuration`.
  func text(_ configuration: Configuration, _ trainer: Trainer) -> String? {
    guard let head = head(configuration) else { return nil }
    let end = RecordedLine(
      step: trainer.step, time: (.now - start) / .seconds(1), deed: .end, state: RecordedState(trainer))
    return head.json + lines.map(\.json).joined() + end.json
  }
}
