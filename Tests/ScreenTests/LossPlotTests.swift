import Engine
import Testing

@testable import Viz

/// Plots of losses on a few cells: axes, lines, marks, whichever steps are in view.
@Suite struct LossPlotTests {
  private static func history(_ losses: [Float]) -> LossHistory {
    var history = LossHistory()
    for loss in losses { history.append(loss) }
    return history
  }

  /// A loss that falls and is noisy, as that of small batches.
  private static func noisy(_ count: Int) -> LossHistory {
    history((0..<count).map { 1 / Float($0 + 10) * (1 + Float(($0 * 7919) % 100) / 100) })
  }

  private static func axes(over last: Int) -> [StepAxis] {
    let steps = PlottedSteps(last: last, newest: last)
    var axes: [StepAxis] = []
    var view = PlotView()
    for _ in 0..<3 {
      axes.append(view.axis(over: steps))
      var zoomed = view
      for turn in 0..<12 {
        _ = zoomed.perform(.zoom(isIn: true), over: steps, cursor: last * 2 / 3)
        if turn % 3 == 2 { _ = zoomed.perform(.pan(isLater: turn % 2 == 0), over: steps, cursor: last) }
        axes.append(zoomed.axis(over: steps))
      }
      _ = view.perform(.nextSteps, over: steps, cursor: last)
    }
    return axes
  }

  private static let runs: [LossHistory] = [
    history([1]), history([0, 0, 0]), history((0..<30).map { _ in 0.25 }), noisy(240), noisy(30_000),
    history((0..<500).map { $0 % 50 == 0 ? 3e38 : 1e-30 }), history((0..<90).map { Float(90 - $0) - 1 }),
  ]

  @Test(arguments: [PlotScale.logarithmic, .linear])
  func onEveryAxisTheLabelsAreParsableInOrderAndTheEndsHaveTheirs(scale: PlotScale) {
    for history in Self.runs {
      for axis in Self.axes(over: history.count - 1) {
        for (width, height) in [24, 31, 47, 80, 131].flatMap({ w in [3, 7, 12, 25].map { (w, $0) } }) {
          var canvas = Canvas(width: width, height: height)
          let plot = LossPlot(
            lines: [PlotLine(history: history, color: Theme.sgd)], scale: scale, steps: axis, look: Look())
          plot.draw(in: canvas.bounds, &canvas)
          let place = "\(history.count) losses, \(axis), \(width)×\(height)"
          guard let range = LossRange(history, axis.first..<axis.last + 1) else {
            #expect(canvas.plainText.contains("no "), "\(place)")
            continue
          }
          let labels = canvas.labels(row: height - 1)
          let steps = labels.joined(separator: "  ").dropFirst(4).split(separator: "  ").compactMap {
            Int($0.filter { $0.isNumber })
          }
          #expect(labels.first?.hasPrefix("step") == true, "\(place): \(labels)")
          #expect(steps == steps.sorted() && Set(steps).count == steps.count, "\(place): \(labels)")
          #expect(steps.allSatisfy(axis.contains), "\(place): \(labels)")
          let needed = NumberText.grouped(axis.first).count + NumberText.grouped(axis.last).count + 12
          if width >= needed {
            #expect(steps.first == axis.first && steps.last == axis.last, "\(place): \(labels)")
          }
          let losses = VerticalAxis(
            range, scale: scale, isPart: axis.first > 0 || axis.last < history.count - 1)
          let ticks = losses.ticks(rows: height - 1)
          #expect(Set(ticks.map(\.row)).count == ticks.count, "\(place): \(ticks)")
          #expect(Set(ticks.map(\.label)).count == ticks.count, "\(place): \(ticks)")
          // Both ends of what is seen lie between the ends that are labelled.
          if height >= 7 {
            #expect(ticks.map(\.dot).min() == 0, "\(place): \(ticks)")
            #expect(ticks.map(\.row).max() == height - 2, "\(place): \(ticks)")
          }
        }
      }
    }
  }

