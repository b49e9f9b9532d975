import Testing

@testable import Viz

/// Which steps are in view: kinds, zoom and pan keep within the run, and move seldom.
@Suite struct PlotViewTests {
  private static func view(_ home: PlotView.Home) -> PlotView {
    var view = PlotView()
    while view.home != home {
      _ = view.perform(.nextSteps, over: PlottedSteps(last: 0, newest: 0), cursor: 0)
    }
    return view
  }

  private static let runs = [0, 1, 4, 9, 99, 523, 12_345, 1_000_000, 987_654_321].map {
    PlottedSteps(last: $0, newest: $0)
  }

  @Test func theKindsOfStepsComeRoundWithOneKey() {
    var view = PlotView()
    let steps = PlottedSteps(last: 5200, newest: 5200)
    #expect(view.axis(over: steps) == StepAxis(scale: .linear, first: 0, last: 6000))
    #expect(view.words(over: steps) == nil)
    _ = view.perform(.nextSteps, over: steps, cursor: 5200)
    #expect(view.axis(over: steps) == StepAxis(scale: .logarithmic, first: 0, last: 6000))
    #expect(view.words(over: steps) == "log steps")
    _ = view.perform(.nextSteps, over: steps, cursor: 5200)
    #expect(view.axis(over: steps) == StepAxis(scale: .linear, first: 4750 - 250, last: 5250))
    #expect(view.words(over: steps) == "last 500 steps")
    _ = view.perform(.nextSteps, over: steps, cursor: 5200)
    #expect(view == PlotView())
  }

  @Test func theLastStepsHoldTheNewestAndMoveSeldom() {
    let view = Self.view(.latest)
    var (before, moves) = (view.axis(over: PlottedSteps(last: 0, newest: 0)), 0)
    for newest in 1...100_000 {
      let axis = view.axis(over: PlottedSteps(last: newest, newest: newest))
      if axis != before { moves += 1 }
      before = axis
      guard newest % 97 == 0 else { continue }
      #expect(axis.contains(newest) && axis.first >= 0)
      // At least as many as are promised are in view.
      #expect(newest - axis.first >= min(newest, max(100, newest / 26)), "\(newest): \(axis)")
      #expect(axis.last - axis.first <= max(150, newest / 10 * 3 / 2), "\(newest): \(axis)")
    }
    #expect(moves < 200, "\(moves) moves")
  }

