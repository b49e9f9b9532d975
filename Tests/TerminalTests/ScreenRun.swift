import Foundation
import PseudoTerminal
import Testing

/// A program in a pseudo-terminal of which tests expect that it leaves everything as it was.
struct ScreenRun {
  /// What the program wrote behind the last byte of its screen, and how it ended.
  struct Ending {
    let status: Int32
    /// All that was written after the screen was given back.
    let afterwards: String
  }

  static let patience = Duration.seconds(20)
  let terminal: PseudoTerminal

  init(
    _ arguments: [String] = ["run", "--seed", "7", "--paused"], program: URL? = nil,
    environment: [String: String] = [:], width: Int = 80, height: Int = 24, folder: URL? = nil
  ) throws {
    terminal = try PseudoTerminal(
      (program ?? Program.locate()).path, arguments,
      environment: Program.environment(["TERM": "xterm-256color"]).merging(environment) { $1 },
      width: width, height: height, folder: folder?.path)
  }

  /// Waits for the end of a frame.
  func waitForFrame() throws {
    try #require(terminal.read(for: Self.patience, until: "\u{1b}[?2026l") != nil, "there is no frame")
  }

  /// Reads to the program's end, and expects the terminal as it was before and no process left.
  func expectCleanEnd(after output: [UInt8] = []) throws -> Ending {
    let bytes = output + terminal.readToEnd(for: Self.patience)
    let ending = try #require(terminal.wait(for: Self.patience), "the program does not end")
    #expect(try terminal.settings() == terminal.initialSettings)
    #expect(processesLeft.isEmpty, "left: \(processesLeft)")
    let output = String(decoding: bytes, as: UTF8.self)
    // The first screen is given back, and after that the cursor is never hidden.
    let afterwards = try #require(output.components(separatedBy: "\u{1b}[?1049l").last)
    #expect(output.contains("\u{1b}[?1049l"), "the first screen is not given back")
    #expect(output.contains("\u{1b}[?25h") && !afterwards.contains("\u{1b}[?25l"), "the cursor is hidden")
    return Ending(status: ending.status, afterwards: afterwards)
  }

  /// The processes of the program's session that still do anything.
  var processesLeft: [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    // Who sees no process sees none that is left.
    guard processes.contains("\(getpid())") else { return ["/proc shows no processes"] }
    return processes.filter { Int($0) != nil }.compactMap { process in
      guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
        return nil
      }
      // Behind the name in brackets: state, parent, group, session.
      let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
      return fields.count > 4 && fields[1] != "Z" && fields[4] == "\(terminal.process)" ? text : nil
    }
  }
}
