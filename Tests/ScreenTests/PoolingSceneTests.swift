import Engine
import TestRuns
import Testing

@testable import Viz

@Suite struct PoolingSceneTests {
  private func state() throws -> AppState {
    var state = AppState(
      InlineRun(article(seed: 3)).report, pooling: try PoolingState(),
      look: Look())
    state.scene = try #require(SceneList.place(of: "pooling"))
    return state
  }

  private func press(_ keys: String, _ state: inout AppState) throws {
    for name in keys.split(separator: " ") {
      let key = try #require(Key(name: String(name)))
      let action = try #require(state.action(for: key), "\(name)")
      _ = update(&state, action)
    }
  }

  private func text(_ state: AppState) -> String {
    Frame.draw(state, width: 80, height: 24).plainText
  }

  @Test func theWindowWalksOverEveryOutputAndBackToTheFirst() throws {
    var state = try state()
    var seen: Set<[Int]> = []
    for _ in 0..<state.pooling.pipeline.outputCount {
      seen.insert(state.pooling.pipeline.source(of: state.pooling.window).pooled)
      try press("right", &state)
    }
    #expect(seen.count == 15)
    #expect(state.pooling.window == 0)
    try press("left", &state)
    #expect(state.pooling.window == 14)
    try press("right", &state)
    try press("down", &state)
    #expect(state.pooling.pipeline.source(of: state.pooling.window).pooled == [1, 0, 0])
  }

  @Test func whatIsImpossibleIsRefusedWithItsRuleAndTheLastStateStays() throws {
    for (keys, rule) in [
      ("K", "longer than the axis"), ("P P P", "2⋅padding"), ("k k k k", "at least 1"), ("p", "negative"),
      ("j j j j", "stride 0"), ("c c c", "from 1 to 64"),
    ] {
      var state = try state()
      try press(keys, &state)
      #expect(state.message?.contains(rule) == true, "\(keys): \(state.message ?? "nothing")")
      let settings = state.pooling.settings
      #expect(settings.kernel >= 1 && settings.shape[0] >= 1 && settings.padding <= settings.kernel / 2)
      #expect(text(state).contains(rule))
    }
  }

  @Test func eachTrapSaysItsLineWhenItIsSprung() throws {
    for (keys, line) in [
      ("t", "Wrong axis"), ("k", "Dropped: 1 of 4"), ("c c", "Batch axis gone"), ("e", "Wrong axis"),
      ("e e", "Dropped"), ("e e e", "Batch axis gone"), ("E E E", "Batch axis gone"),
    ] {
      var state = try state()
      #expect(!text(state).contains(line))
      try press(keys, &state)
      #expect(text(state).contains(line), "\(keys)")
    }
    var state = try state()
    try press("c c x", &state)
    #expect(!text(state).contains("Batch axis gone"))
  }

  @Test func theFormulaShowsTheNumbersOfTheWindow() throws {
    var state = try state()
    for index in 0..<15 {
      let source = state.pooling.pipeline.source(of: index)
      // In as many decimals as the cells have, or in one more where the sum as written asks for it.
      let formulas = [2, 3].map { decimals in
        let terms = source.inputs.map {
          NumberText.fixed(Double(state.pooling.pipeline.stages[0].tensor[$0]), decimals: decimals)
        }
        return "(\(terms.joined(separator: " + "))) / 4 = "
      }
      #expect(formulas.contains(where: text(state).contains), "\(formulas) in\n\(text(state))")
      try press("right", &state)
    }
    #expect(text(state).contains("L_out = ⌊(4 + 2⋅0 − 4)/4⌋ + 1 = 1"))
  }

  @Test func everyKeyOfTheSceneChangesTheScreen() throws {
    for binding in KeyMap.bindings(in: [.pooling]) where binding.scope == .pooling {
      var state = try state()
      // From here every dial can move both ways, and no example or reset is already in force.
      try press("J K k k P right right right right", &state)
      state.message = nil
      let before = text(state)
      _ = update(&state, binding.action)
      #expect(text(state) != before, "\(binding.help)")
    }
  }

  @Test func newValuesAreThoseOfTheNextSeed() throws {
    var state = try state()
    try press("R", &state)
    var generator = Generator(seed: 1)
    #expect(state.pooling.pipeline.stages[0].tensor == generator.uniformTensor(shape: [3, 4, 5]))
  }

  @Test func aLargeShapeSaysWhichPartOfItIsShown() throws {
    var settings = PoolingState.Settings()
    settings.shape = [64, 64, 64]
    var state = try state()
    state.pooling = try PoolingState(settings)
    state.pooling.moveWindow(by: -1)
    let frame = text(state)
    #expect(frame.contains("[63,49:64,60:64]"))
  }
}