  @Test func noSpikeIsLostOnAnyAxis() {
    for spike in [3, 250, 999] {
      let history = Self.history((0..<1000).map { $0 == spike ? 8 : 1e-3 })
      for steps in [nil] + Self.axes(over: 999).map(Optional.some) {
        let axis = steps ?? StepAxis(scale: .linear, first: 0, last: 1000)
        guard axis.contains(spike) else { continue }
        let line = PlotLine(history: history, color: Theme.sgd)
        guard let range = line.range(in: axis.first...axis.last) else { continue }
        let columns = line.columns(axis, VerticalAxis(range, scale: .linear), width: 60, height: 40)
        // Between two columns that lie closer together than steps do, a spike's tip may fall.
        let isCoarse = axis.step(at: 1 / 59) - Double(axis.first) >= 1
        if isCoarse { #expect(columns.contains { $0.top <= 8 }, "\(spike) on \(axis)") }
      }
    }
  }

  @Test func theCurveNeverRunsBelowItsAxis() {
    for scale in [PlotScale.logarithmic, .linear] {
      for history in Self.runs {
        for axis in Self.axes(over: history.count - 1) {
          let line = PlotLine(history: history, color: Theme.sgd)
          guard let range = line.range(in: axis.first...axis.last) else { continue }
          let losses = VerticalAxis(range, scale: scale, isPart: axis.first > 0)
          for column in line.columns(axis, losses, width: 70, height: 40) {
            #expect(
              0 <= column.top && column.top <= column.mean && column.mean <= column.bottom
                && column.bottom < 40, "\(axis): \(column)")
          }
        }
      }
    }
  }

  @Test func ofAPartTheAxisFitsWhatIsInView() throws {
    let history = Self.history((0..<1000).map { 0.3 + 0.7 * Float(1000 - $0) / 1000 })
    let range = try #require(LossRange(history, 900..<1000))
    for scale in [PlotScale.linear, .logarithmic] {
      let part = VerticalAxis(range, scale: scale, isPart: true)
      let dots = part.dot(of: range.largest, height: 100)...part.dot(of: range.least, height: 100)
      #expect(dots.count > 50, "\(scale): \(dots)")
      #expect(part.ticks(rows: 25).allSatisfy { $0.value >= 0.25 && $0.value <= 0.5 })
    }
  }

  @Test func aLineThroughPointsIsDashedAndHoldsItsPoints() {
    let points = (0...10).map { (step: $0 * 100, loss: 1 / Double($0 + 1)) }
    let dashed = PlotLine(points: points + [(1100, .nan)], name: "held out", color: Theme.soft)
    #expect(dashed.lastStep == 1000 && dashed.legend == "held out ┄")
    let lines = Canvas.lines(width: 46, height: 6) {
      LossPlot(lines: [dashed], scale: .linear, look: Look()).draw(in: $0, &$1)
    }
    let axis = StepAxis(scale: .linear, first: 0, last: 1000)
    let losses = VerticalAxis(LossRange(1).union(LossRange(0.1)), scale: .linear)
    let columns = dashed.columns(axis, losses, width: 80, height: 20)
    #expect(columns.map(\.x) == Array(0..<80))
    for point in points {
      let x = Int((Double(point.step) / 1000 * 79).rounded())
      #expect(columns[x].mean == losses.dot(of: point.loss, height: 20))
    }
    let whole = Canvas.lines(width: 46, height: 6) {
      let history = Self.history((0...1000).map { 1 / (Float($0) / 100 + 1) })
      LossPlot(lines: [PlotLine(history: history, color: Theme.sgd)], scale: .linear, look: Look()).draw(
        in: $0, &$1)
    }
    func dots(_ lines: [String]) -> Int {
      lines.joined().unicodeScalars.filter { (0x2801...0x28ff).contains($0.value) }.reduce(0) {
        $0 + ($1.value - 0x2800).nonzeroBitCount
      }
    }
    #expect(dots(lines) < dots(whole) && dots(lines) > dots(whole) / 4)
    // Deep within a stretch, only the line is in view; nothing without points is drawn, and nothing traps.
    for axis in Self.axes(over: 1000) + [StepAxis(scale: .linear, first: 401, last: 405)] {
      _ = Canvas.lines(width: 46, height: 6) {
        LossPlot(
          lines: [dashed, PlotLine(points: [], color: Theme.soft)], scale: .logarithmic, steps: axis,
          look: Look()
        ).draw(in: $0, &$1)
      }
      #expect(dashed.range(in: axis.first...axis.last) != nil)
    }
    let two = LossPlot(
      lines: [PlotLine(history: Self.noisy(9), name: "train") { _ in Theme.sgd }, dashed], scale: .linear,
      look: Look())
    #expect(two.legend == "train ━  held out ┄")
  }

