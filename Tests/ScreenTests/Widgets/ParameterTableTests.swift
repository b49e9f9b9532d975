import Engine
import Testing

@testable import Viz

/// Every parameter in a line.
@Suite struct ParameterTableTests {
  private func lines(_ run: RenderedRun, _ width: Int, _ height: Int) -> [String] {
    Canvas.lines(width: width, height: height, look: run.state.look) {
      ParameterTable(state: run.state).draw(in: $0, &$1)
    }
  }

  private func norm(_ numbers: [Float]) -> Double {
    numbers.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  @Test func aLineHasNameShapeAndBothNormsOfItsParameter() throws {
    for name in ["spiral", "text", "digits", "penguins"] {
      let run = try RenderedRun("--preset \(name) --seed 3 --steps 15")
      let drawn = lines(run, 90, 12)
      let parameters = run.trainer.network.parameters
      let count = parameters.reduce(0) { $0 + $1.data.count }
      #expect(drawn[0].contains("\(parameters.count) parameters · \(NumberText.grouped(count)) numbers"))
      for (index, parameter) in parameters.enumerated() {
        let words = drawn[2 + index].split { " │▌".contains($0) }.map(String.init)
        let shape = parameter.shape.map { "\($0)" }.joined(separator: "×")
        #expect(words.starts(with: [parameter.name, shape]), "\(drawn)")
        let told = words[2...3].map { Double($0.replacing("−", with: "-")) ?? .nan }
        for (told, whole) in zip(told, [parameter.tensor, parameter.gradientTensor]) {
          let norm = norm(whole?.elements ?? [])
          #expect(abs(told - norm) <= 1e-4 + 0.06 * norm, "\(parameter.name): \(told), not \(norm)")
        }
      }
    }
  }

  @Test func onNarrowerScreensTheLastColumnsGiveWayAndNoNumberIsCut() throws {
    let run = try RenderedRun("--preset spiral --seed 3 --steps 15")
    let titles = ["parameter", "shape", "|W|", "|∂L/∂W|", "÷", "spread"]
    var before = titles.count
    for width in stride(from: 100, through: 24, by: -1) {
      let drawn = lines(run, width, 9)
      let seen = titles.prefix { drawn[1].contains($0) }.count
      #expect(seen <= before && seen >= 2, "\(width): \(drawn[1])")
      #expect(titles.dropFirst(seen).allSatisfy { !drawn[1].contains($0) || $0 == "spread" }, "\(drawn[1])")
      before = seen
      for line in drawn[2...7] {
        for word in line.split(whereSeparator: { " │▌".contains($0) }) where word.first?.isNumber == true {
          #expect(!word.hasSuffix(".") && !word.hasSuffix("e") && !word.hasSuffix("e−"), "\(width): \(line)")
        }
      }
    }
    #expect(before == 2)
  }

  @Test func ofManyParametersThePageWithTheChosenOneIsShown() throws {
    for keys in ["", "down down down", "down down down down down"] {
      let run = try RenderedRun("--preset spiral --seed 3 --screen 120x40", keys: keys)
      let chosen = run.state.chosenWeight.tensor
      let drawn = lines(run, 60, 6)
      #expect(drawn.contains { $0.contains("▌\(chosen) ") }, "\(drawn)")
      #expect(drawn[5].contains(/\d–\d of 6/), "\(drawn)")
    }
  }

  @Test func aNumberBeyondAllMeasureIsToldAndMovesByNoShare() throws {
    let run = try RenderedRun(
      "--preset circle --seed 3 --screen 120x40", keys: "4 enter 1 e 3 8 enter 1")
    var canvas = Canvas(width: 90, height: 12)
    ParameterTable(state: run.state).draw(in: canvas.bounds, &canvas)
    let line = try #require(canvas.plainText.split(separator: "\n").first { $0.contains("0.weight") })
    #expect(line.contains(" 1.0e38 ") && line.hasPrefix("│ ▌0.weight 4×2 "), "\(line)")
    #expect(line.contains("◀") && line.contains(#/ \d\.\de−\d\d /#), "it hardly moves: \(line)")
    #expect(canvas.falseNumbers.isEmpty)
    // Where the run has stopped, nothing is said of a next step.
    let stopped = try RenderedRun(
      "--data plane --loss mse --model Linear(2,1) --seed 3 --screen 120x40", keys: "4 enter 1 e 3 8 enter 1")
    #expect(stopped.state.snapshot.fault != nil && !lines(stopped, 90, 6).joined().contains("itself"))
  }

  @Test func theHistogramShowsWhereNumbersAreAndInASCIIToo() throws {
    for options in ["", " --ascii --color none"] {
      let run = try RenderedRun("--preset digits --seed 3 --steps 15" + options)
      let summary = run.state.snapshot.summaries[0]
      let drawn = lines(run, 90, 9)
      let title = try #require(drawn[1].firstRange(of: "spread"))
      let column = drawn[1][..<title.lowerBound].count
      let line = drawn[2]
      let bars = Array(line.dropFirst(column).prefix(12))
      #expect(bars.count == summary.histogram.count)
      let order = options.isEmpty ? Array(" ▁▂▃▄▅▆▇█") : Array(" .:|#")
      for (bar, count) in zip(bars, summary.histogram) {
        #expect((bar == " ") == (count == 0), "\(line): \(summary.histogram)")
      }
      let largest = summary.histogram.max() ?? 0
      for (bar, count) in zip(bars, summary.histogram) where count == largest {
        #expect(bar == order.last, "\(line): \(summary.histogram)")
      }
    }
  }

  @Test func itIsDrawnAtAnySize() throws {
    let run = try RenderedRun("--preset text --seed 3")
    for width in 0...40 {
      for height in 0...6 { #expect(lines(run, width, height).count == height) }
    }
  }
}
