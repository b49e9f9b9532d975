import Engine
import TestRuns
import Testing

@testable import Viz

/// Tensors of every rank as heat maps.
@Suite struct HeatMapTests {
  private static let shapes: [[Int]] = [
    [], [1], [7], [300], [0], [1, 1], [3, 4], [40, 2], [2, 300], [0, 5], [5, 0], [2, 3, 4], [1, 1, 1],
    [6, 28, 28],
    [2, 3, 2, 2], [16, 8, 5, 5], [64, 32, 3, 3], [8, 4, 1, 1], [2, 2, 2, 2, 2], [1, 0, 2, 2],
  ]

  private static func tensor(_ shape: [Int]) -> Tensor {
    let count = shape.reduce(1, *)
    return Tensor((0..<count).map { Float($0) - Float(count) / 3 }, shape: shape)
  }

  private static let looks = [
    Look(), Look(glyphs: .unicode, depth: .none), Look(glyphs: .ascii, depth: .none),
    Look(glyphs: .ascii, depth: .ansi16),
  ]

  @Test(arguments: shapes)
  func aTensorOfAnyRankIsDrawnAtAnySize(shape: [Int]) {
    let tensor = Self.tensor(shape)
    for look in Self.looks {
      for colors in [ColorMap.diverging, .sequential] {
        for (width, height) in [(1, 1), (3, 2), (8, 1), (20, 6), (34, 11), (60, 3), (120, 40)] {
          var canvas = Canvas(width: width, height: height, look: look)
          HeatMap(matrix: tensor, colors: colors, look: look).draw(in: canvas.bounds, &canvas)
          let isSeen = canvas.cells.contains { $0.scalar != " " || $0.background != Theme.background }
          #expect(isSeen, "\(shape) at \(width)×\(height) leaves nothing to see")
        }
      }
    }
  }

  @Test(arguments: shapes)
  func everyElementHasOnePlaceOnTheSheet(shape: [Int]) {
    let tensor = Self.tensor(shape)
    for hasGaps in [false, true] {
      let sheet = TensorSheet(tensor, hasGaps: hasGaps)
      guard tensor.count > 0 else { continue }
      var seen: [Double] = []
      for row in 0..<sheet.rows {
        for column in 0..<sheet.columns {
          if let value = sheet[row, column] { seen.append(value) }
        }
      }
      #expect(seen.sorted() == tensor.elements.map(Double.init))
      if !hasGaps { #expect(sheet.rows == TensorSheet.rows(of: shape)) }
    }
  }

  @Test func aBiasIsARowAndAKernelASheetOfTiles() {
    let bias = Canvas.lines(width: 20, height: 1) {
      HeatMap(matrix: Tensor([1, -2, 0.5], shape: [3]), look: Look()).draw(in: $0, &$1)
    }
    #expect(bias == [" +1.00 −2.00 +0.50"])
    let sheet = TensorSheet(Tensor((0..<16).map(Float.init), shape: [2, 2, 2, 2]), hasGaps: true)
    #expect(sheet.rows == 5 && sheet.columns == 5)
    #expect(sheet[0, 0] == 0 && sheet[0, 1] == 1 && sheet[1, 0] == 2)
    #expect(sheet[0, 2] == nil && sheet[2, 0] == nil)
    // The second tile stands to the right, the third below.
    #expect(sheet[0, 3] == 4 && sheet[3, 0] == 8 && sheet[4, 4] == 15)
  }

  @Test func whatAnOptimizerSaysCannotBeNegativeIsDrawnOnOneSideOfZero() throws {
    let run = InlineRun(article(seed: 1, optimizer: "adam amsgrad"))
    run.takeSteps(until: 30)
    let states = run.report.snapshot.parameters[0].state
    #expect(states.map(\.symbol) == ["m", "v", "v↑"] && states.map(\.isSigned) == [true, false, false])
    let state = AppState(run.report, pooling: try PoolingState(), look: Look())
    var canvas = Canvas(width: 40, height: 20)
    OptimizerPanel(state: state).draw(in: canvas.bounds, &canvas)
    let lines = canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)
    let largest = try #require(lines.firstIndex { $0.contains("│ v↑ ") })
    #expect(!lines[largest].contains("+") && lines.first { $0.contains("│ m ") }?.contains("+") == true)
    for value in states[2].value.elements {
      let color = ColorMap.sequential.color(
        Double(value), limit: HeatMap(matrix: states[2].value.blocks, look: Look()).limit)
      #expect(canvas.cells.contains { $0.background == color })
    }
  }
}
