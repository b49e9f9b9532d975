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

  /// The point since which a run has overfitted, if it does: where the loss of the rows held out was lowest, when it has since
  /// grown while the loss of the training rows has fallen: by a fifth or more, at each of the last three points.
  public var overfittingStart: Point? {
    let known = points.indices.filter { points[$0].heldOut?.loss.isFinite == true }
    func heldOut(_ index: Int) -> Double { points[index].heldOut?.loss ?? .infinity }
    guard let best = known.min(by: { heldOut($0) < heldOut($1) }) else { return nil }
    let last = known.filter { $0 > best }.suffix(3)
    let isWorse = last.allSatisfy { index in
      heldOut(index) >= 1.2 * heldOut(best) && points[index].training.loss < points[best].training.loss
    }
    return last.count == 3 && isWorse ? points[best] : nil
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
