import RealModule

/// How the step axis of a plot runs.
enum StepScale: Sendable {
  case linear
  /// By the logarithm of step + 1, so that step 0 has a place.
  case logarithmic

  /// How far along an endless axis a step lies.
  func place(of step: Double) -> Double {
    self == .linear ? step : .log(onePlus: max(0, step))
  }

  /// The step at a place of the endless axis.
  func step(at place: Double) -> Double {
    self == .linear ? place : .expMinusOne(place)
  }
}

/// The step axis of a plot: the steps at its ends, the place of every step between, and the numbers to write under it.
struct StepAxis: Equatable, Sendable {
  let scale: StepScale
  let first: Int
  /// Above `first`.
  let last: Int

  /// Where a step lies, from 0 at the first to 1 at the last.
  func fraction(of step: Double) -> Double {
    let (low, high) = (scale.place(of: Double(first)), scale.place(of: Double(last)))
    return (scale.place(of: step) - low) / (high - low)
  }

  /// The step at a place from 0 at the first to 1 at the last.
  func step(at fraction: Double) -> Double {
    let (low, high) = (scale.place(of: Double(first)), scale.place(of: Double(last)))
    return scale.step(at: low + (high - low) * fraction)
  }

  /// Whether a step lies between the ends.
  func contains(_ step: Int) -> Bool { step >= first && step <= last }

  /// The column of a plot that holds the dots of a step.
  func column(of step: Int, in plot: Rect) -> Int {
    plot.x + Int((fraction(of: Double(step)) * Double(plot.width * 2 - 1)).rounded()) / 2
  }

  /// Ways to part the axis, the finest first; each begins with the ends, which have the right of way.
  func tickSets(finest: Int) -> [[Int]] {
    let ends = [last, first]
    if scale == .logarithmic, last + 1 >= 10 * (first + 1) {
      let sets: [[Double]] = [[1, 2, 5], [1]]
      return sets.map { figures in
        let inner = RoundNumbers.decimalTicks(figures, from: max(1, Double(first)), to: Double(last))
        return ends + inner.map { Int($0.rounded()) }.filter { $0 > first && $0 < last }.reversed()
      }
    }
    if first == 0, scale == .linear {
      let sets = RoundNumbers.evenTicks(limit: Double(last)).filter { $0.count - 1 <= min(finest, last) }
      if sets.count > 1 { return sets.map { ends + $0.dropFirst().dropLast().map { Int($0.rounded()) } } }
    }
    return RoundNumbers.roundTicks(from: Double(first), to: Double(last), finest: finest).map {
      ends + $0.map { Int($0.rounded()) }
    }
  }
}
