/// Decides when the line to the terminal takes another frame.
///
/// Frames that a slow line has not taken yet pile up in the buffers of all that carries them, and a key shows only behind
/// them. So with a frame the terminal is asked for its status, and its answer tells that it has come so far. While answers
/// come about as soon as they ever did, frames go out as they are made, as many at once as the way is long; where they
/// come later, frames wait in the line, and the next one waits for the answer instead.
struct FlowControl {
  typealias Instant = ContinuousClock.Instant

  /// How much later than the shortest round trip an answer may come, at least.
  static let tolerance = Duration.milliseconds(50)
  /// How long an answer may be missing before a frame goes out without it, at least; at each further one twice as long,
  /// up to the second.
  static let patience = Duration.milliseconds(500)
  static let mostPatience = Duration.seconds(2)
  /// So many frames in a row without any answer: there are none any more.
  static let mostMissed = 6
  /// How long the first answer may be missing before the terminal counts as one that does not answer.
  static let firstPatience = Duration.seconds(2)
  /// The time between frames that no key asks for, until it is known whether the terminal answers.
  static let cautiousFrameTime = Duration.milliseconds(50)
  private static let widest = 64
  /// The shortest round trip is that of the last so many, and as many before: the way may become another one.
  private static let groupSize = 256

  private enum Terminal: Equatable {
    /// Asked once, at this time, and did not answer yet.
    case unknown(Instant)
    case answers
    /// Does not answer: never asked and never waited for.
    case silent
  }

  private var terminal: Terminal
  private var lastFrame: Instant?
  /// When the frames were sent whose answers are waited for.
  private var unanswered: [Instant] = []
  /// When those were sent whose answers are late beyond all patience: lost, or still to come before the others.
  private var overdue: [Instant] = []
  /// Whether an answer was taken for an overdue one since the last frame that went out without its answer.
  private var hasCaughtUp = false
  /// The shortest round trip of the present group and of the one before.
  private var shortest: Duration?
  private var shortestBefore: Duration?
  private var countInGroup = 0
  /// The longest of late; it fades.
  private var longest = Duration.zero
  /// How many frames may be unanswered at once.
  private var width = 2
  /// Late answers to frames sent before this do not narrow it once more.
  private var narrowed: Instant?
  /// How many frames in a row went out without an answer.
  private var missed = 0

  /// For a terminal that was asked at `now`, or that cannot be asked.
  init(asked now: Instant, canAsk: Bool) {
    terminal = canAsk ? .unknown(now) : .silent
  }

  /// Whether to ask with the next frame.
  var asks: Bool { terminal == .answers }

  /// When the next frame may be sent, as far as is known at `now`; an answer may allow it sooner.
  ///
  /// - Parameter isUrgent: Whether a key asks for the frame.
  mutating func nextFrame(at now: Instant, isUrgent: Bool) -> Instant {
    switch terminal {
    case .silent:
      return now
    case .unknown(let asked):
      guard now < asked + Self.firstPatience else {
        terminal = .silent
        return now
      }
      guard let lastFrame, !isUrgent else { return now }
      return max(now, lastFrame + Self.cautiousFrameTime)
    case .answers:
      guard let oldest = unanswered.first else { return now }
      if now - oldest <= timely, unanswered.count < (overdue.isEmpty ? width : 1) { return now }
      guard now >= oldest + longestWait else { return oldest + longestWait }
      giveUp()
      return now
    }
  }

  /// Notes that a frame was sent, with a request where `asks` said so.
  mutating func sent(at now: Instant) {
    lastFrame = now
    if asks { unanswered.append(now) }
  }

  /// Notes that an answer came.
  mutating func answered(at now: Instant) {
    missed = 0
    switch terminal {
    case .unknown(let asked):
      terminal = .answers
      add(now - asked)
    case .silent:
      // Later than thought, but it does answer.
      terminal = .answers
      if longest == .zero { add(Self.firstPatience) }
    case .answers where !overdue.isEmpty:
      hasCaughtUp = true
      add(now - overdue.removeFirst())
    case .answers where !unanswered.isEmpty:
      let asked = unanswered.removeFirst()
      adapt(to: now - asked, of: asked, at: now)
      add(now - asked)
    case .answers:
      break
    }
  }

  /// Forgets what is unanswered: after the screen was given away, nothing of it is waited for.
  mutating func forget() {
    unanswered = []
    overdue = []
    lastFrame = nil
  }

  /// Until when to wait for missing answers before the terminal is given back, where a shell would take them for keys.
  func lastAnswer(at now: Instant) -> Instant? {
    switch terminal {
    case .silent: return nil
    case .unknown: return now + .milliseconds(200)
    case .answers:
      if unanswered.isEmpty, overdue.isEmpty { return nil }
      return now + min(.seconds(1), max(.milliseconds(200), longest * 2))
    }
  }

  /// Goes on without the answers that are missing.
  private mutating func giveUp() {
    missed += 1
    // Where answers came for those given up before and these are missing all the same, those were the lost ones.
    overdue = hasCaughtUp ? [] : overdue + unanswered
    hasCaughtUp = false
    unanswered = []
    if missed == Self.mostMissed {
      terminal = .silent
      overdue = []
    }
  }

  private mutating func adapt(to time: Duration, of asked: Instant, at now: Instant) {
    if time <= timely {
      width = min(Self.widest, width + 1)
    } else if narrowed.map({ asked > $0 }) ?? true {
      width = max(1, width / 2)
      narrowed = now
    }
  }

  private mutating func add(_ time: Duration) {
    shortest = min(time, shortest ?? time)
    longest = max(time, longest * 15 / 16)
    countInGroup += 1
    if countInGroup == Self.groupSize { (shortestBefore, shortest, countInGroup) = (shortest, nil, 0) }
  }

  /// Within what time an answer comes where no frames wait in the line.
  private var timely: Duration {
    let least = [shortest, shortestBefore].compactMap { $0 }.min() ?? .zero
    return least + max(Self.tolerance, least / 4)
  }

  private var longestWait: Duration {
    let least = max(Self.patience, longest * 2)
    return min(least * (1 << missed), max(Self.mostPatience, least))
  }
}
