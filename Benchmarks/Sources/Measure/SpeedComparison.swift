import Glibc
import PseudoTerminal

/// The speed of a run with a screen beside that of the same run without one.
///
/// The two take turns of some tenths of a second, one being stopped while the other goes on: so what others on the machine
/// take away is taken from both.
struct SpeedComparison {
  /// Steps a second.
  let (with, without): (Double, Double)

  /// How often each has its turn.
  private static let turns = 30
  private static let turnTime = Duration.milliseconds(400)

  /// Compares runs of `options`, the one with a screen having `screen` besides; without a screen, a turn has `every` steps.
  ///
  /// Both begin to count after `first` steps: small numbers make later steps slower, and a large network is looked at as a
  /// whole soon after the start, on the other processor, and then once in some dozens of times as long.
  init(_ options: String, screen: String = "", every: Int, after first: Int = 0) throws {
    let clock = ContinuousClock()
    let watched = try Watched("--speed max \(options) \(screen)")
    try watched.wait(atMost: .seconds(60)) { _ in watched.stepCount > first }
    watched.terminal.send(SIGSTOP)
    // The last of the terminal's bytes may tell of steps that were taken before.
    _ = try watched.count(for: .milliseconds(20))

    let bare = try PseudoTerminal(
      Watched.program,
      ["trace", "--seed", "7", "--steps", "\(Int.max)", "--every", "\(every)", "--fields", "loss"]
        + options.split(separator: " ").map(String.init),
      environment: ["LANG": "C.UTF-8"], width: 120, height: 40)
    func readLine() throws {
      guard bare.read(for: .seconds(60), until: "\n") != nil else { throw Missing(what: "a line of trace") }
    }
    for _ in 0..<2 + first / every { try readLine() }
    bare.send(SIGSTOP)

    var (watchedTime, bareTime) = (Duration.zero, Duration.zero)
    let start = watched.stepCount
    for _ in 0..<Self.turns {
      let begin = clock.now
      watched.terminal.send(SIGCONT)
      _ = try watched.count(for: Self.turnTime)
      watched.terminal.send(SIGSTOP)
      let middle = clock.now
      bare.send(SIGCONT)
      try readLine()
      bare.send(SIGSTOP)
      watchedTime += middle - begin
      bareTime += clock.now - middle
    }
    with = Double(watched.stepCount - start) / (watchedTime / .seconds(1))
    without = Double(Self.turns * every) / (bareTime / .seconds(1))
    bare.end()
    watched.terminal.send(SIGCONT)
    _ = try watched.quit()
  }
}
