import Languages

/// How far a plot can reach: to the last step of any of its lines, and to the newest of what runs.
struct PlottedSteps: Equatable, Sendable {
  let last: Int
  let newest: Int
}

/// What can be changed about the steps that plots show.
enum PlotAction: Equatable, Sendable {
  /// The next way to lay out the steps.
  case nextSteps
  /// Half as many steps, or twice as many; a step that is named stays where it is.
  case zoom(isIn: Bool, around: Double? = nil)
  /// Other steps, a quarter of those in view farther.
  case pan(isLater: Bool)
  /// Other steps, by any part of those in view.
  case drag(Double)
}

/// Which steps plots show, and how these are laid out: what keys, wheel and drag change.
///
/// What is in view stands still while a run goes on, and moves seldom and far where it has to follow.
struct PlotView: Equatable, Sendable {
  /// What is in view before anything is zoomed.
  enum Home: CaseIterable, Sendable {
    /// All steps, at equal distances.
    case all
    /// All steps, at distances that shrink as their logarithm does.
    case logarithmic
    /// The newest ones, at most a tenth of a long run.
    case latest
  }

  /// A part of the steps that was chosen, and whether it moves on with the newest step.
  private struct Window: Equatable {
    let steps: ClosedRange<Double>
    let followsNewest: Bool
  }

  /// The fewest steps between the ends of an axis.
  private static let leastWidth = 4.0
  /// The fewest steps that are called the last ones.
  private static let leastLatest = 100
  /// How much of what is in view a turn of the wheel leaves there.
  private static let wheelZoom = 0.7

  private(set) var home = Home.all
  private var window: Window?

  /// The axis for lines that reach so far.
  func axis(over steps: PlottedSteps) -> StepAxis {
    let shown = shown(steps)
    let first = Int(shown.lowerBound.rounded())
    let width = Int((shown.upperBound - shown.lowerBound).rounded())
    return StepAxis(scale: scale, first: first, last: first + max(1, width))
  }

  /// What is in view, in words, unless it is all there is, evenly.
  func words(over steps: PlottedSteps) -> String? {
    if shown(steps) != homeRange(steps) {
      let axis = axis(over: steps)
      let (first, last) = (NumberText.grouped(axis.first), NumberText.grouped(axis.last))
      return home == .logarithmic
        ? say("plot.logStepsFromTo", "log steps \(first)–\(last)")
        : say("plot.stepsFromTo", "steps \(first)–\(last)")
    }
    switch home {
    case .all: return nil
    case .logarithmic: return say("plot.logSteps", "log steps")
    case .latest: return say("plot.lastSteps", "last \(NumberText.grouped(Self.latestCount(steps))) steps")
    }
  }

  /// Shows all again, laid out as before.
  mutating func leaveWindow() { window = nil }

  /// Carries out an action on plots that reach so far, and returns what is to be said where it does nothing; `cursor` is the
  /// step that is looked at.
  mutating func perform(_ action: PlotAction, over steps: PlottedSteps, cursor: Int) -> String? {
    switch action {
    case .nextSteps:
      let all = Home.allCases
      home = all[((all.firstIndex(of: home) ?? 0) + 1) % all.count]
      // The last steps are a part already.
      if home != .logarithmic { window = nil }
      return nil
    case .zoom(let isIn, let place):
      return zoom(isIn: isIn, around: place, over: steps, cursor: cursor)
    case .pan(let isLater):
      return pan(by: isLater ? 0.25 : -0.25, isRounded: true, over: steps)
    case .drag(let part):
      return pan(by: part, isRounded: false, over: steps)
    }
  }

  private mutating func zoom(isIn: Bool, around place: Double?, over steps: PlottedSteps, cursor: Int)
    -> String?
  {
    let before = shown(steps)
    let factor = place == nil ? 0.5 : Self.wheelZoom
    let middle = scale.step(at: (scale.place(of: before.lowerBound) + scale.place(of: before.upperBound)) / 2)
    let center = place ?? Double(cursor)
    let (low, high) = (scale.place(of: before.lowerBound), scale.place(of: before.upperBound))
    let still = scale.place(of: before.contains(center) ? center : middle)
    let share = (still - low) / (high - low)
    let width = (high - low) * (isIn ? factor : 1 / factor)
    let wanted = clamped(from: still - share * width, width: width, steps)
    if !isIn, covers(wanted, steps) {
      defer { window = nil }
      guard before == homeRange(steps) else { return nil }
      return home == .latest
        ? say("plot.showsLast", "the plot shows the last steps; z zooms in")
        : say("plot.showsAll", "the plot shows all steps; z zooms in")
    }
    // What is zoomed in on stays in view.
    let even = rounded(wanted, steps)
    let whole = wanted.lowerBound.rounded(.down)...min(limit(steps), wanted.upperBound.rounded(.up))
    let after = even.contains(before.contains(center) ? center : middle) ? even : whole
    guard after != before, !isIn || before.upperBound - before.lowerBound > Self.leastWidth else {
      return say("plot.showsFewest", "the plot shows as few steps as it can")
    }
    show(after, steps)
    return nil
  }

