import Engine
import Testing

@testable import Viz

/// Axes: their numbers stand clear of one another, and each at the height of its value.
@Suite struct AxisTests {
  /// Histories from the smallest float to the largest: constant, falling, with zeros, in one jump.
  private static let ranges: [[Float]] =
    [-45, -40, -30, -12, -7, -3, -1, 0, 1, 3, 8, 20, 38].flatMap { exponent -> [[Float]] in
      [1, 1.5, 2.4, 3.3].map { figure in
        let largest = Float(figure * Double(sign: .plus, exponent: 1, significand: 0.5) * pow10(exponent))
        return [largest]
      }
        + [1e-1, 1e-2, 1e-4, 1e-9, 1e-30].map { ratio in
          let largest = Float(2.5 * pow10(exponent))
          return [largest, largest * Float(ratio), largest / 2]
        }
    } + [
      [0], [0, 0, 0], [1, 0], [0.25, 0.25, 0.25], [3e38, .leastNonzeroMagnitude], [0.1, 0],
      [Float(1e-44 as Double), 0], [0.11193, 0.0042],
    ]

  private static func pow10(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }

  private static func history(_ losses: [Float]) -> LossHistory {
    var history = LossHistory()
    for loss in losses where loss.isFinite { history.append(loss) }
    return history
  }

