import PseudoTerminal

/// A line between a program and its terminal, such as ssh over a slow network: it takes all that the program writes at
/// once, and the terminal draws it at a rate. The terminal answers status requests when it has come to them.
final class SlowLine {
  /// Bytes that were drawn.
  private(set) var drawn = 0
  private(set) var frames = 0
  private(set) var requests = 0
  private let terminal: PseudoTerminal
  /// Bytes a second.
  private let rate: Double
  private let roundTrip: Duration
  private let answers: Bool
  private let clock = ContinuousClock()
  private var waiting: [UInt8] = []
  private var tail: [UInt8] = []
  private var due: [ContinuousClock.Instant] = []
  private var budget = 0.0
  private var last: ContinuousClock.Instant

  init(_ terminal: PseudoTerminal, rate: Double, roundTrip: Duration = .milliseconds(5), answers: Bool = true)
  {
    (self.terminal, self.rate, self.roundTrip, self.answers) = (terminal, rate, roundTrip, answers)
    last = clock.now
  }

  /// Lets the terminal draw for a while, or until it has drawn `text`; returns whether it has, and `nil` at the
  /// program's end.
  @discardableResult
  func draw(for time: Duration, until text: String? = nil) throws -> Bool? {
    let end = clock.now + time
    let wanted = text.map { Array($0.utf8) } ?? []
    tail = []
    while clock.now < end {
      let bytes = terminal.read(for: .milliseconds(2))
      waiting += bytes ?? []
      let piece = takeWhatIsDrawn()
      if !piece.isEmpty {
        let seen = tail + piece
        let before = tail
        tail = Array(seen.suffix(64))
        note(piece, seen, before)
        if !wanted.isEmpty, seen.count(of: wanted) > before.count(of: wanted) { return true }
      }
      while let first = due.first, first <= clock.now {
        due.removeFirst()
        try terminal.write("\u{1b}[0n")
      }
      if bytes == nil, waiting.isEmpty { return nil }
    }
    return false
  }

  private func takeWhatIsDrawn() -> [UInt8] {
    let now = clock.now
    // A line that had nothing to carry does not carry more later.
    budget = min(budget + rate * ((now - last) / .seconds(1)), rate / 20 + 1)
    last = now
    let count = min(waiting.count, Int(budget))
    budget -= Double(count)
    defer { waiting.removeFirst(count) }
    return Array(waiting[..<count])
  }

  private func note(_ piece: [UInt8], _ seen: [UInt8], _ before: [UInt8]) {
    drawn += piece.count
    let frameEnd = Array("\u{1b}[?2026l".utf8)
    frames += seen.count(of: frameEnd) - before.count(of: frameEnd)
    let request = Array("\u{1b}[5n".utf8)
    let asked = seen.count(of: request) - before.count(of: request)
    requests += asked
    if answers { due += (0..<asked).map { _ in clock.now + roundTrip } }
  }
}
