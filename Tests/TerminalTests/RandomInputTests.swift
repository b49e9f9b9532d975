import Foundation
import PseudoTerminal
import TestRuns
import Testing

extension FullScreen {
  /// Whatever comes in as keys: the program goes on, and leaves as it should.
  @Suite(.serialized) struct RandomInput {
    @Test func aHundredThousandRandomBytesNeitherEndNorStopIt() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      var random = ReplayableRandom()
      let run = try ScreenRun(
        ["run", "--seed", "7", "--speed", "max"], width: 120, height: 40, folder: folder)
      try run.waitForFrame()
      var sent = 0
      while sent < 100_000 {
        let bytes = Self.input(&random).filter { !Self.endsOrStops.contains($0) }
        try run.terminal.write(bytes)
        sent += bytes.count
        try #require(run.terminal.read(for: .milliseconds(1)) != nil, "viz has ended after \(sent) bytes")
      }
      // Escape ends a sequence that was cut short, and leaves a half-typed number.
      var output: [UInt8] = []
      for _ in 0..<5 where run.terminal.wait(for: .zero) == nil {
        try run.terminal.write("\u{1b}")
        output += run.terminal.readToEnd(for: .milliseconds(200))
        try run.terminal.write("q")
        output += run.terminal.readToEnd(for: .milliseconds(300))
      }
      #expect(try run.expectCleanEnd(after: output).status == 0)
    }

    /// What quits, interrupts, stops or holds by design, and the key that fills a folder with pictures.
    private static let endsOrStops: Set<UInt8> = [
      0x03, 0x11, 0x13, 0x1a, 0x1c, UInt8(ascii: "q"), UInt8(ascii: "S"),
    ]

    /// Keys, broken escapes, strings, numbered keys, mouse reports of any place, pasted text and pasted noise.
    private static func input(_ random: inout ReplayableRandom) -> [UInt8] {
      let count = Int.random(in: 1...60, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      case 1:
        return Array("\u{1b}[".utf8)
          + (0..<count % 9).map { _ in UInt8.random(in: 0x20...0x7e, using: &random) }
      case 2:
        let button = Int.random(in: 0...255, using: &random)
        let (x, y) = (Int.random(in: -9...9999, using: &random), Int.random(in: -9...9999, using: &random))
        return Array("\u{1b}[<\(button);\(x);\(y)\(Bool.random(using: &random) ? "M" : "m")".utf8)
      case 3:
        return Array("\u{1b}[M".utf8) + (0..<3).map { _ in UInt8.random(in: 0x20...255, using: &random) }
      case 4:
        return Array("\u{1b}[200~重み πασ 1e308 -0.5\u{1b}[201~\r".utf8)
      case 5:
        // Strings of any kind, with an end and without.
        let kind = ["]", "P", "X", "^", "_"].randomElement(using: &random) ?? "]"
        let end = ["\u{07}", "\u{1b}\\", "\u{18}", ""].randomElement(using: &random) ?? ""
        return Array("\u{1b}\(kind)".utf8)
          + (0..<count).map { _ in UInt8.random(in: 0x20...0xff, using: &random) } + Array(end.utf8)
      case 6:
        let (number, modifiers) = (
          Int.random(in: 0...40, using: &random), Int.random(in: 0...9, using: &random)
        )
        let final = ["~", "A", "C", "H", "$", "^", "n", "R"].randomElement(using: &random) ?? "~"
        return Array("\u{1b}[\(number);\(modifiers)\(final)\u{1b}[[A\u{1b}OP\u{1b}[0n".utf8)
      default:
        return (0..<count).map { _ in UInt8.random(in: 0x20...0x7e, using: &random) }
      }
    }
  }
}