  @Test(arguments: PlotView.Home.allCases)
  func whateverIsPressedTheAxisLiesWithinTheRun(home: PlotView.Home) {
    for steps in Self.runs {
      var view = Self.view(home)
      var generator = Chance(seed: UInt64(steps.last) + 1)
      for turn in 0..<400 {
        let action: PlotAction =
          switch generator.next(8) {
          case 0, 1: .zoom(isIn: true)
          case 2: .zoom(isIn: false)
          case 3: .zoom(isIn: true, around: Double(generator.next(max(1, steps.last))))
          case 4: .zoom(isIn: false, around: Double(generator.next(max(1, steps.last))))
          case 5: .pan(isLater: false)
          case 6: .pan(isLater: true)
          default: .drag(Double(generator.next(100) - 50) / 40)
          }
        let before = view
        let said = view.perform(action, over: steps, cursor: generator.next(steps.last + 1))
        let axis = view.axis(over: steps)
        let limit = max(
          RoundNumbers.stepCeiling(max(1, steps.last)), home == .latest ? max(150, steps.last / 20 * 21) : 0)
        #expect(
          axis.first >= 0 && axis.last <= limit + 1 && axis.last - axis.first >= 4,
          "\(steps.last), turn \(turn), \(action): \(axis)")
        #expect(said == nil || view == before || !isZoom(action), "\(action) said \(said ?? "") but changed")
      }
    }
  }

  private func isZoom(_ action: PlotAction) -> Bool {
    if case .zoom = action { return true }
    return false
  }

  @Test func zoomingInAndOutLeadsBackToAllSteps() {
    for home in PlotView.Home.allCases {
      for steps in Self.runs.dropFirst(4) {
        var view = Self.view(home)
        var widths: [Int] = []
        while view.perform(.zoom(isIn: true), over: steps, cursor: steps.newest) == nil {
          let axis = view.axis(over: steps)
          widths.append(axis.last - axis.first)
          #expect(axis.contains(steps.newest) || home == .latest, "\(steps.last): \(axis)")
          #expect(widths.count < 60)
        }
        #expect(widths == widths.sorted(by: >) && widths.last ?? 0 <= 8, "\(home) \(steps.last): \(widths)")
        #expect(view.words(over: steps)?.contains("steps ") == true)
        var turns = 0
        while view != Self.view(home), turns < 60 {
          _ = view.perform(.zoom(isIn: false), over: steps, cursor: steps.newest)
          turns += 1
        }
        #expect(view == Self.view(home), "\(home) \(steps.last) after \(turns) turns")
        #expect(view.perform(.zoom(isIn: false), over: steps, cursor: 0)?.contains("z zooms in") == true)
      }
    }
  }

  @Test func theStepUnderTheMouseStaysThere() {
    let steps = PlottedSteps(last: 9000, newest: 9000)
    for home in [PlotView.Home.all, .logarithmic] {
      for step in [50.0, 700, 4000, 8000] {
        var view = Self.view(home)
        let before = view.axis(over: steps).fraction(of: step)
        for _ in 0..<3 { _ = view.perform(.zoom(isIn: true, around: step), over: steps, cursor: 0) }
        let after = view.axis(over: steps).fraction(of: step)
        #expect(abs(after - before) < 0.12, "\(home) \(step): from \(before) to \(after)")
      }
    }
  }

  @Test func aDraggedPlotFollowsTheMouse() {
    let steps = PlottedSteps(last: 6000, newest: 6000)
    var view = PlotView()
    for _ in 0..<3 { _ = view.perform(.zoom(isIn: true), over: steps, cursor: 3000) }
    let held = view.axis(over: steps).step(at: 0.5)
    for _ in 0..<25 { _ = view.perform(.drag(-0.01), over: steps, cursor: 3000) }
    #expect(abs(view.axis(over: steps).step(at: 0.75) - held) <= 2)
  }

  @Test func aZoomedPlotWithTheNewestStepGoesOnWithItInJumps() {
    var view = PlotView()
    _ = view.perform(.zoom(isIn: true), over: PlottedSteps(last: 590, newest: 590), cursor: 590)
    _ = view.perform(.zoom(isIn: true), over: PlottedSteps(last: 590, newest: 590), cursor: 590)
    var axes: [StepAxis] = []
    for newest in 590...1500 {
      let axis = view.axis(over: PlottedSteps(last: newest, newest: newest))
      #expect(axis.contains(newest))
      if axes.last != axis { axes.append(axis) }
    }
    #expect(axes.count < 16)
    // One that looks at the past stands still.
    _ = view.perform(.pan(isLater: false), over: PlottedSteps(last: 600, newest: 600), cursor: 600)
    _ = view.perform(.pan(isLater: false), over: PlottedSteps(last: 600, newest: 600), cursor: 600)
    let past = view.axis(over: PlottedSteps(last: 600, newest: 600))
    #expect(view.axis(over: PlottedSteps(last: 5000, newest: 5000)) == past && !past.contains(600))
  }

  @Test func ofARunThatBeganAnewAllIsInView() {
    var view = PlotView()
    _ = view.perform(.zoom(isIn: true), over: PlottedSteps(last: 5000, newest: 5000), cursor: 5000)
    let fresh = PlottedSteps(last: 3, newest: 3)
    #expect(view.axis(over: fresh) == PlotView().axis(over: fresh) && view.words(over: fresh) == nil)
  }
}

/// A few numbers by chance, the same at every run.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, count)))
  }
}
