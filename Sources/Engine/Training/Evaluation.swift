/// How well a network does on some rows: no step is taken, and Dropout does nothing.
public struct Evaluation: Sendable, Equatable {
  /// The mean loss over all rows.
  public let loss: Double
  /// The share of rows that are put into the right class; `nil` where the targets are no classes.
  public let accuracy: Double?
}

/// Evaluates a network on one data set, again and again as it learns.
public final class Evaluator {
  private let data: DataSet
  private let loss: any Loss
  private let features: RowTable
  private let targets: RowTable
  /// Rows that go through the network at once, and the graph for so many.
  private let parts: [(rows: ArraySlice<Int32>, stage: Network.Stage)]

  /// At most so many rows at once, so that a large set takes bounded memory.
  private static let rowsAtOnce = 1024

  /// What evaluates `network` as it is at each time, on the rows of `data`.
  public init(_ network: Network, _ data: DataSet) throws(NetworkError) {
    self.data = data
    loss = network.architecture.loss
    features = RowTable(data.allFeatures, numbers: data.numbers)
    targets = RowTable(try data.allTargets(for: loss), numbers: data.numbers)
    let order = (0..<Int32(data.rows)).map { $0 }
    // Of equal length, so that none is a single row, which a Squeeze would take the batch axis of.
    let count = (data.rows + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    var stages: [Int: Network.Stage] = [:]
    var parts: [(ArraySlice<Int32>, Network.Stage)] = []
    for index in 0..<count {
      let rows = order[data.rows * index / count..<data.rows * (index + 1) / count]
      if let stage = stages[rows.count] {
        parts.append((rows, stage))
      } else {
        let stage = try network.stage(rows: rows.count)
        stages[rows.count] = stage
        parts.append((rows, stage))
      }
    }
    self.parts = parts
  }

  /// Loss and accuracy at the network's present weights.
  public func evaluate() -> Evaluation {
    var (sum, right) = (0.0, 0)
    for (rows, stage) in parts {
      rows.withUnsafeBufferPointer { rows in
        features.copy(rows, into: stage.input.data)
        targets.copy(rows, into: stage.target.data)
      }
      stage.graph.forward()
      sum += Double(stage.loss.data[0]) * Double(rows.count)
      right += rightCount(stage, rows: rows.count)
    }
    return Evaluation(
      loss: sum / Double(data.rows),
      accuracy: data.classCount == nil ? nil : Double(right) / Double(data.rows))
  }

  /// How many predictions are right: on their target's side of the threshold, or largest where the target says.
  private func rightCount(_ stage: Network.Stage, rows: Int) -> Int {
    let (prediction, target) = (stage.prediction.tensor.elements, stage.target.data.elements)
    guard let threshold = loss.threshold(lowLabel: data.lowLabel) else {
      let classes = prediction.count / rows
      return (0..<rows).count { row in
        let scores = prediction[row * classes..<(row + 1) * classes]
        return scores.firstIndex(of: scores.max() ?? 0) == row * classes + Int(target[row])
      }
    }
    let middle = (loss.lowTarget(lowLabel: data.lowLabel) + 1) / 2
    return (0..<rows).count { (prediction[$0] >= threshold) == (target[$0] > middle) }
  }
}
