import Testing

@testable import Viz

/// A line to a terminal, as far as frames are concerned: they go one behind the other at a rate, and the answers come
/// back after the way there and back.
private struct SimulatedLine {
  typealias Instant = ContinuousClock.Instant

  /// Bytes a second.
  let rate: Double
  let roundTrip: Duration
  let answers: Bool
  /// Which answers are lost, by number.
  let lost: Set<Int>
  /// No answers from this time on.
  let silentFrom: Duration
  /// Between these times nothing moves.
  let stall: Range<Duration>

  private var isFreeAt = Duration.zero
  private var asked = 0
  private var arriving: [Duration] = []

  init(
    rate: Double = 20_000, roundTrip: Duration = .milliseconds(2), answers: Bool = true, lost: Set<Int> = [],
    silentFrom: Duration = .seconds(3600), stall: Range<Duration> = .zero..<(.zero)
  ) {
    (self.rate, self.roundTrip, self.answers) = (rate, roundTrip, answers)
    (self.lost, self.silentFrom, self.stall) = (lost, silentFrom, stall)
  }

  /// Sends bytes at `now` and returns when the terminal has drawn them.
  mutating func send(_ bytes: Int, at now: Duration, asks: Bool) -> Duration {
    isFreeAt = max(isFreeAt, now) + .seconds(Double(bytes) / rate)
    if stall.contains(isFreeAt) || (now < stall.lowerBound && isFreeAt >= stall.upperBound) {
      isFreeAt = max(isFreeAt, stall.upperBound)
    }
    let drawn = isFreeAt + roundTrip / 2
    if asks {
      asked += 1
      if answers, !lost.contains(asked), now < silentFrom { arriving.append(drawn + roundTrip / 2) }
    }
    return drawn
  }

  /// How many answers have come by `now`.
  mutating func take(by now: Duration) -> Int {
    let count = arriving.prefix { $0 <= now }.count
    arriving.removeFirst(count)
    return count
  }
}

/// Frames over a line for some seconds.
private struct Player {
  /// A frame that was sent.
  struct Frame {
    let sent: Duration
    let drawn: Duration
    /// How long it took to be drawn from when it was made.
    var delay: Duration { drawn - sent }
  }

  private(set) var frames: [Frame] = []
  private(set) var requests = 0

  init(
    _ line: SimulatedLine, seconds: Int, first: Int = 6000, bytes: Int = 2000,
    wants: (Duration) -> Bool = { _ in true }
  ) {
    var line = line
    let start = ContinuousClock.now
    _ = line.send(10, at: .zero, asks: true)
    var flow = FlowControl(asked: start, canAsk: true)
    var next = Duration.zero
    for millisecond in 0..<seconds * 1000 {
      let now = Duration.milliseconds(millisecond)
      for _ in 0..<line.take(by: now) { flow.answered(at: start + now) }
      guard now >= next, wants(now) else { continue }
      guard flow.nextFrame(at: start + now, isUrgent: false) <= start + now else { continue }
      if flow.asks { requests += 1 }
      let drawn = line.send(frames.isEmpty ? first : bytes, at: now, asks: flow.asks)
      frames.append(Frame(sent: now, drawn: drawn))
      flow.sent(at: start + now)
      next = now + .milliseconds(16)
    }
  }

  func frames(from start: Int, to end: Int) -> [Frame] {
    frames.filter { $0.sent >= .seconds(start) && $0.sent < .seconds(end) }
  }

  func longestGap(from start: Int, to end: Int) -> Duration {
    let times = frames(from: start, to: end).map(\.sent)
    return zip(times.dropFirst(), times).map { $0.0 - $0.1 }.max() ?? .seconds(end - start)
  }
}

@Suite struct FlowControlTests {
  @Test func aFastLineGetsEveryFrame() {
    let player = Player(SimulatedLine(rate: 10e6, roundTrip: .milliseconds(1)), seconds: 10)
    #expect(player.frames(from: 1, to: 10).count > 9 * 60 - 20)
  }

  @Test(arguments: [(20_000.0, 2), (20_000, 80), (5_000, 20), (2_000, 200), (50_000, 600)])
  func onASlowLineAFrameIsDrawnAboutARoundTripAndAFrameAfterItIsMade(rate: Double, roundTrip: Int) {
    let line = SimulatedLine(rate: rate, roundTrip: .milliseconds(roundTrip))
    let player = Player(line, seconds: 60)
    let frameTime = Duration.seconds(2000 / rate)
    // Some frames more at the beginning, until it is known how slow the line is.
    for frame in player.frames(from: 20, to: 60) {
      #expect(
        frame.delay <= .milliseconds(roundTrip) * 1.5 + frameTime * 2.5 + .milliseconds(200),
        "made at \(frame.sent), drawn \(frame.delay) later")
    }
    for frame in player.frames { #expect(frame.delay < .seconds(6000 / rate) + frameTime * 12 + .seconds(1)) }
    // And the line is not left idle: at least half of what it can carry.
    #expect(Double(player.frames(from: 20, to: 60).count) * 2000 > rate * 40 / 2 || roundTrip > 100)
    #expect(player.frames(from: 20, to: 60).count > 10)
  }

