/// The parser with a clock and a queue: what was said and not yet heard, and how long to wait for the rest.
struct InputReader {
  typealias Instant = ContinuousClock.Instant

  /// How long to wait for what could follow.
  struct Patience: Equatable, Sendable {
    static let standardEscape = Duration.milliseconds(25)

    /// Behind ESC. Esc acts so much later, and a sequence whose second byte comes later than that is broken.
    var escape = Self.standardEscape

    /// As the user has it in ESCDELAY, in milliseconds, which is what ncurses reads; what is no number changes nothing.
    init(escapeDelay text: String = "") {
      if let milliseconds = Int(text), milliseconds >= 0 {
        escape = .milliseconds(min(milliseconds, 10_000))
      }
    }

    /// A key with Alt that begins a sequence means nothing here, so waiting longer for its rest delays nothing.
    func time(for expectation: InputParser.Expectation) -> Duration {
      switch expectation {
      case .escape: escape
      case .introduced: max(escape, .milliseconds(250))
      case .sequence, .string: max(escape, .seconds(3))
      case .paste: max(escape, .seconds(10))
      }
    }
  }

  private var parser: InputParser
  private let patience: Patience
  private var events: [InputEvent] = []
  /// How many of the events were taken.
  private var taken = 0
  private var waitsSince: Instant?

  init(spellings: KeySpellings, patience: Patience) {
    parser = InputParser(spellings: spellings)
    self.patience = patience
  }

  /// Whether all that was said is heard.
  var isEmpty: Bool { taken == events.count }

  /// When what has begun is to be taken as it is, if nothing follows.
  var deadline: Instant? {
    guard let waitsSince, let expectation = parser.expectation else { return nil }
    return waitsSince + patience.time(for: expectation)
  }

  /// Takes bytes that were read at `now`.
  mutating func take(_ bytes: some Sequence<UInt8>, at now: Instant) {
    let before = parser.expectation
    add(parser.take(bytes))
    // Keys that are typed into a string that never ends must not make it last for ever.
    if parser.expectation != .string || before != .string { waitsSince = now }
  }

  /// Takes what has begun as it is, where its time is over and there is nothing to read.
  mutating func expire(at now: Instant) {
    if let deadline, now >= deadline { add(parser.expire()) }
  }

  /// The next event, if there is one.
  mutating func next() -> InputEvent? {
    guard !isEmpty else { return nil }
    defer { taken += 1 }
    return events[taken]
  }

  private mutating func add(_ more: [InputEvent]) {
    if isEmpty { (events, taken) = ([], 0) }
    events += more
  }
}
