import Engine
import TestRuns
import Testing

@testable import Viz

/// The race on the screen: lanes, contour, what is typed.
@Suite struct RaceSceneTests {
  private static let scene = SceneList.place(of: "race") ?? 0

  /// A race that keys were pressed in.
  private func state(
    _ configuration: Configuration, keys: String = "", look: Look = Look(), screen: (Int, Int) = (120, 40)
  ) throws -> AppState {
    let run = InlineRun(configuration)
    var state = AppState(run.report, pooling: try PoolingState(), look: look)
    state.screen = ScreenSize(width: screen.0, height: screen.1)
    run.perform(.showScene(Self.scene), on: &state)
    for name in keys.split(separator: " ") {
      let key = try #require(name == "_" ? .character(" ") : Key(name: String(name)))
      run.perform(try #require(state.action(for: key), "\(name)"), on: &state)
    }
    return state
  }

  private func text(_ state: AppState, _ width: Int, _ height: Int) -> String {
    Frame.draw(state, width: width, height: height).plainText
  }

  @Test func beforeTheFirstStepAllLanesAreWhereTheyBegan() throws {
    for name in ["article", "spiral"] {
      func marks(_ keys: String) throws -> Int {
        let state = try state(preset(name), keys: keys)
        let race = try #require(state.report.race)
        let markers = race.lanes.indices.map { Character(race.marker($0)) }
        let contour = text(state, 120, 40).split(separator: "\n").dropFirst(6).map { $0.suffix(60) }.joined()
        return contour.filter { markers.contains($0) }.count
      }
      #expect(try marks("") == 0)
      #expect(try marks("s s s") == 2)
    }
  }

  private func steps(_ count: Int) -> String { Array(repeating: "s", count: count).joined(separator: " ") }

  @Test(arguments: ["", "l", "l l", "l l l"], ["article", "spiral", "text", "digits"])
  func everyLaneIsNamedWithItsLossAtEverySize(kind: String, name: String) throws {
    let state = try state(preset(name, seed: 7), keys: "\(kind) s s s")
    let race = try #require(state.report.race)
    for (width, height) in [(40, 12), (52, 14), (60, 20), (80, 24), (100, 30), (120, 40), (200, 50)] {
      let frame = Frame.draw(state, width: width, height: height)
      #expect(FrameCheck(frame, width: width, height: height).problem == nil)
      #expect(frame.falseNumbers.isEmpty)
      let text = frame.plainText
      for lane in race.lanes {
        let name = width < 60 ? race.shortName(of: lane) : race.name(of: lane)
        #expect(text.contains(name), "\(race.name(of: lane)) at \(width)×\(height)\n\(text)")
        let loss = Double(lane.means.latest ?? 0)
        let forms = (width < 60 ? 5...8 : 8...8).map { NumberText.compact(loss, width: $0) }
        #expect(lane.fault != nil || forms.contains(where: text.contains), "\(width)×\(height)\n\(text)")
      }
    }
  }

  @Test func sixLanesHaveSixMarkersAndSixColoursAndNoneIsHidden() throws {
    for look in [Look(), Look(glyphs: .ascii, depth: .none), Look(depth: .none), Look(depth: .ansi16)] {
      // After the first step, in the midst, and where several lanes have come to the lowest place.
      for count in [1, 3, 40, 300] {
        let state = try state(article(seed: 7), keys: "l l " + steps(count), look: look)
        let race = try #require(state.report.race)
        #expect(race.lanes.count == 6 && Set(race.lanes.indices.map { race.color($0).step }).count == 6)
        let frame = Canvas.lines(width: 60, height: 24, look: look) {
          ContourPanel(race: race, scale: .logarithmic, look: look).draw(in: $0, &$1)
        }
        // The title has marks of its own; the map begins behind it.
        let map = frame.dropFirst(2).dropLast(3).joined(separator: "\n")
        for lane in 0..<6 {
          let marker = race.marker(lane)
          let shown = look.glyphs == .ascii ? marker.asciiStandIn : marker
          #expect(map.unicodeScalars.contains(shown), "\(marker) after \(count)\n\(map)")
        }
        #expect(map.unicodeScalars.contains(look.glyphs == .ascii ? "o" : "○"))
        #expect(map.unicodeScalars.contains(look.glyphs == .ascii ? "x" : "×"))
      }
    }
  }

  @Test func markersAreToldApartInEveryLook() {
    #expect(Set(LaneLook.markers).count == LaneLook.markers.count)
    #expect(Set(LaneLook.markers.map(\.asciiStandIn)).count == LaneLook.markers.count)
    #expect(!LaneLook.markers.map(\.asciiStandIn).contains("?"))
    #expect(Set(LaneLook.markers.map(\.consoleStandIn)).count == LaneLook.markers.count)
  }

  @Test func levelsAreRoundAscendAndPartTheLosses() {
    for (low, high) in [(1e-9, 0.3), (0.1, 0.35), (0.93, 1.1), (2.3, 2.301), (0, 5), (1e-30, 1e30)] {
      let losses = (0...100).map { low + (high - low) * Double($0 * $0) / 1e4 }
      for scale in [PlotScale.logarithmic, .linear] {
        for most in [4, 7] {
          let levels = ContourLevels(losses, scale: scale, most: most)
          #expect((1...most).contains(levels.bounds.count), "\(low) to \(high): \(levels.bounds)")
          #expect(
            levels.bounds == levels.bounds.sorted() && levels.bounds.allSatisfy { $0 > low && $0 < high })
          #expect(levels.band(low) == 0 && levels.band(high) == levels.bounds.count)
          if let first = levels.bounds.first {
            #expect(levels.band(first.nextDown) == 0 && levels.band(first) == 1)
          }
        }
      }
    }
    #expect(ContourLevels([1, 1, .nan], scale: .linear, most: 7).bounds.isEmpty)
    let wide = ContourLevels((1...100).map { 1e-5 * Double($0 * $0) }, scale: .logarithmic, most: 7)
    #expect(wide.bounds.contains { abs($0 / 0.001 - 1) < 1e-9 })
  }