  @Test func aLongWayWithRateEnoughGetsManyFrames() {
    let player = Player(SimulatedLine(rate: 1e6, roundTrip: .milliseconds(600)), seconds: 20)
    #expect(player.frames(from: 8, to: 20).count > 12 * 45)
    #expect(player.frames(from: 8, to: 20).allSatisfy { $0.delay < .milliseconds(500) })
  }

  @Test func aLargeFirstFrameOnASlowLineDoesNotPileUpMore() {
    let player = Player(SimulatedLine(rate: 20_000), seconds: 40, first: 60_000)
    #expect(player.frames(from: 10, to: 40).allSatisfy { $0.delay < .milliseconds(800) })
  }

  @Test func aTerminalThatNeverAnswersIsAskedOnceAndNotWaitedFor() {
    let player = Player(SimulatedLine(rate: 10e6, answers: false), seconds: 10)
    #expect(player.requests == 0)
    #expect(player.longestGap(from: 0, to: 2) < .milliseconds(80))
    #expect(player.frames(from: 3, to: 10).count > 7 * 60 - 10)
    var flow = FlowControl(asked: .now, canAsk: false)
    #expect(!flow.asks && flow.lastAnswer(at: .now) == nil)
    let now = ContinuousClock.now
    #expect(flow.nextFrame(at: now, isUrgent: false) == now)
  }

  @Test func untilItIsKnownWhetherItAnswersAKeyShowsAtOnce() {
    let start = ContinuousClock.now
    var flow = FlowControl(asked: start, canAsk: true)
    flow.sent(at: start)
    let soon = start + .milliseconds(5)
    #expect(flow.nextFrame(at: soon, isUrgent: true) == soon)
    #expect(flow.nextFrame(at: soon, isUrgent: false) == start + FlowControl.cautiousFrameTime)
  }

  @Test func aLostAnswerHoldsAFrameForAMomentOnly() {
    for rate in [10e6, 20_000] {
      let line = SimulatedLine(rate: rate, roundTrip: .milliseconds(5), lost: [100, 200, 201, 300])
      let player = Player(line, seconds: 60)
      #expect(player.longestGap(from: 0, to: 60) < .milliseconds(3500))
      #expect(player.frames(from: 50, to: 60).count > (rate > 1e6 ? 10 * 55 : 80))
      #expect(player.frames(from: 50, to: 60).allSatisfy { $0.delay < .milliseconds(400) })
    }
  }

  @Test func aTerminalThatStopsAnsweringIsSoonNotWaitedFor() {
    let player = Player(SimulatedLine(rate: 10e6, silentFrom: .seconds(5)), seconds: 40)
    #expect(player.longestGap(from: 0, to: 40) <= .seconds(5))
    #expect(player.frames(from: 20, to: 40).count > 20 * 60 - 30)
  }

  @Test func aLineThatStandsStillForAWhileHasFewFramesInItAfterwards() {
    let line = SimulatedLine(rate: 1e6, roundTrip: .milliseconds(20), stall: .seconds(5)..<(.seconds(9)))
    let player = Player(line, seconds: 20)
    #expect(player.frames(from: 5, to: 9).count < 15)
    #expect(player.frames(from: 10, to: 20).count > 10 * 50)
  }

  @Test func nothingIsAskedWhereNothingIsDrawn() {
    let player = Player(SimulatedLine(rate: 10e6), seconds: 10) { $0 < .seconds(1) }
    #expect(player.frames(from: 1, to: 10).isEmpty && player.requests == player.frames.count - 1)
  }

  @Test func beforeTheTerminalIsGivenBackMissingAnswersAreWaitedForBriefly() {
    let start = ContinuousClock.now
    var flow = FlowControl(asked: start, canAsk: true)
    #expect(flow.lastAnswer(at: start) == start + .milliseconds(200))
    flow.answered(at: start + .milliseconds(3))
    #expect(flow.asks && flow.lastAnswer(at: start) == nil)
    flow.sent(at: start)
    #expect(flow.lastAnswer(at: start).map { $0 <= start + .seconds(1) } == true)
    flow.forget()
    #expect(flow.lastAnswer(at: start) == nil)
  }
}
