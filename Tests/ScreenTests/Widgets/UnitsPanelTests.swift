import Engine
import Testing

@testable import Viz

/// Units side by side, with what they answer to.
@Suite struct UnitsPanelTests {
  private func canvas(_ run: RenderedRun, _ width: Int, _ height: Int) throws -> Canvas {
    var canvas = Canvas(width: width, height: height, look: run.state.look)
    let view = try #require(run.state.snapshot.units)
    UnitsPanel(state: run.state, view: view).draw(in: canvas.bounds, &canvas)
    return canvas
  }

  @Test func theTitleTellsTheSizesAndEachLayerWhatItIs() throws {
    let run = try RenderedRun("--preset spiral --seed 3 --steps 20 --scene network")
    let text = try canvas(run, 74, 26).plainText
    #expect(text.contains(" network ") && text.contains(" 2 → 8 → 8 → 1 "))
    let last = text.split(separator: "\n").last { !$0.contains("╰") } ?? ""
    let titles = last.split(whereSeparator: { " │".contains($0) }).map(String.init)
    #expect(titles == ["inputs", "tanh", "tanh", "prediction"], "\(text)")
    #expect(text.contains("x1") && text.contains("x2"))
  }

  @Test func ofALargeLayerTheTitleSaysHowManyAreShown() throws {
    let run = try RenderedRun(
      "--data circle --loss mse --model Linear(2,40),ReLU,Linear(40,1) --seed 3 --scene network --screen 80x24"
    )
    let view = try #require(run.state.snapshot.units)
    let shown = view.layers[1].shown.count
    #expect(shown < 40)
    let text = try canvas(run, 60, 17).plainText
    #expect(text.contains("relu \(shown) of 40"), "\(text)")
    // An output without an activation is still what is predicted.
    #expect(text.contains("prediction"))
  }

  @Test func theChosenUnitIsBracketedAndNoOther() throws {
    for (keys, place) in [("", (1, 0)), ("down down", (1, 2)), ("right down", (2, 1)), ("left down", (0, 1))]
    {
      for options in ["", " --ascii --color none"] {
        let run = try RenderedRun(
          "--preset circle --seed 3 --scene network --screen 120x40" + options, keys: keys)
        #expect(run.state.unit == UnitPlace(layer: place.0, unit: place.1))
        let canvas = try canvas(run, 74, 26)
        let (left, right) = options.isEmpty ? ("▐", "▌") : ("[", "]")
        let rows = canvas.plainText.split(separator: "\n").enumerated().filter {
          $0.element.contains(left) && $0.element.contains(right)
        }.map(\.offset)
        #expect(!rows.isEmpty && rows.count <= 5, "\(keys)\(options)\n\(canvas.plainText)")
        #expect(rows.last.map { $0 - (rows.first ?? 0) == rows.count - 1 } == true, "one unit alone")
      }
    }
  }

  @Test func aTileHasTheColoursOfItsUnitsAnswers() throws {
    let run = try RenderedRun("--preset circle --seed 3 --steps 30 --scene network --screen 120x40")
    let view = try #require(run.state.snapshot.units)
    let canvas = try canvas(run, 74, 26)
    // The first input answers with itself: negative at the left, positive at the right.
    let limit = RoundNumbers.niceCeiling(
      view.layers[0].responses.joined().reduce(0.0) { max($0, Double(abs($1))) })
    let tile = try #require(view.layers[0].responses.first)
    let colors = Set(tile.map { ColorMap.diverging.color(Double($0), limit: limit) })
    let firstRow = (0..<canvas.height).first { y in
      (0..<12).contains { canvas[$0, y].background.role == .negative }
    }
    let row = try #require(firstRow)
    let drawn = (2..<16).map { canvas[$0, row] }.filter {
      [.negative, .positive].contains($0.background.role)
    }
    #expect(drawn.first?.background.role == .negative && drawn.last?.background.role == .positive)
    #expect(drawn.allSatisfy { colors.contains($0.background) })
  }

  @Test func withoutColourANegativeWeightHasGaps() throws {
    // A single weight, once positive and once negative, of the same size.
    let dots = try ["0.5", "-0.5"].map { weight in
      let keys = "2 1 4 enter " + weight.map(String.init).joined(separator: " ") + " enter 2"
      let run = try RenderedRun(
        "--data circle --loss mse --model Linear(2,1,bias=False) --seed 3 --screen 120x40 --color none",
        keys: keys)
      let view = try #require(run.state.snapshot.units)
      #expect(view.edges.contains { Double($0.weight) == Double(weight) }, "\(view.edges)")
      return try canvas(run, 74, 26).plainText.unicodeScalars.filter { (0x2801...0x28ff).contains($0.value) }
        .reduce(0) { $0 + ($1.value - 0x2800).nonzeroBitCount }
    }
    #expect(dots[1] < dots[0] && dots[1] > 0, "\(dots)")
  }

  @Test func numbersBeyondAllMeasureAreDrawn() throws {
    for number in ["1e38", "-1e38", "0"] {
      let keys = "4 enter " + number.map(String.init).joined(separator: " ") + " enter 2"
      let run = try RenderedRun("--preset circle --seed 3 --screen 120x40", keys: keys)
      for (width, height) in [(0, 0), (4, 3), (12, 5), (30, 12), (74, 26)] {
        let canvas = try canvas(run, width, height)
        #expect(canvas.falseNumbers.isEmpty)
      }
      #expect(
        FrameCheck(Frame.draw(run.state, width: 120, height: 40), width: 120, height: 40).problem == nil)
    }
  }

  @Test func theUnitThatIsToldIsOneThatThereIs() throws {
    // The last of eight units, and then one fewer.
    let down = Array(repeating: "down", count: 7).joined(separator: " ")
    for keys in [
      "\(down) u", "\(down) h h", "right \(down) h h", "right right right h h", "\(down) d d d d d",
    ] {
      let run = try RenderedRun("--preset spiral --seed 3 --scene network --screen 120x40", keys: keys)
      let view = try #require(run.state.snapshot.units)
      let unit = run.state.unit
      #expect(
        view.layers.indices.contains(unit.layer) && unit.unit < view.layers[unit.layer].count,
        "\(keys): \(unit) of \(view.layers.map(\.count))")
      #expect(!run.text(120, 40).contains("no weights lead here"), "\(keys)")
    }
  }
}
