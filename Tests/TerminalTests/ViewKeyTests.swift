import Foundation
import Testing

@testable import Viz

extension FullScreen {
  /// The keys that change only what is shown, and the table of all keys.
  @Suite(.serialized) struct ViewKeys {
    @Test(arguments: Size.all)
    func capitalLSwitchesTheLossAxis(size: Size) async throws {
      let session = try TmuxSession(size)
      let first = try await session.start("viz --seed 7 --paused")
      #expect(first.lossScale == "log")
      try session.press("L")
      try await session.wait("the axis is linear") { $0.lossScale == "linear" }
      try session.press("L")
      try await session.wait("the axis is logarithmic") { $0.lossScale == "log" }
    }

    @Test(arguments: [Size.all[1]], SceneList.all.map(\.name))
    func questionMarkListsEveryKeyOfTheScene(size: Size, name: String) async throws {
      let session = try TmuxSession(size)
      let first = try await session.start("viz --seed 7 --paused --scene \(name)")
      #expect(!first.showsHelp)
      try session.press("?")
      let help = try await session.wait("the help shows") { $0.showsHelp }
      // Of the article's run, which has one parameter and one sample.
      let state = try RenderCommandLine.parse(["--seed", "7", "--scene", name]).state()
      for binding in KeyMap.bindings(in: state.sceneScopes, state.report) {
        let keys = binding.keys.map { $0.symbol(in: Look()) }.joined(separator: " ")
        let hasRow = help.lines.contains { line in
          guard let words = line.range(of: "  " + binding.help) else { return false }
          let before = line[..<words.lowerBound].reversed().drop { $0 == " " }
          return String(before.reversed()).hasSuffix(" " + keys)
        }
        #expect(hasRow, "'\(keys)' with '\(binding.help)' is not in the help:\n\(help)")
      }
      try session.press("?")
      try await session.wait("? closes the help") { !$0.showsHelp && $0.isViz }
      try session.press("?")
      try await session.wait("the help shows") { $0.showsHelp }
      try session.press("esc")
      try await session.wait("esc closes the help") { !$0.showsHelp && $0.isViz }
    }

    @Test(arguments: SceneList.all.map(\.name))
    func everyKeyOfTheTableLeavesTheProgramAtWork(name: String) async throws {
      let session = try TmuxSession(Size.all[1])
      let index = try #require(SceneList.all.firstIndex { $0.name == name })
      try await session.start("viz --seed 7 --paused --scene \(name)")
      let process = try session.foregroundProcess()
      // Of the article's run, which has one parameter and one sample.
      let state = try RenderCommandLine.parse(["--seed", "7", "--scene", name]).state()
      for binding in KeyMap.bindings(in: state.sceneScopes, state.report) where binding.action != .quit {
        for key in binding.keys {
          try session.press(key.name)
          // What is being typed takes the keys until it is left, and so does a list or a sheet.
          switch binding.action {
          case .beginEdit, .beginRow, .beginPair, .settings, .toggle(.program):
            try session.press("esc")
            try await session.wait("esc leaves it") {
              !$0.text.contains("enter sets it") && !$0.text.contains("esc closes")
            }
            try await Task.sleep(for: .milliseconds(100))
          default: break
          }
          // Whatever the key did, the program still answers; a key that opened the help is the help's own.
          // Esc and a key in one burst would be Alt and that key.
          if key == .escape { try await Task.sleep(for: .milliseconds(100)) }
          if key.name != "?" { try session.press("?") }
          try await session.wait("? opens the help after \(key.name)") { $0.showsHelp }
          // Back to the scene that a key may have left.
          try session.press("esc")
          try await session.wait("esc closes the help after \(key.name)") { !$0.showsHelp }
          try session.press("\(index + 1)")
          try await session.wait("esc closes the help after \(key.name)") { !$0.showsHelp }
        }
      }
      #expect(try session.foregroundProcess() == process)
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
    }

    @Test func keysThatAreNotInTheTableDoNothing() async throws {
      let session = try TmuxSession()
      let first = try await session.start("viz --seed 7 --paused")
      try session.press("F5", "M-x", "ä", "C-a", "DC", "F12")
      try session.press("s")
      let after = try await session.wait("a step is taken") { $0.step == 1 }
      #expect(after.isPaused && after.optimizer == first.optimizer)
      #expect(after.learningRate == first.learningRate)
    }

    @Test func capitalSSavesAPicture() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --paused")
      try session.press("S")
      try await session.wait("a picture is in the folder") { _ in
        try FileManager.default.contentsOfDirectory(atPath: session.folder.path).contains {
          $0.hasSuffix(".svg")
        }
      }
    }
  }
}
