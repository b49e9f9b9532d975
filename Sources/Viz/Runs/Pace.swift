/// How fast a run steps while it is running.
enum Pace: Equatable, Sendable {
  case stepsPerSecond(Double)
  case unlimited

  /// The pace a run starts with.
  static let standard = Pace.stepsPerSecond(100)

  private static let ladder: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]

  /// The next faster pace of the ladder, at last unlimited.
  var faster: Pace {
    guard case .stepsPerSecond(let rate) = self else { return self }
    return Self.ladder.first { $0 > rate }.map(Pace.stepsPerSecond) ?? .unlimited
  }

  /// The next slower pace of the ladder, at last one step a second.
  var slower: Pace {
    guard case .stepsPerSecond(let rate) = self else {
      return Self.ladder.last.map(Pace.stepsPerSecond) ?? self
    }
    return Self.ladder.last { $0 < rate }.map(Pace.stepsPerSecond) ?? self
  }

  /// Whether two steps lie half a second or more apart.
  var isSlow: Bool {
    guard case .stepsPerSecond(let rate) = self else { return false }
    return rate <= 2
  }

  /// The pace of the ladder at a place between the slowest, 0, and unlimited, 1.
  static func at(_ fraction: Double) -> Pace {
    let place = Int((fraction * Double(ladder.count)).rounded())
    return ladder.indices.contains(max(0, place)) ? .stepsPerSecond(ladder[max(0, place)]) : .unlimited
  }

  /// Whether what is said of each step can be read before the next one.
  var isReadable: Bool {
    guard case .stepsPerSecond(let rate) = self else { return false }
    return rate <= 5
  }

  /// Where the pace stands between the slowest, 0, and unlimited, 1.
  var fraction: Double {
    guard case .stepsPerSecond(let rate) = self else { return 1 }
    return Double(Self.ladder.filter { $0 < rate }.count) / Double(Self.ladder.count)
  }
}
