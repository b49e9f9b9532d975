import Engine
import RealModule

/// The loss axis of a plot: its range, the height of a loss on it, and the numbers to write beside it.
struct VerticalAxis {
  /// A number beside the axis.
  struct Tick: Equatable {
    let value: Double
    let label: String
    /// The row of dots, from 0 at the top, that losses of this very value lie on.
    let dot: Int
    /// The row of cells that holds it.
    var row: Int { dot / 4 }
  }

  let scale: PlotScale
  /// The smallest and the largest loss of the axis, both round numbers; on a logarithmic one above 0.
  private let low: Double
  private let high: Double
  /// Whether a logarithmic axis has a row for 0, which has no logarithm, under all others.
  private let hasZero: Bool

  /// Up to this many decades, 2 and 5 between the powers of ten are written too.
  private static let fineDecades = 2.0
  /// A part of a run whose losses differ by less than this factor is shown between closer ends.
  private static let closeFactor = 2.0

  /// An axis that holds every loss of a range and ends on round numbers; of a part of a run it may begin above 0, so that
  /// what is in view fills it.
  init(_ range: LossRange, scale: PlotScale, isPart: Bool = false) {
    self.scale = scale
    hasZero = scale == .logarithmic && range.least <= 0
    if isPart, range.least > 0, range.largest < range.least * Self.closeFactor,
      range.largest - range.least > range.largest * 1e-5
    {
      let unit = RoundNumbers.niceCeiling((range.largest - range.least) / 4)
      low = max((range.least / unit).rounded(.down) * unit, unit)
      high = max((range.largest / unit).rounded(.up) * unit, low + unit)
      return
    }
    high = RoundNumbers.niceCeiling(range.largest)
    // Half a decade at the least, or a constant loss would have no scale.
    low = scale == .linear ? 0 : RoundNumbers.niceFloor(min(range.leastPositive ?? high, high / 3))
  }

  /// The row of dots, from 0 at the top to `height` − 1, where `loss` lies.
  func dot(of loss: Double, height: Int) -> Int {
    let bottom = height - 1 - zeroDots(height)
    let fraction: Double
    switch scale {
    case .linear:
      fraction = (loss - low) / (high - low)
    case .logarithmic:
      guard loss > 0 else { return height - 1 }
      fraction = (.log10(loss) - .log10(low)) / (.log10(high) - .log10(low))
    }
    return Int(((1 - min(1, max(0, fraction))) * Double(bottom)).rounded())
  }

  /// The numbers to write beside an axis of `rows` rows of cells: the ends, and between them as many as stand clear of one
  /// another.
  func ticks(rows: Int) -> [Tick] {
    let height = rows * 4
    let distance = rows >= 5 ? 2 : 1
    func areClear(_ ticks: [Tick]) -> Bool {
      let places = ticks.map(\.row).sorted()
      return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= distance }
    }
    func tick(_ value: Double, _ label: String) -> Tick {
      Tick(value: value, label: label, dot: dot(of: value, height: height))
    }
    var ends = hasZero ? [Tick(value: 0, label: "0", dot: height - 1)] : []
    for end in [high, low].map({ tick($0, label($0)) }) where areClear(ends + [end]) { ends.append(end) }
    let most = max(2, rows / 3) + 1
    for values in candidates {
      let inner = values.map { tick($0.value, $0.label) }.filter { inner in
        areClear(ends + [inner]) && !ends.contains { $0.label == inner.label }
      }
      if inner.count + ends.count <= most, areClear(inner) { return ends + inner }
    }
    return ends
  }

  /// How many rows of dots at the bottom belong to 0 on a logarithmic axis: one of cells.
  private func zeroDots(_ height: Int) -> Int { hasZero && height >= 8 ? 4 : 0 }

  /// Whether more than powers of ten are written.
  private var isFine: Bool { scale == .linear || .log10(high) - .log10(low) <= Self.fineDecades + 1e-9 }

  /// What stands beside an end of the axis: a power of ten as such where the other numbers are.
  private func label(_ end: Double) -> String {
    let exponent = Double.log10(end).rounded()
    let isPower = abs(.pow(10, exponent) / end - 1) < 1e-6
    return isPower && !isFine ? NumberText.powerOfTen(Int(exponent)) : Self.plain(end)
  }

  /// What could be written, the finest first.
  private var candidates: [[(value: Double, label: String)]] {
    if scale == .linear || high < low * Self.closeFactor * 1.5 {
      return RoundNumbers.evenTicks(limit: high - low).map { $0.map { (low + $0, Self.plain(low + $0)) } }
    }
    if isFine {
      return [[1.0, 2, 5], [1, 5], [1]].map { figures in
        RoundNumbers.decimalTicks(figures, from: low, to: high).map { ($0, Self.plain($0)) }
      }
    }
    return [1, 2, 3, 5, 10, 20, 40].map { distance in
      RoundNumbers.decadeTicks(from: low, to: high, distance: distance).map {
        (.pow(10, Double($0)), NumberText.powerOfTen($0))
      }
    }
  }

  /// A number without what adding up binary fractions leaves beyond nine figures; as a power of ten where that is shorter.
  private static func plain(_ value: Double) -> String {
    let text = NumberText.shortest(value, figures: 9)
    guard text.count > 5 else { return text }
    let power = NumberText.scientific(value, digits: DecimalFigures(value, count: 9).figures.count)
    return power.count < text.count ? power : text
  }
}
