/// Two numbers of a network at one moment of a run.
public struct TrailPoint: Sendable, Equatable {
  /// The one along the horizontal axis.
  public let first: Float
  /// The one along the vertical axis.
  public let second: Float

  /// A point from its numbers.
  public init(_ first: Float, _ second: Float) {
    (self.first, self.second) = (first, second)
  }
}

/// The weights along a run, at equal distances that double when there are too many: all of a small network's, of a large
/// one's the two that are looked at.
struct WeightTrail {
  /// Where the two numbers that are looked at lie.
  struct Elements: Equatable {
    let first: (parameter: Int, element: Int)
    let second: (parameter: Int, element: Int)

    static func == (a: Elements, b: Elements) -> Bool { a.first == b.first && a.second == b.second }

    /// Where a pair lies in a network, if it does.
    init?(_ pair: PlacePair, in network: Network) {
      func element(_ place: Place) -> (parameter: Int, element: Int)? {
        guard let parameter = network.parameters.firstIndex(where: { $0.name == place.tensor }) else {
          return nil
        }
        return network.parameters[parameter].element(at: place.index).map { (parameter, $0) }
      }
      guard let first = element(pair.first), let second = element(pair.second) else { return nil }
      (self.first, self.second) = (first, second)
    }

    /// The two numbers at present.
    func point(_ network: Network) -> TrailPoint {
      TrailPoint(
        network.parameters[first.parameter].data[first.element],
        network.parameters[second.parameter].data[second.element])
    }
  }

  /// Up to how many weights a network has all of them kept.
  private static let mostWeights = 2048
  /// How many numbers a trail keeps, but for a handful of points in any case.
  private static let mostNumbers = 1 << 17

  private let network: Network
  private let keepsAll: Bool
  private let capacity: Int
  private var elements: Elements?
  /// All weights, or the two, at each point.
  private var kept: [[Float]] = []
  private var distance = 1
  private var count = 0
  /// Where each parameter's numbers begin among all.
  private let offsets: [Int]

  /// A trail that begins at a network's present weights.
  init(_ network: Network, _ elements: Elements?) {
    self.network = network
    self.elements = elements
    let counts = network.parameters.map(\.data.count)
    offsets = counts.indices.map { counts[..<$0].reduce(0, +) }
    let total = counts.reduce(0, +)
    keepsAll = total <= Self.mostWeights
    capacity = keepsAll ? min(512, max(64, Self.mostNumbers / max(1, total))) : 512
    append()
  }

  /// Looks at two other numbers; of a large network the trail begins anew with them.
  mutating func look(at elements: Elements?) {
    guard elements != self.elements else { return }
    self.elements = elements
    if !keepsAll { self = WeightTrail(network, elements) }
  }

  /// Adds the present weights.
  mutating func append() {
    if count % distance == 0 {
      if kept.count == capacity {
        kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        distance *= 2
      }
      if count % distance == 0 { kept.append(present) }
    }
    count += 1
  }

  private var present: [Float] {
    if keepsAll { return network.parameters.flatMap(\.data.elements) }
    return elements.map { [$0.point(network).first, $0.point(network).second] } ?? []
  }

  /// The two numbers that are looked at, from the start on, the present ones last.
  var points: [TrailPoint] {
    guard let elements else { return [] }
    let (first, second) =
      keepsAll
      ? (
        offsets[elements.first.parameter] + elements.first.element,
        offsets[elements.second.parameter] + elements.second.element
      ) : (0, 1)
    return kept.filter { $0.count > max(first, second) }.map { TrailPoint($0[first], $0[second]) }
      + [elements.point(network)]
  }
}