  @Test(arguments: [PlotScale.logarithmic, .linear])
  func everyTickStandsAtTheHeightOfItsValueAndClearOfTheOthers(scale: PlotScale) {
    for losses in Self.ranges {
      let history = Self.history(losses)
      guard let extent = history.extent(of: 0..<history.count), let range = Self.range(losses) else {
        continue
      }
      let axis = VerticalAxis(range, scale: scale)
      for rows in 2...50 {
        let place = "\(losses) in \(rows) rows"
        let ticks = axis.ticks(rows: rows)
        #expect(ticks.count >= 2 || extent.upperBound == 0, "\(place): \(ticks)")
        #expect(Set(ticks.map(\.row)).count == ticks.count, "two labels in one row, \(place): \(ticks)")
        #expect(
          Set(ticks.map(\.label)).count == ticks.count, "two heights are called the same, \(place): \(ticks)")
        for tick in ticks {
          #expect(tick.dot == axis.dot(of: tick.value, height: rows * 4), "\(place): \(tick)")
          #expect((0..<rows).contains(tick.row), "\(place): \(tick)")
          #expect(
            Self.number(tick.label) == nil
              || abs((Self.number(tick.label) ?? 0) - tick.value) <= tick.value * 1e-6)
        }
        // What is larger never lies lower, and nothing lies beyond the ends.
        let heights = ticks.sorted { $0.value < $1.value }.map(\.dot)
        #expect(heights == heights.sorted(by: >), "\(place): \(ticks)")
        for loss in losses {
          #expect((0..<rows * 4).contains(axis.dot(of: Double(loss), height: rows * 4)), "\(place): \(loss)")
        }
        if extent.lowerBound == 0 {
          #expect(axis.dot(of: 0, height: rows * 4) == rows * 4 - 1, "0 is not at the bottom, \(place)")
          #expect(
            ticks.contains { $0.label == "0" && $0.row == rows - 1 }, "0 has no label, \(place): \(ticks)")
        }
      }
    }
  }

  /// A label that is a plain number.
  private static func number(_ label: String) -> Double? {
    Double(String(label.map { $0 == "−" ? "-" : $0 }))
  }

  private static func range(_ losses: [Float]) -> LossRange? {
    LossRange(history(losses), 0..<losses.count)
  }

  @Test func aLossOfZeroHasARowOfItsOwnOnALogarithmicAxis() throws {
    let axis = VerticalAxis(try #require(Self.range([0.5, 0.01, 0])), scale: .logarithmic)
    for rows in 2...20 {
      let lowest = axis.dot(of: 0.01, height: rows * 4)
      #expect(lowest / 4 < axis.dot(of: 0, height: rows * 4) / 4)
      #expect(axis.ticks(rows: rows).contains { $0.label == "0" })
    }
  }

  @Test func theLinearAxisBeginsAtZeroExactly() throws {
    let axis = VerticalAxis(try #require(Self.range([0.1119, 0])), scale: .linear)
    let tick = axis.ticks(rows: 10).first { $0.label == "0" }
    #expect(tick?.dot == 39 && axis.dot(of: 0, height: 40) == 39 && axis.dot(of: 0.2, height: 40) == 0)
  }

  /// A plot of some losses; `marks` after the middle one.
  private static func plot(_ losses: [Float], _ scale: PlotScale, cursor: Int? = nil, marks: Int = 0)
    -> LossPlot
  {
    var history = history(losses)
    for mark in 0..<marks {
      let step = history.count * mark / marks
      history.mark(Timed(step: step, .set("lr", Double(mark + 1) / 1000)))
    }
    return LossPlot(
      lines: [PlotLine(history: history, color: Theme.sgd)], marks: history.marks, cursor: cursor,
      scale: scale,
      look: Look())
  }

  /// The losses of a run of `steps` between two numbers.
  private static func run(_ steps: Int, from first: Double, to last: Double) -> [Float] {
    (0...steps).map { Float(first + (last - first) * Double($0) / Double(max(1, steps))) }
  }

  @Test(arguments: [PlotScale.logarithmic, .linear])
  func noTwoLabelsTouchInAnyPlot(scale: PlotScale) {
    let runs = [
      Self.run(0, from: 1, to: 1), Self.run(7, from: 0.3, to: 0.01), Self.run(99, from: 0.2, to: 0),
      Self.run(1234, from: 0.1119, to: 0.0009), Self.run(5000, from: 1.5e-6, to: 1.2e-6),
      Self.run(123_456, from: 3e20, to: 1e-20),
    ]
    for losses in runs {
      for (width, height) in [20, 25, 31, 38, 47, 60, 77, 101, 190].flatMap({ w in (3...24).map { (w, $0) } })
      {
        for cursor in [nil, losses.count / 3] {
          var canvas = Canvas(width: width, height: height)
          let plot = Self.plot(losses, scale, cursor: cursor)
          plot.draw(in: canvas.bounds, &canvas)
          let labels = canvas.labels(row: height - 1)
          #expect(labels.first?.hasPrefix("step") == true, "\(width)×\(height): \(labels)")
          let steps = labels.joined(separator: "  ").dropFirst(4).split(separator: "  ").map {
            Int($0.filter { $0.isNumber })
          }
          // Each is a step, and they rise: figures of two labels in one would not.
          let known = steps.compactMap(\.self)
          #expect(known == known.sorted() && Set(known).count == known.count, "\(width)×\(height): \(labels)")
          let last = RoundNumbers.stepCeiling(max(1, losses.count - 1))
          #expect(known.allSatisfy { $0 <= last }, "\(width)×\(height): \(labels)")
          #expect(cursor != nil || known.last == last || width < 31, "\(width)×\(height): \(labels)")
        }
      }
    }
  }

  @Test func theLabelsBesideAPlotAreThoseOfItsTicksAndNothingElse() throws {
    for losses in Self.ranges {
      for scale in [PlotScale.logarithmic, .linear] {
        for (width, height) in [(24, 6), (40, 12), (80, 20)] {
          var canvas = Canvas(width: width, height: height)
          Self.plot(losses, scale).draw(in: canvas.bounds, &canvas)
          let axis = VerticalAxis(try #require(Self.range(losses)), scale: scale)
          let ticks = axis.ticks(rows: height - 1)
          let labelWidth = max(6, (ticks.map(\.label.count).max() ?? 0) + 1)
          for row in 0..<height - 1 {
            let text = (0..<labelWidth - 1).compactMap { canvas[$0, row].scalar.map(Character.init) }
            let label = String(text).split(separator: " ").joined(separator: " ")
            #expect(
              label == ticks.first { $0.row == row }?.label ?? "", "\(losses), \(width)×\(height), row \(row)"
            )
          }
        }
      }
    }
  }

  @Test func marksNeverStandOverOneAnother() {
    for (width, height) in [(30, 8), (60, 20), (100, 30)] {
      for marks in [1, 3, 12, 40] {
        var canvas = Canvas(width: width, height: height)
        Self.plot(Self.run(200, from: 1, to: 0.1), .linear, marks: marks).draw(in: canvas.bounds, &canvas)
        for row in 0..<height - 1 {
          let text = canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)[row]
          for part in text.components(separatedBy: "lr ").dropFirst() {
            let figures = part.prefix { $0.isNumber || $0 == "." }
            let isWhole = (Double(figures) ?? 0) > 0 && (Double(figures) ?? 9) <= 0.04
            #expect(isWhole, "\(marks) marks on \(width)×\(height): \(text)")
          }
        }
      }
    }
  }

  @Test func aSmallPlotIsDrawnCellByCell() {
    let lines = Canvas.lines(width: 24, height: 5) {
      Self.plot([0.5, 0.4, 0.3, 0.2, 0.1, 0, 0, 0, 0, 0, 0], .linear).draw(in: $0, &$1)
    }
    #expect(
      lines == [
        "  0.5 ⠑⢄⡀⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁", "        ⠈⠢⡀", "          ⠈⠒⢄", "    0 ⡀⡀⡀⡀⡀⡀⡀⠑⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀",
        " step 0        5      10",
      ])
  }

  @Test func labelsThatWouldTouchGiveWay() {
    let lines = Canvas.lines(width: 20, height: 1) {
      var labels = TickLabels(clearOf: [19])
      labels.draw(
        [(0, "0"), (10, "1 000"), (12, "no"), (19, "edge"), (16, "2")].map {
          TickLabels.Label(text: $1, column: $0)
        },
        in: $0, &$1)
    }
    #expect(lines == ["0       1 000   2"])
  }

  @Test func theEndsOfACurveNeverReadAlike() {
    for (low, high) in [(0.25, 0.2500001), (1e6, 1e6 + 1), (-1e-9, 1e-9), (0, 1), (-5, 10), (3e38, 3.1e38)] {
      let ends = CurvePlot.endLabels(low, high)
      #expect(ends.low != ends.high && ends.low.count <= 7 && ends.high.count <= 7, "\(ends)")
    }
    #expect(CurvePlot.endLabels(0.25, 0.2500001) == ("0.2500", "+1.0e−7"))
    for width in 16...90 {
      for point in [-1.0, -0.97, 0.1, 3.99] {
        var canvas = Canvas(width: width, height: 6)
        let area = canvas.bounds
        var plot = CurvePlot(
          horizontal: CurvePlot.Axis(name: "", range: -1...4),
          vertical: CurvePlot.Axis(name: "L", range: 0...16), value: { $0 * $0 }, look: Look())
        plot.point = point
        plot.slope = 2 * point
        plot.draw(in: area, &canvas)
        let labels = canvas.labels(row: 5)
        #expect(
          labels.allSatisfy {
            ["−1.0000", "4.0000", NumberText.compact(point, width: 8, signed: true)].contains($0)
          })
        // The point's own number has the right of way.
        #expect(labels.contains(NumberText.compact(point, width: 8, signed: true)))
      }
    }
  }
}
