import Engine

/// Where a recording that is played stands, for screens.
struct ReplayState: Equatable, Sendable {
  /// Seconds since its beginning, and of all of it.
  let time: Double
  let duration: Double
  /// How many times faster than it was it is played.
  let factor: Double
  let isPlaying: Bool
  /// Whether all of it was played.
  let isOver: Bool
}

/// The keys that a recording pressed: how many there were, and the last of them.
struct PlayedKeys: Equatable, Sendable {
  /// The number of their branch: another begins where somebody goes back, or a part of a lesson begins.
  private(set) var branch = 0
  private(set) var count = 0
  private(set) var last: [Key] = []

  /// How many are kept: more than come between two frames, and than most recordings have.
  private static let capacity = 1 << 16

  /// Begins anew, with keys that were pressed before.
  mutating func begin(with keys: [Key] = []) {
    (branch, count, last) = (branch + 1, keys.count, keys)
  }

  mutating func append(_ key: Key) {
    count += 1
    last.append(key)
    if last.count > Self.capacity { last.removeFirst() }
  }

  /// Those that came after the first `seen`.
  func news(since seen: Int) -> ArraySlice<Key> { last.suffix(max(0, count - seen)) }
}

/// A part of a lesson, by the numbers of its lines.
struct PlayedPart: Equatable, Sendable {
  /// The line that it begins with: what comes before is done at once.
  let from: Int
  /// The line before which it ends.
  let to: Int
  /// Whether keys may do anything to the run behind it.
  let isFree: Bool
}

/// A recording while it is played: which line comes next, and when.
struct Player: Sendable {
  /// How fast a recording is played.
  enum Speed: Equatable, Sendable {
    /// As it was, so many times faster.
    case own(Double)
    /// At a pace of its own; what is done between two steps follows one another quickly.
    case steps(Pace)
  }

  /// The lines with the times at which they are played.
  let lines: [RecordedLine]
  private let firstStep: Int
  /// The number of the line that comes next.
  private(set) var place = 0
  /// Where it stands, in seconds.
  var time = 0.0
  /// When and at which step the line before was done: steps up to the next one lie between.
  private(set) var anchor: (time: Double, step: Int)
  var factor = 1.0
  var isPlaying = true
  /// The time that is being gone to without waiting.
  var goal: Double?
  /// Up to when the race's steps were taken, while it is looked at.
  var raceTime = 0.0
  /// The part of a lesson that is played; a recording is played to its end.
  private(set) var part: PlayedPart?
  /// Whether somebody else's keys have changed the run since.
  var isTouched = false

  /// How long what is done at one step waits for what was done before, where steps have a pace of their own.
  private static let gap = 0.4
  /// How many times slower and faster it can be made by keys.
  static let factors = 1.0 / 16...64.0

  init(_ recording: Recording, _ speed: Speed = .own(1)) {
    let deeds = recording.deeds
    firstStep = recording.head.step
    anchor = (0, firstStep)
    var lines = deeds
    switch speed {
    case .own(let factor): for index in lines.indices { lines[index].time /= factor }
    case .steps(let pace):
      var (time, step) = (0.0, firstStep)
      for (index, line) in deeds.enumerated() {
        let before = index > 0 ? deeds[index - 1].time : 0
        switch pace {
        case .unlimited: break
        case .stepsPerSecond(let rate) where line.step > step: time += Double(line.step - step) / rate
        case .stepsPerSecond: time += min(Self.gap, line.time - before)
        }
        lines[index].time = time
        step = Self.step(after: line, firstStep: firstStep)
      }
    }
    self.lines = Self.apart(lines)
  }

  /// What a lesson does, to be played part by part.
  init(lesson lines: [RecordedLine], from step: Int) {
    (self.lines, firstStep, anchor) = (Self.apart(lines), step, (0, step))
    part = PlayedPart(from: 0, to: 0, isFree: false)
  }

  /// The lines with no two at one time, so that each place between two has a time of its own.
  private static func apart(_ lines: [RecordedLine]) -> [RecordedLine] {
    var (apart, time) = (lines, -1.0)
    for index in apart.indices {
      apart[index].time = max(apart[index].time, time + 1e-6)
      time = apart[index].time
    }
    return apart
  }

  /// The line that comes next.
  var next: RecordedLine? { isOver ? nil : lines[place] }

  /// Whether all of it was played, or of the part of a lesson.
  var isOver: Bool { place >= part?.to ?? lines.count }

