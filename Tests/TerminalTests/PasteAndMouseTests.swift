import Foundation
import PseudoTerminal
import Testing

@testable import Viz

extension FullScreen {
  /// Pasted text is no keys, and the mouse is taken only where a click means something.
  @Suite(.serialized) struct PasteAndMouse {
    private static let pasteOn = "\u{1b}[?2004h"
    private static let pasteOff = "\u{1b}[?2004l"
    private static let mouseOn = "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h"
    private static let mouseOff = "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l"

    private func text(_ run: ScreenRun, for time: Duration = .milliseconds(400)) -> String {
      String(decoding: run.terminal.readToEnd(for: time), as: UTF8.self)
    }

    @Test func pastedTextIsNoKeys() throws {
      let run = try ScreenRun()
      let start = try #require(run.terminal.read(for: .seconds(20), until: Self.pasteOn))
      #expect(!String(decoding: start, as: UTF8.self).contains(Self.pasteOff))
      try run.terminal.write("\u{1b}[200~quantile\rs\u{1b}[201~")
      #expect(run.terminal.read(for: .seconds(20), until: "pasted text is no keys") != nil)
      try run.terminal.write("s")
      _ = text(run)
      try run.terminal.write("q")
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 0 && ending.afterwards.contains("viz: step 1 "))
    }

    @Test func aPastedNumberGoesIntoTheNumberThatIsTypedAndDoesNotSetIt() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --paused --scene explain")
      try session.press("enter")
      try session.paste(" 0.25\n")
      try await session.wait("the number stands there") { $0.lastLine.contains("= 0.25▏  enter sets it") }
      try session.paste("x")
      try await session.wait("what is wrong is said") { $0.lastLine.contains("= 0.25x▏  only digits") }
      try session.press("backspace", "enter")
      try await session.wait("the number is set") { $0.text.contains("0.25") && $0.isViz }
    }

    @Test func whatIsAskedOfTheTerminalIsTakenBackHoweverItEnds() throws {
      for signal in [0, SIGTERM, SIGABRT, SIGSEGV] {
        let run = try ScreenRun(["run", "--seed", "7", "--paused", "--scene", "explain"])
        try run.waitForFrame()
        if signal == 0 { try run.terminal.write("q") } else { run.terminal.send(signal) }
        let end = text(run, for: .seconds(5))
        let screenEnd = try #require(end.range(of: "\u{1b}[?1049l"))
        for mode in ["2004", "1000", "1002", "1006"] {
          let off = try #require(end.range(of: "\u{1b}[?\(mode)l"), "\(mode) after \(signal)")
          #expect(off.lowerBound < screenEnd.lowerBound)
          #expect(!end[off.upperBound...].contains("\u{1b}[?\(mode)h"))
        }
      }
    }

    @Test func aStopTakesItBackAndGoingOnAsksAnew() throws {
      // Nobody could continue the leader of a session that stops, so the kernel lets it go on at once.
      let run = try ScreenRun(["run", "--seed", "7", "--paused", "--scene", "explain"])
      _ = text(run)
      run.terminal.send(SIGTSTP)
      let stopped = text(run, for: .seconds(1))
      for (on, off) in [(Self.pasteOn, Self.pasteOff), (Self.mouseOn, Self.mouseOff)] {
        let place = try #require(stopped.range(of: off), "\(stopped.debugDescription.prefix(200))")
        #expect(stopped[place.upperBound...].contains(on))
      }
    }

    @Test func theMouseIsTakenUnlessItIsLeftToTheTerminal() throws {
      let run = try ScreenRun(["run", "--seed", "7", "--paused", "--scene", "pooling"])
      #expect(text(run).contains(Self.mouseOn))
      // A click on a tab, pressed and let go, shows its scene.
      try run.terminal.write("\u{1b}[<0;2;1M\u{1b}[<0;2;1m")
      #expect(text(run).contains("loss"))
      try run.terminal.write("q")
      _ = try run.expectCleanEnd()
      let without = try ScreenRun(["run", "--seed", "7", "--paused", "--scene", "explain", "--no-mouse"])
      let shown = text(without)
      #expect(shown.contains("expl") && !shown.contains("?1000h"))
    }

    @Test func aClickFarToTheRightIsWhereItIs() throws {
      // On a very wide screen numbers stand beyond column 223, where the oldest reports end.
      let (width, height) = (1400, 40)
      let state = try RenderCommandLine.parse(["--seed", "7", "--scene", "explain"]).state()
      let area = Rect(x: 0, y: 0, width: width, height: height - 1)
      let places = (0..<20).flatMap { y in (224..<width).map { MouseInput(kind: .click, x: $0, y: y) } }
      let place = try #require(places.first { ExplainScene().action(for: $0, state, in: area) != nil })
      guard case .putCursor(let target) = ExplainScene().action(for: place, state, in: area) else {
        Issue.record("a click puts no cursor")
        return
      }
      let run = try ScreenRun(
        ["run", "--seed", "7", "--paused", "--scene", "explain"], width: width, height: height)
      _ = text(run)
      try run.terminal.write(
        "\u{1b}[<0;\(place.x + 1);\(place.y + 1)M\u{1b}[<0;\(place.x + 1);\(place.y + 1)m")
      _ = text(run)
      try run.terminal.write("\r")
      let shown = text(run)
      #expect(target != state.cursor && shown.contains("\(Symbol.number(target)) = "), "\(target)")
    }

    @Test func aFloodOfKeysDelaysNeitherFramesNorTheEnd() throws {
      let run = try ScreenRun(["run", "--seed", "7", "--scene", "pooling"], width: 120, height: 40)
      try run.waitForFrame()
      let keys = [UInt8](repeating: UInt8(ascii: "m"), count: 4096)
      let clock = ContinuousClock()
      var frames = 0
      let end = clock.now + .seconds(2)
      while clock.now < end {
        try run.terminal.write(keys)
        frames += run.terminal.read(for: .milliseconds(1))?.count(of: Array("\u{1b}[?2026l".utf8)) ?? 0
      }
      #expect(frames >= 10)
      run.terminal.send(SIGTERM)
      let asked = clock.now
      // The flood goes on.
      while clock.now < asked + .seconds(10), run.terminal.wait(for: .zero) == nil {
        do { try run.terminal.write(keys) } catch { break }
      }
      #expect(run.terminal.wait(for: .seconds(5)) == .signal(SIGTERM))
      #expect(clock.now - asked < .seconds(5))
    }
  }
}
