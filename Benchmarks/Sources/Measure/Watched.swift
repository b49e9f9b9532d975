import Glibc
import PseudoTerminal

/// A run of viz in a pseudo-terminal whose frames and bytes are counted.
final class Watched {
  /// Bytes and whole frames that were read.
  struct Traffic {
    var bytes = 0
    var frames = 0

    /// The bytes of one frame.
    var bytesPerFrame: Double { Double(bytes) / Double(max(1, frames)) }
  }

  /// What viz writes behind every frame.
  static let frameEnd = "\u{1b}[?2026l"

  let terminal: PseudoTerminal
  /// What the terminal shows.
  private var screen: ScreenModel

  init(_ arguments: String, width: Int = 120, height: Int = 40) throws {
    screen = ScreenModel(width: width, height: height)
    terminal = try PseudoTerminal(
      Watched.program, ["run", "--seed", "7"] + arguments.split(separator: " ").map(String.init),
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"], width: width, height: height)
    terminal.answersRequests = true
  }

  /// The program to measure: the only argument.
  static var program: String { CommandLine.arguments[1] }

  /// Waits for the first frame.
  func waitForFrame() throws {
    try wait(for: Watched.frameEnd)
  }

  /// Reads until `text` has come.
  func wait(for text: String, atMost time: Duration = .seconds(300)) throws {
    guard let bytes = terminal.read(for: time, until: text) else { throw Missing(what: text) }
    screen.take(bytes)
  }

  /// Reads until the screen, given as its rows, is as wanted.
  func wait(atMost time: Duration, until shows: ([String]) -> Bool) throws {
    let clock = ContinuousClock()
    let end = clock.now + time
    while !shows((0..<2).map(screen.row)) {
      guard clock.now < end, let bytes = terminal.read(for: end - clock.now) else {
        throw Missing(what: "what was waited for, but: \(screen.row(0)) / \(screen.row(1))")
      }
      screen.take(bytes)
    }
  }

  /// The step that the first row tells.
  var step: String { screen.row(0).split(separator: "step ").last.map(String.init) ?? "" }

  /// The same as a number.
  var stepCount: Int {
    Int(step.prefix { $0.isNumber || $0 == " " }.replacing(" ", with: "")) ?? 0
  }

  /// Reads for a while and counts.
  func count(for time: Duration) throws -> Traffic {
    let clock = ContinuousClock()
    let end = clock.now + time
    let mark = Array(Watched.frameEnd.utf8)
    var traffic = Traffic()
    var tail: [UInt8] = []
    while clock.now < end {
      guard let bytes = terminal.read(for: end - clock.now) else { throw Missing(what: "the program") }
      screen.take(bytes)
      traffic.bytes += bytes.count
      // A mark that is cut in two by reading counts with its second half.
      let seen = tail + bytes
      traffic.frames += seen.count(of: mark)
      tail = seen.suffix(mark.count - 1)
    }
    return traffic
  }

  /// Quits, and returns the number of steps that the last line tells.
  func quit() throws -> Int {
    try terminal.write("q")
    let text = String(decoding: terminal.readToEnd(for: .seconds(20)), as: UTF8.self)
    guard let match = text.firstMatch(of: /viz: step (\d+)/), let step = Int(match.1) else {
      throw Missing(what: "the summary")
    }
    return step
  }
}

/// Something that did not appear.
struct Missing: Error, CustomStringConvertible {
  let what: String
  var description: String { "viz did not show: \(what)" }
}