  /// Whether keys may do anything to the run at present.
  var isFree: Bool { isOver && part?.isFree == true }

  /// Begins to play a part: at once up to where it begins; tells whether the run has to begin anew for that.
  mutating func begin(_ part: PlayedPart) -> Bool {
    let goesBack = isTouched || place > part.from
    (self.part, isPlaying, isTouched) = (part, true, false)
    let start = part.from > 0 ? lines[part.from - 1].time : 0
    if goesBack { restart(upTo: start) } else { goal = start }
    return goesBack
  }

  /// The keys that were pressed so far.
  var keys: [Key] {
    lines[..<place].compactMap { if case .key(let key) = $0.deed { key } else { nil } }
  }

  /// How long all of it takes, in seconds.
  var duration: Double { lines.last?.time ?? 0 }

  /// Where a recording stands; `nil` for a lesson.
  var state: ReplayState? {
    part != nil
      ? nil
      : ReplayState(
        time: min(time, duration), duration: duration, factor: factor, isPlaying: isPlaying, isOver: isOver)
  }

  /// Which step is reached at a time before the next line.
  func step(at time: Double) -> Int {
    guard let next, next.step > anchor.step else { return anchor.step }
    let share = next.time > anchor.time ? (time - anchor.time) / (next.time - anchor.time) : 1
    return anchor.step + Int(Double(next.step - anchor.step) * min(1, max(0, share)))
  }

  /// When a later step than the last line's is reached.
  func time(ofStep step: Int) -> Double {
    guard let next else { return duration }
    guard next.step > anchor.step else { return next.time }
    // A little later than to the digit, so that rounding does not leave it out.
    let share = (Double(step - anchor.step) + 1e-6) / Double(next.step - anchor.step)
    return anchor.time + (next.time - anchor.time) * min(1, share)
  }

  /// Takes note that the next line was done and led to `step`.
  mutating func pass(step: Int) {
    guard let next else { return }
    place += 1
    anchor = (next.time, step)
    raceTime = max(raceTime, next.time)
  }

  /// Goes back to the beginning, to be played from there up to `time` at once.
  mutating func restart(upTo time: Double) {
    (place, self.time, anchor, raceTime) = (0, 0, (0, firstStep), 0)
    goal = time
  }

  /// Goes back to an earlier time and returns the step there; `nil` where steps before it were on another branch.
  mutating func rewind(to time: Double) -> (step: Int, isRunning: Bool)? {
    goal = nil
    let index = lines[..<place].lastIndex { $0.time <= time }.map { $0 + 1 } ?? 0
    let undone = lines[index..<place]
    guard !undone.contains(where: { $0.deed.isOfRace || $0.deed.isJump }) else { return nil }
    var earlier = self
    earlier.place = index
    earlier.anchor =
      index == 0
      ? (0, firstStep) : (lines[index - 1].time, Self.step(after: lines[index - 1], firstStep: firstStep))
    (earlier.time, earlier.raceTime) = (time, time)
    let step = earlier.step(at: time)
    // The run stands there with all that was done at that step, and it would be done twice.
    let isUndone = undone.contains { if case .command = $0.deed { $0.step == step } else { false } }
    guard !isUndone else { return nil }
    self = earlier
    let last = lines[..<index].last { $0.deed == .run || $0.deed == .pause }
    return (step, last?.deed == .run)
  }

  /// When the run last stood at a step before the present one, or when its present branch began.
  func time(ofEarlierStep step: Int) -> Double {
    var later = (time: time, step: self.step(at: time))
    for line in lines[..<place].reversed() {
      let after = Self.step(after: line, firstStep: firstStep)
      if after <= step || line.deed.isJump {
        guard later.step > after, step > after else { return line.time }
        return line.time + (later.time - line.time) * (Double(step - after) + 1e-6)
          / Double(later.step - after)
      }
      later = (line.time, line.step)
    }
    guard later.step > firstStep else { return 0 }
    return later.time * max(0, Double(step - firstStep) + 1e-6) / Double(later.step - firstStep)
  }

  /// The step at which a line leaves a run.
  private static func step(after line: RecordedLine, firstStep: Int) -> Int {
    switch line.deed {
    case .go(let step): step
    case .command(.reset): firstStep
    case .command(.reseed), .change: 0
    case .step: line.step + 1
    default: line.step
    }
  }
}
