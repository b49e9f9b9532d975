import Engine

/// Between which losses the bands of a contour lie: on round numbers, by ratios or by distances as the plot of the losses.
struct ContourLevels {
  /// The losses that part two bands, ascending.
  let bounds: [Double]

  /// The lowest level is at least this part of the highest: what lies deeper is one band.
  private static let span = 1e-6

  /// At most `most` levels among the losses that there are.
  init(_ losses: [Double], scale: PlotScale, most: Int) {
    let finite = losses.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low else {
      bounds = []
      return
    }
    bounds =
      Self.candidates(low, high, scale).map { $0.filter { $0 > low && $0 < high } }.first {
        (1...most).contains($0.count)
      } ?? Self.even(low, high, most)
  }

  /// By ratios, the finest first.
  private static func candidates(_ low: Double, _ high: Double, _ scale: PlotScale) -> [[Double]] {
    guard scale == .logarithmic, high > 0 else { return [] }
    let low = max(low, high * span)
    // Within a factor of two, ratios and distances are nearly the same.
    guard high > 2 * low else { return [] }
    return [[1.0, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]].map {
      RoundNumbers.decimalTicks($0, from: low, to: high)
    }
      + [2, 3].map { distance in
        RoundNumbers.decimalTicks([1], from: low, to: high).reversed().enumerated().filter {
          $0.offset % distance == 0
        }.map(\.element).reversed()
      }
  }

  /// By distances.
  private static func even(_ low: Double, _ high: Double, _ most: Int) -> [Double] {
    let unit = RoundNumbers.niceCeiling((high - low) / Double(most))
    let (first, last) = ((low / unit).rounded(.down) + 1, (high / unit).rounded(.up) - 1)
    guard first <= last, last - first < Double(most) else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * unit }
  }

  /// The levels in as few figures as tell them apart.
  var words: [String] {
    for figures in 3..<9 {
      let words = bounds.map { NumberText.shortest($0, figures: figures) }
      if Set(words).count == words.count { return words }
    }
    return bounds.map { NumberText.shortest($0) }
  }

  /// In which band a loss lies, from 0 for the lowest.
  func band(_ loss: Double) -> Int { bounds.firstIndex { loss < $0 } ?? bounds.count }
}