  @Test func theTrendOfANoisyLossIsOneLineWithinItsSpread() throws {
    let line = PlotLine(history: Self.noisy(5000), color: Theme.sgd)
    for last in [4999, 5000, 6000] {
      let axis = StepAxis(scale: .linear, first: 0, last: last)
      let range = try #require(line.range(in: 0...last))
      let columns = line.columns(axis, VerticalAxis(range, scale: .logarithmic), width: 100, height: 200)
      // Smooth where the spread is not, to the very end.
      for (left, right) in zip(columns.dropFirst(9), columns.dropFirst(10)) {
        #expect(abs(left.mean - right.mean) <= 4, "\(last): \(left) \(right)")
      }
      #expect(columns.dropLast().allSatisfy { $0.bottom - $0.top >= 8 })
    }
  }

  @Test func manyMarksThinOutToTicksAndTheNewestHasItsWords() {
    var history = Self.noisy(300)
    for step in 100..<140 { history.mark(Timed(step: step, .set("lr", Double(step) / 1000))) }
    history.mark(Timed(step: 200, .optimizer("adam")))
    let lines = Canvas.lines(width: 60, height: 14) {
      LossPlot(
        lines: [PlotLine(history: history, color: Theme.sgd)], marks: history.marks, scale: .logarithmic,
        look: Look()
      ).draw(in: $0, &$1)
    }
    let text = lines.joined(separator: "\n")
    #expect(text.contains("Adam") && text.contains("lr 0.139"), "\(text)")
    let fences = lines.dropLast(3).map { $0.filter { $0 == "┆" }.count }.max() ?? 0
    #expect(fences <= 8, "\(text)")
  }

  @Test func linesOfARaceAreLabelledAtTheirEndsAndNeverOverEachOther() {
    for (width, height) in [(60, 14), (44, 9), (100, 24), (30, 6)] {
      for count in [1, 2, 6] {
        let lines = (0..<count).map { lane in
          PlotLine(
            history: Self.history((0..<80).map { 1 / Float($0 * (lane + 1) + 1) }),
            color: Theme.optimizers[lane],
            marker: "●", label: "lane \(lane)")
        }
        let drawn = Canvas.lines(width: width, height: height) {
          LossPlot(lines: lines, scale: .logarithmic, look: Look()).draw(in: $0, &$1)
        }
        let text = drawn.joined(separator: "\n")
        let whole = text.matches(of: /lane [0-5]/).count
        #expect(text.components(separatedBy: "lane").count - 1 == whole, "\(text)")
        #expect(text.filter { $0 == "●" }.count == count, "\(text)")
        if width >= 60 { #expect(whole >= 1, "\(width)×\(height), \(count) lanes\n\(text)") }
      }
    }
  }

  @Test func aClickIsTakenAtTheStepThatIsSeenThere() {
    let plot = LossPlot(
      lines: [PlotLine(history: Self.noisy(1000), color: Theme.sgd)], scale: .logarithmic,
      steps: StepAxis(scale: .linear, first: 400, last: 800), look: Look())
    let canvas = Canvas(width: 0, height: 0)
    let area = Rect(x: 3, y: 2, width: 60, height: 12)
    #expect(
      plot.place(x: 4, y: 5, in: area, canvas) == nil && plot.place(x: 40, y: 13, in: area, canvas) == nil)
    let steps = (0..<60).compactMap { x in plot.place(x: 3 + x, y: 5, in: area, canvas)?.step }
    #expect(steps.count == 54 && steps == steps.sorted())
    #expect(steps.first ?? 0 < 408 && steps.last ?? 0 > 792 && steps.allSatisfy { $0 >= 400 && $0 <= 800 })
  }
}