  private mutating func pan(by part: Double, isRounded: Bool, over steps: PlottedSteps) -> String? {
    let before = shown(steps)
    let (low, high) = (scale.place(of: before.lowerBound), scale.place(of: before.upperBound))
    let after = clamped(from: low + part * (high - low), width: high - low, steps)
    let moved = abs(scale.place(of: after.lowerBound) - low)
    guard moved > (high - low) * 1e-9 else {
      guard covers(before, steps) else { return say("plot.noStepsBeyond", "there are no steps beyond") }
      return home == .latest
        ? say("plot.noPanOfLast", "the plot shows the last steps: nothing to pan to; z zooms in")
        : say("plot.noPanOfAll", "the plot shows all steps: nothing to pan to; z zooms in")
    }
    show(isRounded ? rounded(after, steps) : after, steps)
    return nil
  }

  private mutating func show(_ range: ClosedRange<Double>, _ steps: PlottedSteps) {
    let followsNewest = range.contains(Double(steps.newest))
    window = range == homeRange(steps) ? nil : Window(steps: range, followsNewest: followsNewest)
  }

  private var scale: StepScale { home == .logarithmic ? .logarithmic : .linear }

  /// The part of the steps that is in view.
  private func shown(_ steps: PlottedSteps) -> ClosedRange<Double> {
    guard let window else { return homeRange(steps) }
    var range = window.steps
    let newest = Double(steps.newest)
    if window.followsNewest, newest > range.upperBound {
      // By halves of itself, so that it stands still most of the time.
      let half = (range.upperBound - range.lowerBound) / 2
      let distance = ((newest - range.upperBound) / half).rounded(.up) * half
      range = range.lowerBound + distance...range.upperBound + distance
    }
    // A run that began anew may not have come so far yet.
    return range.lowerBound < limit(steps) ? range : homeRange(steps)
  }

  private func homeRange(_ steps: PlottedSteps) -> ClosedRange<Double> {
    home == .latest ? Self.latest(steps) : 0...limit(steps)
  }

  /// The newest steps, with room for half as many more.
  private static func latest(_ steps: PlottedSteps) -> ClosedRange<Double> {
    let count = latestCount(steps)
    let jump = count / 2
    let end = max(steps.newest / jump + 1, 3) * jump
    return Double(end - 3 * jump)...Double(end)
  }

  /// How many steps are the last ones: a tenth of all, rounded down to a number that grows seldom.
  private static func latestCount(_ steps: PlottedSteps) -> Int {
    max(leastLatest, Int(RoundNumbers.niceFloor(Double(steps.newest / 10))))
  }

  /// The end of an axis over all steps.
  private func limit(_ steps: PlottedSteps) -> Double {
    let end = Double(RoundNumbers.stepCeiling(max(1, steps.last)))
    return home == .latest ? max(end, Self.latest(steps).upperBound) : end
  }

  /// Whether a part has as many steps as would be in view without one.
  private func covers(_ range: ClosedRange<Double>, _ steps: PlottedSteps) -> Bool {
    let whole = homeRange(steps)
    return range.upperBound - range.lowerBound >= (whole.upperBound - whole.lowerBound) * (1 - 1e-9)
  }

  /// A part of some width on the axis, within all steps and no narrower than the least.
  private func clamped(from low: Double, width: Double, _ steps: PlottedSteps) -> ClosedRange<Double> {
    let (first, last) = (scale.place(of: 0), scale.place(of: limit(steps)))
    guard width < last - first else { return 0...limit(steps) }
    let low = min(max(low, first), last - width)
    let (from, to) = (scale.step(at: low), scale.step(at: low + width))
    guard to - from < Self.leastWidth else { return max(0, from)...min(max(to, from), limit(steps)) }
    let start = min(max(0, (from + to - Self.leastWidth) / 2), limit(steps) - Self.leastWidth)
    return start...start + Self.leastWidth
  }

  /// About the same part with ends that are easily read.
  private func rounded(_ range: ClosedRange<Double>, _ steps: PlottedSteps) -> ClosedRange<Double> {
    func unit(_ size: Double) -> Double { max(1, RoundNumbers.niceFloor(size / 10)) }
    func round(_ value: Double, _ unit: Double) -> Double { (value / unit).rounded() * unit }
    let end = limit(steps)
    switch scale {
    case .linear:
      let unit = unit(range.upperBound - range.lowerBound)
      let width = max(Self.leastWidth, round(range.upperBound - range.lowerBound, unit))
      let low = min(round(range.lowerBound, unit), end - width)
      return max(0, low)...max(0, low) + width
    case .logarithmic:
      // At either end as finely as the steps lie there.
      let width = range.upperBound - range.lowerBound
      let low = round(range.lowerBound, unit(min(range.lowerBound, width)))
      let upper = round(range.upperBound, unit(min(range.upperBound, width)))
      let high = min(end, max(low + Self.leastWidth, upper))
      return min(low, high - Self.leastWidth)...high
    }
  }
}
