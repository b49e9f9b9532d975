import Engine

/// What a step makes of the loss over the rate it is taken with: too small, good, too big at a glance.
struct RatePanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let rates = state.report.examination.rates
    let old = rates.flatMap { $0.step == state.snapshot.step ? nil : $0.step }
    let titles = ["ΔL of a step, over its rate", "ΔL over the rate", "ΔL over lr"].map {
      $0 + (old.map { ", at step \(NumberText.grouped($0))" } ?? "")
    }
    let words = rates.map(RateWords.init)
    let title = titles.first { canvas.columns($0) + 6 <= area.width } ?? titles[2]
    let inside = Panel(
      title: title, captions: old == nil ? words.map { [$0.verdict] } ?? [] : [], in: area, canvas
    ).draw(in: area, &canvas)
    guard inside.height > 0 else { return }
    guard let rates, let words else {
      let text = state.snapshot.fault == nil ? "…" : "no step is taken any more"
      canvas.write(canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y, Theme.quiet)
      return
    }
    guard rates.rate > 0, inside.height >= 4 else {
      let text = rates.rate > 0 ? words.verdict : "the rate is 0: no step moves anything"
      canvas.write(canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y, Theme.plain)
      return
    }
    let hasNumbers = inside.height >= 8
    let wordRows = hasNumbers ? 2 : 1
    let curve = inside.rows(0, inside.height - wordRows)
    draw(rates, words, in: curve, words: inside.rows(curve.height, 1), &canvas)
    if hasNumbers, let now = rates.now {
      let texts = [
        "L \(NumberText.compact(rates.present, width: 8)), after a step at lr \(NumberText.shortest(rates.rate, figures: 4)): ΔL \(Self.change(now.change))",
        "L \(NumberText.compact(rates.present, width: 8)), ΔL \(Self.change(now.change))",
        "ΔL \(Self.change(now.change))",
      ]
      let text = texts.first { canvas.columns($0) <= inside.width } ?? ""
      canvas.write(text, x: inside.x, y: inside.maxY - 1, Theme.quiet.forNumber(now.change))
    }
  }

  private func draw(
    _ rates: RateCurve, _ words: RateWords, in area: Rect, words row: Rect, _ canvas: inout Canvas
  ) {
    let points = rates.points
    guard let first = points.first, let last = points.last, first.rate > 0, first.rate < last.rate,
      last.rate.isFinite
    else { return }
    // As far up as down: how much worse it gets at the far end is of no use, and would make the rest flat.
    let falls = points.map { -$0.change }.filter { $0 > 0 && $0.isFinite }.max()
    let rises = points.map(\.change).filter { $0 > 0 && $0.isFinite }.min()
    let limit = Axis.niceCeiling(max(falls ?? rises ?? 0, rates.present * 1e-6, 1e-12))
    var plot = CurvePlot(
      horizontal: CurvePlot.Axis(name: "lr", range: first.rate...last.rate, isLogarithmic: true),
      vertical: CurvePlot.Axis(name: "ΔL", range: -limit...limit),
      value: { RateWords.change(rates, at: $0) }, look: state.look)
    plot.color = { words.color(at: $0) }
    plot.point = rates.rate
    plot.hasZeroLine = true
    plot.draw(in: area, &canvas)
    // In the order of the zones, but for the present one, which has the right of way.
    let inner = CurvePlot.plot(in: area)
    let zones = words.zones.sorted { $0.holdsRate && !$1.holdsRate }
    func labels(_ text: (RateWords.Zone) -> String) -> [TickLabels.Label] {
      zones.map { zone in
        TickLabels.Label(
          text: text(zone),
          column: (plot.column(of: zone.range.lowerBound, in: inner)
            + plot.column(of: zone.range.upperBound, in: inner)) / 2,
          ink: Ink(zone.color, zone.holdsRate ? .bold : []))
      }
    }
    let (long, short) = (labels(\.words), labels(\.shortWords))
    var places = TickLabels()
    places.draw(TickLabels.fit(long, in: row, canvas) ? long : short, in: row, &canvas)
  }

  private static func change(_ change: Double) -> String {
    change == 0 ? "0" : NumberText.compact(change, width: 8, signed: true)
  }
}

/// What a curve of rates says in words, each of them true of the engine's step at that rate.
struct RateWords {
  /// Neighbouring rates at which a step does the same.
  struct Zone {
    let range: ClosedRange<Double>
    let words: String
    let shortWords: String
    let color: Color
    /// Whether the rate in force is one of them.
    let holdsRate: Bool
  }

  let zones: [Zone]
  private let rates: RateCurve

  /// What can be told apart at a glance.
  private enum Kind {
    case still, falls, rises

    init(_ effect: RateCurve.Effect) {
      switch effect {
      case .none, .hardly: self = .still
      case .falls: self = .falls
      case .rises: self = .rises
      }
    }
  }

  init(_ rates: RateCurve) {
    self.rates = rates
    let kinds = rates.points.map { Kind($0.effect) }
    var zones: [Zone] = []
    var start = 0
    let good = kinds.firstIndex(of: .falls)
    while start < kinds.count {
      let end = kinds[start...].firstIndex { $0 != kinds[start] } ?? kinds.count
      let (first, last) = (rates.points[start].rate, rates.points[end - 1].rate)
      let (words, short) = Self.words(
        kinds[start], isBeforeGood: good.map { start < $0 }, hasGood: good != nil)
      let color =
        switch kinds[start] {
        case .still: Theme.muted
        case .falls: Theme.good
        case .rises: Theme.bad
        }
      zones.append(
        Zone(
          range: first...max(first, last), words: words, shortWords: short, color: color,
          holdsRate: (first...max(first, last)).contains(rates.rate)))
      start = end
    }
    self.zones = zones
  }

  private static func words(
    _ kind: Kind, isBeforeGood: Bool?, hasGood: Bool
  ) -> (words: String, short: String) {
    switch kind {
    case .falls: ("good", "good")
    // Only where a larger rate would do better is a rate too small.
    case .still: isBeforeGood == true ? ("too small: hardly moves", "too small") : ("hardly moves", "no move")
    case .rises: isBeforeGood == false ? ("too big: gets worse", "too big") : ("gets worse", "worse")
    }
  }

  /// The words for the rate in force.
  var verdict: String {
    let words = zones.first { $0.holdsRate }?.words ?? "no rate"
    return "lr \(NumberText.shortest(rates.rate, figures: 4)): \(words)"
  }

  /// The colour of the curve at a rate: that of the nearest one that was tried.
  func color(at rate: Double) -> Color {
    let nearest = rates.points.min {
      abs($0.rate / rate - 1) < abs($1.rate / rate - 1)
    }
    return zones.first { zone in nearest.map { zone.range.contains($0.rate) } ?? false }?.color ?? Theme.text
  }

  /// ΔL at a rate, between two that were tried on the straight line over the rate from one to the other; above all where a
  /// loss is no number.
  static func change(_ rates: RateCurve, at rate: Double) -> Double {
    func finite(_ change: Double) -> Double { change.isFinite ? change : 1e300 }
    let points = rates.points
    guard let next = points.firstIndex(where: { $0.rate >= rate }), next > 0 else {
      return finite((points.first { $0.rate >= rate } ?? points.last)?.change ?? .nan)
    }
    let (left, right) = (points[next - 1], points[next])
    let share = (rate - left.rate) / (right.rate - left.rate)
    return finite(left.change) * (1 - share) + finite(right.change) * share
  }
}
