import Engine
import Formats
import Testing

@testable import Viz

/// The screens of a program that trains by itself.
@Suite struct WatchSceneTests {
  /// Everything such a program may be at.
  private func states(_ look: Look = Look()) throws -> [(name: String, state: AppState)] {
    let told = try SampleRun.told()
    let held = try SampleRun.told(
      frame: SampleRun.frame(running: false, why: "\"the loss is nan\"", isEqual: "false"))
    return [
      ("waiting", try SampleRun.state(phase: .starting(.seconds(2)), output: "", look: look)),
      (
        "nothing seen",
        try SampleRun.state(phase: .starting(.seconds(75)), output: SampleRun.output, look: look)
      ),
      ("ended before", try SampleRun.state(phase: .ended("ended with status 1", isBad: true), look: look)),
      ("training", try SampleRun.state(told, output: SampleRun.output, look: look)),
      ("attached", try SampleRun.state(try SampleRun.told(world: 1), look: look)),
      ("held", try SampleRun.state(held, output: SampleRun.output, look: look)),
      (
        "between",
        try SampleRun.state(told, phase: .between("the program has ended"), output: "x", look: look)
      ),
      ("stopping", try SampleRun.state(told, phase: .stopping, output: SampleRun.output, look: look)),
      (
        "ended",
        try SampleRun.state(told, phase: .ended("ended with status 0", isBad: false), output: "x", look: look)
      ),
    ]
  }

  @Test(arguments: stride(from: 1, through: 200, by: 20).map { $0 })
  func everySizeIsDrawnWhole(from width: Int) throws {
    try SceneList.$all.withValue(SceneList.watched) {
      var problems: [String] = []
      for look in [Look(), Look(glyphs: .ascii, depth: .none)] {
        for (name, state) in try states(look) {
          for scene in SceneList.all.indices {
            for page in 0...1 {
              var state = state
              _ = update(&state, .showScene(scene))
              state.page = page
              for width in stride(from: width, to: width + 20, by: 3) {
                for height in stride(from: 1, through: 60, by: page == 0 ? 1 : 7) {
                  let frame = Frame.draw(state, width: width, height: height)
                  if let problem = FrameCheck(frame, width: width, height: height, boxes: .whole).problem {
                    problems.append("\(name), scene \(scene), page \(page), \(width)×\(height): \(problem)")
                  }
                }
              }
            }
          }
        }
      }
      #expect(problems.isEmpty, "\(problems.count) of them, first \(problems.first ?? "")")
    }
  }

  private func text(_ state: AppState, width: Int = 120, height: Int = 40) -> String {
    Frame.draw(state, width: width, height: height).plainText
  }