  @Test func theContourNamesItsWeightsItsRangesAndItsLosses() throws {
    let state = try state(article(seed: 7), keys: steps(20))
    let surface = try #require(state.report.race?.surface)
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
      let text = text(state, width, height)
      for words in ["→ W₀₀", "↑ W₁₀", "loss ", "× "] { #expect(text.contains(words), "\(words)\n\(text)") }
      for end in [
        surface.view.first.lowerBound, surface.view.first.upperBound, surface.view.second.lowerBound,
        surface.view.second.upperBound,
      ] {
        #expect(text.contains(NumberText.shortest(end, figures: 6)), "\(end)\n\(text)")
      }
    }
  }

  @Test func keysGoThroughThePairsAndAnyPairCanBeTyped() throws {
    var shown: [PlacePair?] = []
    for count in 0...5 {
      let keys = Array(repeating: "down", count: count).joined(separator: " ")
      shown.append(try state(article(seed: 7), keys: keys).report.race?.pair)
    }
    #expect(shown[0] == shown[4] || shown[0] == shown[5], "around the ends")
    #expect(Set(shown).count >= 4)
    #expect(try state(article(seed: 7), keys: "up down").report.race?.pair == shown[0])
    let typed = try state(article(seed: 7), keys: "enter W 1 1 _ W 0 1 enter")
    #expect(
      typed.report.race?.pair == PlacePair(.weight(row: 1, column: 1), .weight(row: 0, column: 1)))
    #expect(text(typed, 120, 40).contains("→ W₁₁") && text(typed, 120, 40).contains("↑ W₀₁"))
    let network = try state(
      preset("spiral"), keys: "enter 0 . b i a s [ 1 ] _ 2 . w e i g h t [ 3 ] [ 5 ] enter")
    #expect(network.report.race?.pair?.first.description == "0.bias[1]")
    #expect(network.report.race?.pair?.second.description == "2.weight[3][5]")
  }

  @Test(arguments: [
    ("x y", "there is no x; there are 0.weight"), ("0.bias[0]", "two weights are wanted"),
    ("0.bias[0] 0.bias[0]", "both are the same"), ("0.bias[99] 0.bias[0]", "the last of 0.bias is 0.bias[7]"),
    ("0.weight[0] 0.bias[0]", "the last of 0.weight is 0.weight[7][1]"), ("", "two weights are wanted"),
    ("0.weight[0][a] 0.bias[0]", "there is no 0.weight[0][a]"),
  ])
  func whatIsNoPairIsSaidInOneLine(typed: String, problem: String) throws {
    var state = try state(preset("spiral"))
    _ = update(&state, .beginPair)
    for scalar in typed.unicodeScalars { _ = update(&state, .edit(.insert(scalar))) }
    #expect(update(&state, .edit(.commit)).isEmpty)
    #expect(state.editing?.problem?.contains(problem) == true, "\(state.editing?.problem ?? "nothing")")
    #expect(text(state, 120, 40).contains(problem))
    _ = update(&state, .edit(.delete))
    #expect(state.editing?.problem == nil)
    _ = update(&state, .edit(.cancel))
    #expect(state.editing == nil && state.race.pair == nil)
  }

  @Test func theHeaderSaysWhichRunIsMeant() throws {
    let run = InlineRun(article(seed: 3))
    run.takeSteps(until: 452)
    run.send(.toggleRunning)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    run.perform(.showScene(Self.scene), on: &state)
    run.perform(.run(.step), on: &state)
    for width in [80, 120] {
      let lines = text(state, width, 24).split(separator: "\n")
      #expect(lines[0].contains("‖ race") && lines[0].contains("step 1 "), "\(lines[0])")
      #expect(lines[1].contains("race from step 452"), "\(lines[1])")
      #expect(lines[1].contains("the run") && lines[1].contains("goes on when left"), "\(lines[1])")
    }
    run.perform(.showScene(0), on: &state)
    #expect(text(state, 80, 24).contains("▶ running"))
  }

  @Test func aNarrowScreenHasTheContourOnItsSecondPage() throws {
    let first = try state(article(seed: 7), keys: "s s", screen: (60, 20))
    #expect(first.report.race?.surface == nil)
    let second = try state(article(seed: 7), keys: "s s pagedown", screen: (60, 20))
    #expect(text(second, 60, 20).contains("loss over two weights") && second.report.race?.surface != nil)
  }

  @Test func aNetworkOfOneWeightHasNoPair() throws {
    var state = try state(article(seed: 1, input: [0.5], target: [0.25]), keys: "s s")
    #expect(text(state, 120, 40).contains("there is no pair"))
    _ = update(&state, .beginPair)
    #expect(state.editing == nil && state.message != nil)
  }
}
