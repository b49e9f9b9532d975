import Engine
import TestRuns
import Testing

@testable import Viz

/// Every sentence of the pooling scene against what the engine's pipeline does, over all small settings.
@Suite struct PoolingWordsTests {
  /// A pipeline and its settings in words.
  private struct Case {
    let pipeline: PoolingPipeline
    let name: String
  }

  /// All settings that PyTorch would take, over small shapes.
  private static let cases: [Case] = {
    var cases: [Case] = []
    for shape in [[1, 1, 1], [1, 4, 5], [3, 4, 5], [2, 1, 3], [2, 5, 1], [1, 7, 1], [2, 3, 4]] {
      var generator = Generator(seed: 3)
      let input = generator.uniformTensor(shape: shape)
      for kernel in 1...4 {
        for stride in 1...5 {
          for padding in 0...2 {
            for flags in 0..<24 {
              let squeeze = [PoolingPipeline.Squeeze.none, .all, .pooledAxis][flags / 8]
              guard
                let layer = try? AvgPool1d(
                  kernel: kernel, stride: stride, padding: padding, ceilMode: flags & 1 != 0,
                  countIncludePad: flags & 2 != 0),
                let pipeline = try? PoolingPipeline(
                  input, layer: layer, transposes: flags & 4 != 0, squeeze: squeeze)
              else { continue }
              let swap = flags & 4 != 0 ? "swapped" : "as it is"
              cases.append(
                Case(pipeline: pipeline, name: "\(layer) over \(shape) \(swap), squeeze \(squeeze)"))
            }
          }
        }
      }
    }
    return cases
  }()

  /// The number of a sentence such as "2 numbers are left".
  private func count(_ sentence: String) -> Int? {
    if sentence.contains("one number is left") { return 1 }
    return sentence.firstMatch(of: /(\d+) numbers are left/).flatMap { Int($0.1) }
  }

