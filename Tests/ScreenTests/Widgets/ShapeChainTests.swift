import Testing

@testable import Viz

/// Shapes in a row with what leads from each to the next.
@Suite struct ShapeChainTests {
  private static let text = [
    ShapeChain.Stage(name: "", shape: [20, 6], axes: ["sample", "text"]),
    ShapeChain.Stage(name: "Embedding(28, 20)", shape: [20, 6, 20], axes: ["sample", "text", "vector"]),
    ShapeChain.Stage(name: "Transpose(1, 2)", shape: [20, 20, 6], axes: ["sample", "vector", "text"]),
    ShapeChain.Stage(name: "AvgPool1d(6)", shape: [20, 20, 1], axes: ["sample", "vector", "text"]),
    ShapeChain.Stage(name: "Linear(20, 1)", shape: [20, 1], axes: ["sample", "unit"]),
    ShapeChain.Stage(name: "Sigmoid()", shape: [], axes: []),
  ]

  private func lines(
    _ stages: [ShapeChain.Stage], _ width: Int, _ height: Int = 2, isBackward: Bool = false,
    chosen: Int? = nil, look: Look = Look()
  ) -> [String] {
    Canvas.lines(width: width, height: height, look: look) {
      ShapeChain(stages: stages, isBackward: isBackward, isFramed: height >= 4, chosen: chosen).draw(
        in: $0, &$1)
    }
  }

  @Test func arrowsLeadForwardOrBack() {
    let two = [
      ShapeChain.Stage(name: "", shape: [3, 4], axes: ["a", "b"]),
      ShapeChain.Stage(name: "Sum()", shape: [3], axes: ["a"]),
    ]
    #expect(lines(two, 18) == [" 3×4 ─ Sum() ─▶ 3", " a·b            a"])
    #expect(lines(two, 18, isBackward: true) == [" 3×4 ◀─ Sum() ─ 3", " a·b            a"])
    #expect(
      lines(two, 18, look: Look(glyphs: .ascii, depth: .none)) == [
        " 3x4 - Sum() -> 3", " a,b            a",
      ])
  }

  @Test func whereAllHasRoomEveryShapeStandsInItsOrderWithItsAxes() {
    let drawn = lines(Self.text, 200, 4).map { $0.replacing(/[│╭╮╰╯]/, with: " ") }
    var rest = Substring(drawn[1])
    for part in [
      "20 × 6 ", "Embedding(28, 20)", "20 × 6 × 20", "Transpose(1, 2)", "20 × 20 × 6", "AvgPool1d(6)",
      "20 × 20 × 1", "Linear(20, 1)", "20 × 1", "Sigmoid()", "scalar",
    ] {
      guard let range = rest.firstRange(of: part) else {
        Issue.record("no \(part) in its place: \(drawn[1])")
        break
      }
      rest = rest[range.upperBound...]
    }
    #expect(!drawn[1].contains("…"))
    // Each name begins under its shape.
    for (shape, axes) in [("20 × 6 × 20", "sample·text·vector"), ("20 × 20 × 1", "sample·vector·text")] {
      let place = drawn[1].firstRange(of: shape).map { drawn[1][..<$0.lowerBound].count }
      #expect(place.map { String(drawn[2].dropFirst($0)).hasPrefix(axes) } == true, "\(drawn)")
    }
  }

  @Test func onANarrowScreenTheChosenShapeIsSeenAndWhatIsLeftOutIsSaid() {
    for look in [Look(), Look(glyphs: .ascii, depth: .none)] {
      let (mark, times) = look.glyphs == .unicode ? ("…", "×") : ("...", "x")
      for width in 24...110 {
        for chosen in Self.text.indices {
          let line = lines(Self.text, width, chosen: chosen, look: look)[0]
          let shape = Self.text[chosen].shape.map { "\($0)" }.joined(separator: times)
          #expect(line.contains(shape.isEmpty ? "scalar" : shape), "\(width), \(chosen): \(line)")
          let isWhole = Self.text.allSatisfy { stage in
            let shape = stage.shape.map { "\($0)" }.joined(separator: times)
            return line.contains(shape.isEmpty ? "scalar" : shape)
          }
          if !isWhole { #expect(line.contains(mark), "\(width), \(chosen): \(line)") }
        }
      }
    }
  }

  @Test func axesNeverRunIntoOneAnother() {
    let names = Set(Self.text.map { $0.axes.joined(separator: "·") })
      .union(Self.text.map { $0.axes.map { String($0.prefix(4)) }.joined(separator: "·") })
    for width in 20...160 {
      for chosen in [0, 2, 5] {
        let line = lines(Self.text, width, chosen: chosen)[1]
        for word in line.split(separator: " ") {
          #expect(names.contains(String(word)), "\(width): \(line)")
        }
      }
    }
  }

  @Test func fewOrNoShapesAreDrawnAtAnySize() {
    for stages in [[], Array(Self.text.prefix(1)), Self.text] {
      for (width, height) in [(0, 0), (1, 1), (3, 2), (10, 4), (40, 2)] {
        #expect(lines(stages, width, height).count == height)
      }
    }
    #expect(lines(Array(Self.text.prefix(1)), 30) == [" 20×6", " sample·text"])
  }
}
