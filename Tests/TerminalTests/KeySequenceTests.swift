import Foundation
import PseudoTerminal
import Testing

@testable import Viz

extension FullScreen {
  /// What terminals send for keys, and what they send besides, byte by byte.
  @Suite(.serialized) struct KeySequences {
    private static let escape = "\u{1b}"

    /// What `viz` shows, as a picture, after bytes with pauses between them; what the last action said is not in it.
    private func picture(
      _ scene: String, _ parts: [(text: String, pause: Duration)], environment: [String: String] = [:],
      steps: Int = 0
    ) throws -> String {
      let folder = try temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let run = try ScreenRun(
        ["run", "--seed", "7", "--paused", "--scene", scene], environment: environment, width: 120,
        height: 40,
        folder: folder)
      try run.waitForFrame()
      // What is found bit by bit, such as a contour, is whole once a paused screen has nothing more to tell.
      while !run.terminal.readToEnd(for: .milliseconds(200)).isEmpty {}
      // One after the other: a step that is taken pauses what comes before it.
      for _ in 0..<steps {
        try run.terminal.write("s")
        _ = run.terminal.read(for: .seconds(2), until: "\u{1b}[?2026l")
      }
      for (text, pause) in parts {
        try run.terminal.write(text)
        _ = run.terminal.readToEnd(for: pause)
      }
      // A key of every scene takes the words of the last action away, and is itself undone.
      try run.terminal.write("??")
      _ = run.terminal.readToEnd(for: .milliseconds(150))
      try run.terminal.write("S")
      _ = run.terminal.readToEnd(for: .milliseconds(250))
      try run.terminal.write("q")
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 0)
      let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasSuffix(".svg")
      }
      #expect(pictures.count == 1, "\(pictures)")
      return try String(contentsOf: folder.appending(path: pictures.first ?? ""), encoding: .utf8)
    }

    @Test func otherTerminalsSpellingsOfTheKeysAreTheKeys() throws {
      let moment = Duration.milliseconds(150)
      // PuTTY's, rxvt's, VT100's and xterm's Home and End walk through the run, none of them slows it.
      let home = try picture("overview", [("b", moment), ("b", moment), ("b", moment)], steps: 3)
      for spelling in ["[1~", "[7~", "[H", "OH"] {
        #expect(try picture("overview", [(Self.escape + spelling, moment)], steps: 3) == home, "\(spelling)")
      }
      let end = try picture("overview", [("b", moment), (">", moment)], steps: 3)
      for spelling in ["[4~", "[8~", "[F", "OF"] {
        let parts = [("b", moment), (Self.escape + spelling, moment)]
        #expect(try picture("overview", parts, steps: 3) == end, "\(spelling)")
      }
      let right = try picture("explain", [(Self.escape + "[C", moment)])
      for spelling in ["OC"] {
        #expect(try picture("explain", [(Self.escape + spelling, moment)]) == right, "\(spelling)")
      }
    }

    @Test(arguments: SceneList.all.map(\.name))
    func whatIsNoKeyOfTheTableChangesNothing(scene: String) throws {
      let before = try picture(scene, [])
      let sequences = [
        "[1;5C", "[Z", "[15~", "[[A", "[3~", "[5;5~", "[97;5u", "[27;5;9~", "x", "\(Self.escape)[A", "[a",
        "Oc",
        "[7$", "[99~", "[?1;2c", "[24;80R", "[0n", "[I", "[O", "]11;rgb:1e1e/1e1e/2e2e\u{07}",
        "]11;rgb:1/2/3\(Self.escape)\\", "P1+r544e=73\(Self.escape)\\", "_Gs\(Self.escape)\\",
        "^s\(Self.escape)\\",
        "Xs\(Self.escape)\\", "[<35;9;9M", "[<64;9;1M", "[M#$$", "[<2;9;9m", "[201~", "[?2026;2$y",
      ].map { Self.escape + $0 }
      let text =
        sequences.joined()
        + "\u{80}\u{9b}s".unicodeScalars.filter { $0.value > 0x7f }.map(String.init).joined()
      #expect(try picture(scene, [(text, .milliseconds(200))]) == before)
      // And byte by byte, with a delay that a busy machine keeps to.
      let parts = sequences.prefix(8).flatMap { $0.map { (String($0), Duration.milliseconds(2)) } }
      let end = [("", Duration.milliseconds(200))]
      #expect(try picture(scene, parts + end, environment: ["ESCDELAY": "2000"]) == before)
    }

    @Test func theUsersEscapeDelayIsHonoured() throws {
      let moment = Duration.milliseconds(100)
      let right = try picture("explain", [(Self.escape + "[C", moment)])
      let parts = [(Self.escape, Duration.milliseconds(40)), ("[C", .milliseconds(200))]
      #expect(try picture("explain", parts, environment: ["ESCDELAY": "1000"]) == right)
      #expect(try picture("explain", parts) != right)
    }

    @Test func theRestOfASequenceThatComesLateIsNoKeys() throws {
      let before = try picture("overview", [], steps: 2)
      // Home, cut behind its first bytes by a slow line, is Home; of a report the digits would open scenes.
      let late = [
        (Self.escape + "[", Duration.milliseconds(400)), ("24;8", .milliseconds(400)),
        ("0R", .milliseconds(200)),
      ]
      #expect(try picture("overview", late, steps: 2) == before)
    }

    @Test func aKeyThatMeansNothingSaysSo() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --paused")
      for (key, words) in [
        ("V", "no key 'V' here; ? lists the keys"), ("F5", "no key F5 here; ? lists the keys"),
        ("M-x", "no key Alt-x here; ? lists the keys"), ("é", "no key 'é' here; ? lists the keys"),
        ("C-Right", "no key Ctrl-Right here; ? lists the keys"),
        ("BTab", "no key Shift-Tab here; ? lists the keys"),
        ("й", "no key 'й' here; keys are Latin letters: switch keyboard layout; ? lists them"),
        ("ｑ", "no key 'ｑ' here; keys are Latin letters: switch keyboard layout; ? lists them"),
      ] {
        try session.press(key)
        try await session.wait("\(key) is named") { $0.lastLine.contains(words) }
      }
      try session.press("s")
      try await session.wait("a step is taken and the words are gone") { $0.step == 1 && $0.isViz }
    }

    @Test(arguments: ["overview", "explain"], [false, true])
    func controlLDrawsTheScreenAnew(scene: String, showsHelp: Bool) throws {
      let run = try ScreenRun(["run", "--seed", "7", "--paused", "--scene", scene])
      try run.waitForFrame()
      try run.terminal.write(showsHelp ? "?" : scene == "explain" ? "\r12" : "L")
      _ = run.terminal.readToEnd(for: .milliseconds(300))
      try run.terminal.write("\u{0c}")
      let bytes = run.terminal.readToEnd(for: .milliseconds(500))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        text.contains("\u{1b}[H\u{1b}[2J") && (showsHelp || text.contains("seed")),
        "\(text.debugDescription.prefix(300))")
      #expect(showsHelp ? text.contains("keys") : scene != "explain" || text.contains("= 12"))
      // What another program may have turned off is asked for again.
      #expect(text.contains("\u{1b}[?2004h") && text.contains("\u{1b}[?1h\u{1b}="))
    }
  }
}
