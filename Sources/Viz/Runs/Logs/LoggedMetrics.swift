import Formats

/// What logs tell of one or more runs: numbers by tag and run, in bounded memory.
struct LoggedMetrics: Sendable {
  /// All numbers of one tag in one run.
  struct Series: Sendable {
    /// In the order of their steps, thinned so that no spike is lost.
    private(set) var points: [(step: Int, value: Double)] = []
    /// How many there were.
    private(set) var count = 0
    private(set) var least: (step: Int, value: Double)?
    private(set) var largest: (step: Int, value: Double)?

    /// How many points are kept at the most.
    static let capacity = 8192

    /// The last number.
    var last: (step: Int, value: Double)? { points.last }

    /// Takes a number; one at an earlier step than the last begins anew from there, as a run does that was started again.
    mutating func append(_ step: Int?, _ value: Double) {
      let step = step ?? (points.last?.step ?? -1) + 1
      if let last = points.last, step < last.step {
        points.removeAll { $0.step >= step }
        (least, largest) = (nil, nil)
        for point in points { extend(point) }
      }
      count += 1
      points.append((step, value))
      extend((step, value))
      if points.count >= 2 * Self.capacity { thin() }
    }

    private mutating func extend(_ point: (step: Int, value: Double)) {
      guard point.value.isFinite else { return }
      if point.value < least?.value ?? .infinity { least = point }
      if point.value > largest?.value ?? -.infinity { largest = point }
    }

    /// Of each four neighbours the smallest and the largest stay.
    private mutating func thin() {
      var kept: [(step: Int, value: Double)] = []
      for first in stride(from: 0, to: points.count, by: 4) {
        let part = first..<min(points.count, first + 4)
        // One that is no number tells of itself only where all are none.
        let finite = part.filter { points[$0].value.isFinite }
        guard let low = finite.min(by: { points[$0].value < points[$1].value }),
          let high = finite.max(by: { points[$0].value < points[$1].value })
        else {
          kept.append(points[first])
          continue
        }
        for place in Set([low, high]).sorted() { kept.append(points[place]) }
      }
      points = kept
    }
  }

  /// The runs, by where their logs lie.
  private(set) var runs: [String] = []
  /// The tags, losses first.
  private(set) var tags: [String] = []
  private var series: [String: [Int: Series]] = [:]
  /// What was wrong with any file, in words.
  var problems: [String] = []

  /// Takes a number of a run.
  mutating func append(_ number: LoggedNumber, run: String) {
    let place: Int
    if let known = runs.firstIndex(of: run) {
      place = known
    } else {
      place = runs.count
      runs.append(run)
    }
    if series[number.tag] == nil {
      tags.append(number.tag)
      tags.sort { (Self.rank($0), $0) < (Self.rank($1), $1) }
    }
    series[number.tag, default: [:]][place, default: Series()].append(number.step, number.value)
  }

  /// Losses before all else.
  private static func rank(_ tag: String) -> Int {
    let name = tag.lowercased()
    return name == "loss" ? 0 : name.contains("loss") ? 1 : 2
  }

  /// The series of a tag, by the number of their run.
  func series(of tag: String) -> [(run: Int, series: Series)] {
    (series[tag] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The last step of all.
  var lastStep: Int { series.values.flatMap(\.values).compactMap { $0.last?.step }.max() ?? 0 }
}