  @Test func whatTheProgramTellsStandsOnTheScreen() throws {
    try SceneList.$all.withValue(SceneList.watched) {
      let state = try #require(try states().first { $0.name == "training" }?.state)
      let frame = text(state)
      for words in [
        "▶ running", "step 1 204", " AdamW ", "lr 0.0003 = its own 0.0005 × 0.6", "38.2 steps/s",
        "watch  0.3 %",
        "conv1.weight", "128×2048", "rank 0 loss 0.4100", "weights equal ✓", "largest of",
        "saved checkpoint ckpt/epoch2.pt", "epoch 3:  41%|", "3 lines", "weights fc1.weight", "rank 0 of 2",
      ] { #expect(frame.contains(words), "\(words)") }
      let small = text(state, width: 80, height: 24)
      #expect(
        small.contains("rank 0 0.4100") && small.contains("rank 1 0.4200")
          || small.contains("0 0.4100    1 0.4200"))
      var asked = try SampleRun.told()
      try asked.take(SampleRun.message("mark", #""id":7,"step":600,"what":"optimizer","to":"adamax","of":0"#))
      #expect(text(try SampleRun.state(asked)).contains("Adamax"), "a mark has the name that torch has")
      let held = try #require(try states().first { $0.name == "held" }?.state)
      #expect(text(held).contains("held: the loss is nan") && text(held).contains("‖ paused"))
      #expect(text(held).contains("differ"))
      let nothing = try #require(try states().first { $0.name == "nothing seen" }?.state)
      #expect(text(nothing).contains("No step of an optimizer was seen for 75 seconds."))
      #expect(text(nothing).contains("import viz_torch; viz_torch.watch(model)"))
      #expect(text(nothing).contains("saved checkpoint"))
    }
  }

  @Test func aSceneFindsWhatStandsOutAmongTheLayers() {
    func summary(_ name: String, norm: Double = 1, gradient: Double? = 0.01, update: Double? = 1e-3)
      -> ParameterSummary
    {
      ParameterSummary(
        elsewhere: name, shape: [10, 10], norm: norm, gradientNorm: gradient, updateRatio: update,
        histogram: [Int](repeating: 1, count: 12), limit: 1)
    }
    let usual = (0..<5).map { summary("usual\($0)") }
    func words(_ one: ParameterSummary) -> [String] { LayerFinding.all(usual + [one]).map(\.words) }
    #expect(LayerFinding.all(usual).isEmpty)
    #expect(words(summary("frozen", gradient: nil)).isEmpty)
    #expect(words(summary("w", norm: .nan)) == ["w is not finite: a weight is NaN or infinite"])
    #expect(words(summary("w", gradient: .infinity)) == ["w has a gradient that is not finite"])
    #expect(words(summary("w", gradient: 0)) == ["w is dead: its whole gradient is 0"])
    #expect(
      words(summary("w", gradient: 2)) == ["w explodes: a number of its gradient is 200 times the usual one"])
    #expect(words(summary("w", update: 0)) == ["w does not move: the last step changed no number"])
    #expect(words(summary("w", update: 0.05)) == ["w moves 1/20 of itself a step: usual is about 1/1 000"])
    let worstFirst = LayerFinding.all([summary("a", gradient: 0)] + usual + [summary("b", norm: .infinity)])
    #expect(worstFirst.map(\.isBad) == [true, false])
  }

  @Test func keysOfWhatTheRunCannotDoAreNotOffered() throws {
    try SceneList.$all.withValue(SceneList.watched) {
      var state = try #require(try states().first { $0.name == "training" }?.state)
      let steering: [(String, Action)] = [
        ("space", .run(.toggleRunning)), ("s", .run(.step)), ("+", .changeRate(raises: true)),
        ("o", .switchOptimizer), ("0", .run(.releaseSettings)), ("down", .chooseParameter(1)),
      ]
      for (key, action) in steering { #expect(state.action(for: Key(name: key)!) == action) }
      for key in ["r", "R", "b", "<", "[", "]", "y", "n"] {
        #expect(state.action(for: Key(name: key)!) == nil)
      }
      #expect(update(&state, .changeRate(raises: false)).contains(.send(.scaleRate(by: 0.5))))
      #expect(update(&state, .switchOptimizer).contains(.send(.command(.optimizer("sgd")))))
      #expect(!text(state).contains("speed") && !text(state).contains("seed"))
      _ = update(&state, .settings(.toggle))
      let settings = SettingsList(state).rows.map(\.name)
      #expect(
        settings == [
          "optimizer", "lr", "beta1", "beta2", "eps", "weight_decay", "loss is NaN", "loss jumps",
          "gradient jumps", "theme", "loss axis",
        ])
      let ended = try #require(try states().first { $0.name == "waiting" }?.state)
      #expect(ended.action(for: Key(name: "space")!) == nil && ended.action(for: Key(name: "o")!) == nil)
    }
  }

  @Test func whoQuitsIsAskedWhatBecomesOfTheProgram() throws {
    try SceneList.$all.withValue(SceneList.watched) {
      var state = try #require(try states().first { $0.name == "training" }?.state)
      func press(_ key: String) -> [Effect] {
        state.action(for: Key(name: key)!).map { update(&state, $0) } ?? []
      }
      #expect(!press("q").contains(.quit) && state.sheet == .leaving)
      #expect(text(state).contains("leave or stop?") && text(state).contains("enter leave it running"))
      #expect(press("space").isEmpty && press("esc").isEmpty && state.sheet == nil)
      _ = press("q")
      #expect(press("k").contains(.send(.stop)) && state.sheet == nil)
      _ = press("q")
      #expect(press("enter").contains(.quit))
      _ = press("esc")
      _ = press("q")
      #expect(press("q").contains(.quit), "whoever quits once more leaves it running")
      state = try #require(try states().first { $0.name == "ended" }?.state)
      #expect(press("q").contains(.quit))
    }
  }

  @Test func theOutputScrollsAndStaysWithinItsLines() throws {
    try SceneList.$all.withValue(SceneList.watched) {
      let lines = (0..<100).map { "line \($0)\n" }.joined()
      var state = try SampleRun.state(SampleRun.told(), output: lines)
      state.screen = ScreenSize(width: 80, height: 24)
      _ = update(&state, .showScene(2))
      #expect(text(state, width: 80, height: 24).contains("line 99"))
      _ = update(&state, .scrollOutput(.toStart))
      let first = text(state, width: 80, height: 24)
      #expect(first.contains("line 0 ") && !first.contains("line 99") && first.contains("more below"))
      _ = update(&state, .scrollOutput(.pages(1)))
      _ = update(&state, .scrollOutput(.lines(-1)))
      #expect(!text(state, width: 80, height: 24).contains("line 0 "))
      for _ in 0..<20 { _ = update(&state, .scrollOutput(.pages(1))) }
      #expect(state.outputOffset == 0)
    }
  }
}
