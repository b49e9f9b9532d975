import Engine
import Languages

/// What a step makes of the loss over the rate it is taken with: too small, good, too big at a glance.
struct RatePanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let rates = state.report.examination.rates
    let past = rates == nil ? nil : state.report.examinedStep
    let titles = [
      say("panel.changeOverRate", "ΔL of a step, over its rate"),
      say("panel.changeOverRateShort", "ΔL over the rate"),
      say("panel.changeOverLr", "ΔL over lr"),
    ].map { state.curveTitle($0, at: past) }
    let words = rates.map(RateWords.init)
    let verdicts = words?.verdicts ?? []
    // Better a short title with the words for the present rate than a long one without.
    let needed = verdicts.last.map { canvas.columns($0) + 2 } ?? 0
    let title = titles.first { canvas.columns($0) + 6 + needed <= area.width } ?? titles[2]
    let inside = Panel(title: title, captions: verdicts, in: area, canvas).draw(in: area, &canvas)
    guard inside.height > 0 else { return }
    guard let rates, let words else {
      let text = state.snapshot.fault == nil ? "…" : say("panel.noMoreSteps", "no step is taken any more")
      canvas.write(canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y, Theme.quiet)
      return
    }
    guard rates.rate > 0, inside.height >= 4 else {
      let text =
        rates.rate > 0
        ? words.verdicts[0] : say("panel.rateIsZero", "the rate is 0: no step moves anything")
      canvas.write(canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y, Theme.plain)
      return
    }
    let hasNumbers = inside.height >= 8
    let wordRows = hasNumbers ? 2 : 1
    let curve = inside.rows(0, inside.height - wordRows)
    draw(rates, words, in: curve, words: inside.rows(curve.height, 1), &canvas)
    if hasNumbers, let now = rates.now {
      let (loss, change) = (NumberText.compact(rates.present, width: 8), Self.change(now.change))
      let rate = NumberText.shortest(rates.rate, figures: 4)
      let texts = [
        say("panel.lossAfterStep", "L \(loss), after a step at lr \(rate): ΔL \(change)"),
        "L \(loss), ΔL \(change)", "ΔL \(change)",
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
    // Where it gets worse at every rate, the present one's stands halfway up.
    let here = points.min { abs($0.rate - rates.rate) < abs($1.rate - rates.rate) }.map { 2 * $0.change }
    let rises = ([here] + points.map(\.change)).compactMap(\.self).first { $0 > 0 && $0.isFinite }
    let largest = max(falls ?? rises ?? 0, rates.present * 1e-6, 1e-12)
    let unit = RoundNumbers.niceCeiling(largest / 4)
    let limit = (largest / unit).rounded(.up) * unit
    var plot = CurvePlot(
      horizontal: CurvePlot.Axis(name: "lr", range: first.rate...last.rate, isLogarithmic: true),
      vertical: CurvePlot.Axis(name: "ΔL", range: -limit...limit),
      value: { RateWords.change(rates, at: $0) }, look: state.look)
    plot.color = { words.color(at: $0) }
    plot.point = rates.rate
    plot.hasZeroLine = true
    plot.draw(in: area, &canvas)
    drawWords(words.zones, plot, in: CurvePlot.plot(in: area), row, &canvas)
  }

  /// The words under their parts of the curve: long ones where all have room, else the present rate's at least.
  private func drawWords(
    _ zones: [RateWords.Zone], _ plot: CurvePlot, in inner: Rect, _ row: Rect, _ canvas: inout Canvas
  ) {
    let choices: [[(zone: RateWords.Zone, text: String)]] = [
      zones.map { ($0, $0.words) }, zones.map { ($0, $0.holdsRate ? $0.words : $0.shortWords) },
      zones.map { ($0, $0.shortWords) }, zones.filter(\.holdsRate).map { ($0, $0.shortWords) },
    ]
    for choice in choices {
      let widths = choice.map { canvas.columns($0.text) }
      let middles = choice.map { zone, _ in
        (plot.column(of: zone.range.lowerBound, in: inner) + plot.column(of: zone.range.upperBound, in: inner))
          / 2
      }
      guard let places = Self.places(widths, around: middles, in: row) else { continue }
      for ((zone, text), x) in zip(choice, places) {
        canvas.write(text, x: x, y: row.y, Ink(zone.color, zone.holdsRate ? .bold : []))
      }
      return
    }
  }

  /// Where words begin that stand as near to their middles as their neighbours let them, two columns apart; `nil` where they
  /// have no room.
  static func places(_ widths: [Int], around middles: [Int], in row: Rect) -> [Int]? {
    var (places, end) = ([Int](), row.x)
    for (width, middle) in zip(widths, middles) {
      places.append(max(end, middle - width / 2))
      end = (places.last ?? 0) + width + 2
    }
    var limit = row.maxX
    for index in places.indices.reversed() {
      places[index] = min(places[index], limit - widths[index])
      limit = places[index] - 2
    }
    return (places.first ?? row.x) < row.x ? nil : places
  }

  private static func change(_ change: Double) -> String {
    change == 0 ? "0" : NumberText.compact(change, width: 8, signed: true)
  }
}

extension AppState {
  /// The title of a curve with what holds of it: that Dropout is left out, and of which step it is, where that is past.
  func curveTitle(_ title: String, at step: Int?) -> String {
    var title = title
    if snapshot.dropsOut { title = say("panel.noDropout", "\(title), no Dropout") }
    if let step { title = say("panel.titleAtStep", "\(title), at step \(NumberText.grouped(step))") }
    return title
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
    case .falls:
      let good = say("panel.rateGood", "good")
      return (good, good)
    // Only where a larger rate would do better is a rate too small.
    case .still where isBeforeGood == true:
      return (
        say("panel.tooSmallHardlyMoves", "too small: hardly moves"), say("panel.tooSmall", "too small")
      )
    case .still: return (say("panel.hardlyMoves", "hardly moves"), say("panel.noMove", "no move"))
    case .rises where isBeforeGood == false:
      return (say("panel.tooBigGetsWorse", "too big: gets worse"), say("panel.tooBig", "too big"))
    case .rises: return (say("panel.getsWorse", "gets worse"), say("panel.worse", "worse"))
    }
  }

  /// The words for the rate in force, the longest form first.
  var verdicts: [String] {
    guard let zone = zones.first(where: \.holdsRate) else {
      return [say("panel.noStepTold", "no step can be told")]
    }
    let rate = NumberText.shortest(rates.rate, figures: 4)
    return [zone.words, zone.shortWords].map { say("panel.rateVerdict", "lr \(rate): \($0)") }
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
