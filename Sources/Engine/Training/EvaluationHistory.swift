/// How well a run did at the ends of its epochs: of a long run at equal distances, which double when there are too many.
public struct EvaluationHistory: Sendable {
  /// How well the network did after a step.
  public struct Point: Sendable, Equatable {
    /// How many steps were taken.
    public let step: Int
    /// How many epochs were over.
    public let epoch: Int
    /// On the rows to learn from.
    public let training: Evaluation
    /// On the rows held out, where there are any.
    public let heldOut: Evaluation?
  }

  /// The most points kept.
  public static let capacity = 512

  /// The points, in the order of their steps.
  public private(set) var points: [Point] = []
  /// How many epochs lie between two points: a power of two.
  public private(set) var distance = 1

  /// No points.
  public init() {}

  /// The first epoch from `epoch` on whose end is one to evaluate at.
  func next(from epoch: Int) -> Int {
    let first = max(epoch, (points.last?.epoch ?? -1) + 1)
    return (first + distance - 1) / distance * distance
  }

  /// Adds a point behind the last one.
  mutating func append(_ point: Point) {
    points.append(point)
    if points.count > Self.capacity {
      distance *= 2
      points = points.filter { $0.epoch % distance == 0 }
    }
  }

  /// Forgets what came after a step.
  mutating func cut(after step: Int) { points.removeAll { $0.step > step } }

  /// What was known at a step.
  public func until(_ step: Int) -> EvaluationHistory {
    var history = self
    history.cut(after: step)
    return history
  }
}
