import Engine
import Testing

@testable import Viz

/// The row that is followed.
@Suite struct RowPanelTests {
  private func lines(_ run: RenderedRun, _ width: Int, _ height: Int) -> [String] {
    Canvas.lines(width: width, height: height, look: run.state.look) {
      RowPanel(state: run.state).draw(in: $0, &$1)
    }
  }

  @Test func theTitleNamesTheRowAndItsPlaceInTheBatch() throws {
    for keys in ["n", "n n n", "N"] {
      let run = try RenderedRun("--preset penguins --seed 3 --scene flow --steps 4", keys: keys)
      let row = try #require(run.state.snapshot.row)
      guard case .training(let number) = row.choice else {
        Issue.record("\(row.choice)")
        return
      }
      let batch = run.trainer.sampling.batch.map(Int.init)
      let place = try #require(batch.firstIndex(of: number))
      let title = lines(run, 70, 10)[0]
      #expect(title.contains(" row \(number) · sample \(place) of the batch "), "\(title)")
      #expect(run.configuration.data.training.example(number).features == row.stages[0].data.elements)
    }
  }

  @Test func aRowOutsideOfTheBatchHasNoPlaceInIt() throws {
    let run = try RenderedRun("--preset penguins --seed 3 --scene flow")
    try #require(!run.trainer.sampling.batch.contains(0))
    #expect(lines(run, 70, 10)[0].contains(" row 0 ") && !lines(run, 70, 10)[0].contains("sample"))
  }

  @Test func featuresStandWithTheirNamesAndNumbers() throws {
    let run = try RenderedRun("--preset penguins --seed 3 --scene flow")
    let drawn = lines(run, 60, 14)
    let data = run.configuration.data.training
    // The same rows as they stand in the data.
    let set = run.configuration.data
    let plain = try TrainingData(set.origin, seed: set.seed, trainingFraction: set.trainingFraction).training
    for (index, name) in data.featureNames.enumerated() {
      let number = NumberText.shortest(Double(plain.example(0).features[index]), figures: 6)
      let scaled = NumberText.compact(Double(data.example(0).features[index]), width: 8, signed: true)
      #expect(drawn.contains { $0.contains("\(name)  \(number) → \(scaled) ") }, "\(name) in \(drawn)")
    }
    // Where rows are few, they stand side by side; where columns are few as well, it is said how many are left out.
    let beside = lines(run, 64, 6)
    for name in data.featureNames { #expect(beside.contains { $0.contains(name) }, "\(name) in \(beside)") }
    let few = lines(run, 36, 6)
    let shown = data.featureNames.filter { name in few.contains { $0.contains(name) } }.count
    #expect(few.contains { $0.contains("… \(4 - shown) more features") }, "\(few)")
  }

  @Test func everyClassHasItsBarWhereTheRowsAreJustEnough() throws {
    let run = try RenderedRun("--preset penguins --seed 3 --scene flow")
    let names = try #require(run.configuration.data.training.classNames)
    let drawn = lines(run, 33, names.count + 2)
    for name in names {
      #expect(drawn.contains { $0.contains(name) && $0.contains("%") }, "\(name) in \(drawn)")
    }
  }

  @Test func aPictureStandsBesideTheScores() throws {
    let run = try RenderedRun("--preset digits --seed 3 --scene flow --ascii --color none")
    let drawn = lines(run, 60, 12)
    let pixels = run.configuration.data.training.example(0).features
    let limit = RoundNumbers.niceCeiling(pixels.reduce(0.0) { max($0, Double($1)) })
    let expected = (0..<8).map { row in
      String(
        String.UnicodeScalarView(
          (0..<8).map { ShadeGlyph.of(Double(pixels[row * 8 + $0]), limit: limit, run.state.look) }))
    }
    // One pixel is one cell or more: in ASCII of the same height, twice as wide.
    for row in 0..<8 {
      let wide = expected[row].flatMap { [$0, $0] }
      #expect(
        drawn.contains { $0.contains(String(wide)) || $0.contains(expected[row]) },
        "\(expected[row]) in \(drawn)")
    }
    for digit in 0..<10 { #expect(drawn.contains { $0.contains("\(digit) ") && $0.contains("%") }) }
  }

  @Test func ofValuesEachOutputStandsOnItsLineWithItsGoal() throws {
    let run = try RenderedRun("--preset plane --seed 3 --steps 40 --scene flow")
    let row = try #require(run.state.snapshot.row)
    let drawn = lines(run, 60, 10)
    let (value, goal) = (row.prediction[0], try #require(row.target?[0]))
    #expect(drawn.contains { $0.contains("p₀") && $0.contains(NumberText.compact(Double(value), width: 8)) })
    #expect(drawn.contains { $0.contains("y₀") && $0.contains(NumberText.compact(Double(goal), width: 8)) })
  }

  @Test func itIsDrawnWithinItsFrameAtAnySize() throws {
    for name in ["penguins", "digits", "text", "plane", "article"] {
      let run = try RenderedRun("--preset \(name) --seed 3 --scene flow")
      for width in 4...50 {
        for height in 2...12 {
          for line in lines(run, width, height).dropFirst().dropLast() {
            #expect(line.first == "│" && line.last == "│", "\(name) \(width)×\(height): \(line)")
          }
        }
      }
    }
  }
}