  @Test func thereAreCasesOfEveryKind() {
    #expect(Self.cases.count > 2000)
    #expect(
      Self.cases.contains { $0.pipeline.pooled.count == 1 }
        && Self.cases.contains { !$0.pipeline.droppedPlaces.isEmpty })
  }

  @Test func howManyNumbersAreLeftIsWhatThePipelineLeaves() {
    for test in Self.cases {
      let sentences = PoolingNotes.forward(test.pipeline)
      let told = sentences.compactMap(count)
      #expect(told == [test.pipeline.pooled.shape[2]], "\(test.name): \(sentences)")
      // For each place of the axis that stays before the pooled one.
      #expect(sentences.joined().contains("for each \(test.pipeline.transposes ? "vector" : "text") place"))
      #expect(sentences.joined().contains("transpose puts the text axis last") == test.pipeline.transposes)
    }
  }

  @Test func squeezingIsToldAsWhatItDid() throws {
    for test in Self.cases {
      let sentences = PoolingNotes.forward(test.pipeline).joined(separator: " ")
      let last = try #require(test.pipeline.stages.last)
      let didNothing = last.tensor.shape == test.pipeline.pooled.shape
      #expect(
        sentences.contains("Nothing to squeeze") == (test.pipeline.squeeze != .none && didNothing),
        "\(test.name)")
      if let names = sentences.firstMatch(of: /Squeezed away: ([a-z, ]+)\./)?.1.components(separatedBy: ", ")
      {
        // What is gone and what is left are all axes there were, and what is gone was 1 long.
        #expect(names.count + last.axes.count == 3 && Set(names).isDisjoint(with: last.axes), "\(test.name)")
        for name in names {
          let axis = try #require(test.pipeline.pooledAxes.firstIndex(of: name))
          #expect(test.pipeline.pooled.shape[axis] == 1)
        }
      } else {
        #expect(didNothing, "\(test.name)")
      }
    }
  }

  @Test func trapsAreToldOfWhereTheyAreSprungAndOnlyThere() {
    for test in Self.cases {
      let (pipeline, lines) = (test.pipeline, PoolingTraps.lines(test.pipeline))
      let text = lines.joined(separator: "\n")
      #expect(text.contains("Wrong axis") == !pipeline.transposes, "\(test.name)")
      // The places that no output's window holds, counted by walking over all of them.
      var read: Set<Int> = []
      for index in 0..<pipeline.outputCount { read.formUnion(pipeline.source(of: index).window.elements) }
      let dropped = (0..<pipeline.pooledInput.shape[2]).filter { !read.contains($0) }
      if let match = text.firstMatch(
        of: /Dropped: (\d+) of (\d+) places (?:is|are) in no window: ([a-z]+) (.*)/)
      {
        #expect(
          Int(match.1) == dropped.count && Int(match.2) == pipeline.pooledInput.shape[2],
          "\(test.name): \(text)")
        #expect(match.3 == pipeline.pooledAxes[2])
        let told = match.4.components(separatedBy: ", ").filter { $0 != "…" }.flatMap { run -> [Int] in
          let ends = run.components(separatedBy: "–").compactMap { Int($0) }
          return ends.count == 2 ? Array(ends[0]...ends[1]) : ends
        }
        #expect(
          match.4.hasSuffix("…") ? dropped.starts(with: told) : told == dropped, "\(test.name): \(text)")
      } else {
        #expect(dropped.isEmpty, "\(test.name)")
      }
      let last = pipeline.stages[pipeline.stages.count - 1]
      let lost = pipeline.pooledAxes.dropLast().filter { !last.axes.contains($0) }
      #expect(
        text.contains("gone: squeeze() took") == (pipeline.squeeze == .all && !lost.isEmpty),
        "\(test.name): \(text)")
      #expect(text.contains("Batch") == (pipeline.squeeze == .all && lost.contains("sample")))
    }
  }

  @Test func theLengthFormulaGivesWhatThereIs() throws {
    for test in Self.cases {
      let text = PoolingFormula.length(test.pipeline)
      let match = try #require(
        text.firstMatch(of: /L_out = [⌊⌈]\((\d+) \+ 2⋅(\d+) − (\d+)\)\/(\d+)[⌋⌉] \+ 1(?: − (\d+))? = (\d+)/))
      let numbers = [match.1, match.2, match.3, match.4].compactMap { Int($0) }
      let room = Double(numbers[0] + 2 * numbers[1] - numbers[2]) / Double(numbers[3])
      let quotient = room.rounded(test.pipeline.layer.ceilMode ? .up : .down)
      let result = Int(quotient) + 1 - (match.5.flatMap { Int($0) } ?? 0)
      #expect(result == test.pipeline.pooled.shape[2] && Int(match.6) == result, "\(test.name): \(text)")
      #expect(numbers[0] == test.pipeline.pooledInput.shape[2])
      let less = PoolingNotes.forward(test.pipeline).joined().contains("One window less")
      #expect(less == (match.5 != nil), "\(test.name)")
      if less {
        let start = test.pipeline.pooled.shape[2] * test.pipeline.layer.stride - test.pipeline.layer.padding
        #expect(
          start >= test.pipeline.pooledInput.shape[2],
          "the window left out does not begin behind the last element")
      }
    }
  }

  @Test func theMeanAsWrittenGivesTheResultAsWritten() throws {
    for test in Self.cases {
      for index in stride(from: 0, to: test.pipeline.outputCount, by: 3) {
        for decimals in 2...4 {
          let mean = PoolingFormula.mean(test.pipeline, test.pipeline.source(of: index), decimals: decimals)
          let places = mean.result.split(separator: ".").last?.count ?? 0
          #expect(places >= decimals)
          let terms = try mean.terms.map { try #require(Double($0)) }
          let written = terms.reduce(0, +) / Double(mean.divisor)
          let result = try #require(Double(mean.result))
          let unit = (0..<places).reduce(1.0) { power, _ in power / 10 }
          #expect(abs(written - result) <= unit * 0.5000001, "\(test.name): \(mean)")
          // Zeros of the padding are there as often as they count.
          #expect(terms.count <= test.pipeline.layer.kernel && terms.count <= mean.divisor)
          #expect(
            !test.pipeline.layer.countIncludePad || terms.count == mean.divisor, "\(test.name): \(mean)")
        }
      }
    }
  }

  @Test func whatFlowsBackIsToldAsTheEngineGivesIt() throws {
    for test in Self.cases {
      let sentences = PoolingNotes.backward(test.pipeline).joined(separator: " ")
      var windows: [Int: Int] = [:]
      for index in 0..<test.pipeline.pooled.shape[2] {
        for place in test.pipeline.source(of: index).window.elements { windows[place, default: 0] += 1 }
      }
      #expect(sentences.contains("Windows overlap") == windows.values.contains { $0 > 1 }, "\(test.name)")
      let count = test.pipeline.outputCount
      #expect(
        sentences.contains(
          count == 1 ? "S is the one output" : "S sums all \(NumberText.grouped(count)) outputs"))
    }
  }

  private func frame(_ keys: String, size: String = "120x40", _ more: String...) throws -> String {
    let options = ["--seed", "3", "--scene", "pooling", "--screen", size] + more
    return try RenderCommandLine.parse(options + (keys.isEmpty ? [] : ["--keys", keys])).rendered()
  }

  @Test func aGradientIsCalledOneAndFlowsBack() throws {
    for size in ["80x24", "120x40", "200x50"] {
      let values = try frame("", size: size)
      #expect(values.contains("─ input ") && values.contains("▶") && !values.contains("∂S"))
      let gradient = try frame("v", size: size)
      for title in ["∂S/∂input", "∂S/∂transposed", "∂S/∂pooled", "∂S/∂output", "S sums all 15 outputs"] {
        #expect(gradient.contains(title), "\(title) at \(size)")
      }
      #expect(
        gradient.contains("◀─") && !gradient.contains("─▶") && !gradient.contains("─ input "), "\(gradient)")
    }
  }

  @Test func indicesCountFromZeroAndHaveNames() throws {
    let first = try frame("")
    #expect(
      first.contains("window 0 of 0–14") && first.contains("pooled[0][0][0]: sample 0, vector 0, text 0"))
    let last = try frame("left")
    #expect(
      last.contains("window 14 of 0–14") && last.contains("pooled[2][4][0]: sample 2, vector 4, text 0"))
    // Each sample's number stands above it, or beside it.
    for sample in 0...2 { #expect(first.components(separatedBy: "sample \(sample)").count > 4) }
    #expect(!first.contains("sample 3"))
    let edges = try frame("", size: "80x24").split(separator: "\n").map { $0.prefix(1) }
    for sample in ["0", "1", "2"] { #expect(edges.filter { $0 == sample }.count == 1) }
    #expect(!edges.contains("3"))
  }

  @Test func theFormulaHasAtLeastTheDecimalsOfTheCells() throws {
    for (size, decimals) in [("80x24", 2), ("120x40", 3), ("200x50", 4)] {
      let text = try frame("right right", size: size)
      let formula = try #require(text.firstMatch(of: /\(([0-9. +]+)\) \/ 4 = ([0-9.]+)/))
      #expect((formula.2.split(separator: ".").last?.count ?? 0) >= decimals, "\(size): \(formula.0)")
      // The result is in the cells as it is in the formula, without the zero before the point where they are narrow.
      let figures = formula.2.dropFirst().prefix(decimals + 1)
      #expect(text.components(separatedBy: figures).count > 2, "\(size): \(figures) in\n\(text)")
    }
  }

  @Test func aPartInViewIsNamedByItsAxes() throws {
    var settings = PoolingState.Settings()
    settings.shape = [64, 64, 64]
    settings.kernel = 3
    settings.padding = 1
    var pooling = try PoolingState(settings)
    pooling.moveWindow(by: -1)
    var state = AppState(InlineRun(article(seed: 3)).report, pooling: pooling, look: Look())
    state.scene = SceneList.place(of: "pooling")!
    let text = Frame.draw(state, width: 200, height: 50).plainText
    // Padding has no index: the last column in view is the axis's last element.
    let matches = text.matches(of: /(sample|vector|text) (\d+)(?::(\d+))?/)
    #expect(matches.contains { $0.1 == "sample" } && matches.contains { $0.1 == "vector" })
    for match in matches where match.3 != nil {
      #expect((Int(match.3 ?? "") ?? 99) <= 64 && (Int(match.2) ?? 99) < 64, "\(match.0)")
    }
  }
}
