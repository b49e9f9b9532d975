/// How well a network does on some rows: no step is taken, and Dropout does nothing.
public struct Evaluation: Sendable, Equatable {
  /// The mean loss over all rows.
  public let loss: Double
  /// The share of rows that are put into the right class; `nil` where the targets are no classes.
  public let accuracy: Double?
  /// The confusion matrix, [true, predicted], row-major; `nil` where there are no classes or too many to be shown.
  public let confusion: [Int]?

  /// The most classes of a confusion matrix.
  public static let mostClasses = 32
}

/// Evaluates a network on one data set, again and again as it learns.
public final class Evaluator {
  private let data: DataSet
  private let loss: any Loss
  private let features: RowTable
  private let targets: RowTable
  /// Rows that go through the network at once, and the graph for this many.
  private let parts: [(rows: ArraySlice<Int32>, stage: NetworkGraph)]

  /// The most rows at once, so that a large set takes bounded memory.
  private static let rowsAtOnce = 1024

  /// What evaluates `network` as it is at each time, on the rows of `data`.
  ///
  /// - Throws: `NetworkError` where the loss cannot take the targets, or a layer the rows.
  public init(_ network: Network, _ data: DataSet) throws(NetworkError) {
    self.data = data
    loss = network.architecture.loss
    features = RowTable(data.allFeatures, numbers: data.numbers)
    targets = RowTable(try data.allTargets(for: loss), numbers: data.numbers)
    let order = (0..<Int32(data.rows)).map { $0 }
    // Of equal length, so that none is a single row, which a Squeeze would take the batch axis of.
    let count = (data.rows + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    var stages: [Int: NetworkGraph] = [:]
    var parts: [(ArraySlice<Int32>, NetworkGraph)] = []
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
    let classes = data.classCount ?? 0
    let isCounted = (2...Evaluation.mostClasses).contains(classes)
    var confusion = [Int](repeating: 0, count: isCounted ? classes * classes : 0)
    for (rows, stage) in parts {
      rows.withUnsafeBufferPointer { rows in
        features.copy(rows, into: stage.input.data)
        targets.copy(rows, into: stage.target.data)
      }
      stage.graph.forward()
      sum += Double(stage.loss.data[0]) * Double(rows.count)
      guard classes > 0 else { continue }
      forEachClass(stage, rows: rows.count) { actual, predicted in
        right += actual == predicted ? 1 : 0
        // A network may have scores for more classes, and scores that are NaN name none.
        if isCounted, (0..<classes).contains(predicted) { confusion[actual * classes + predicted] += 1 }
      }
    }
    return Evaluation(
      loss: sum / Double(data.rows), accuracy: classes == 0 ? nil : Double(right) / Double(data.rows),
      confusion: isCounted ? confusion : nil)
  }

  /// Calls `body` with the class of each row and the class that the network puts it into: the one on its side of the
  /// threshold, or whose score is largest.
  private func forEachClass(_ stage: NetworkGraph, rows: Int, _ body: (Int, Int) -> Void) {
    let (prediction, target) = (stage.prediction.tensor.elements, stage.target.data.elements)
    if let threshold = loss.threshold(lowLabel: data.lowLabel) {
      let middle = (loss.lowTarget(lowLabel: data.lowLabel) + 1) / 2
      for row in 0..<rows {
        let number = prediction[row]
        body(target[row] > middle ? 1 : 0, number.isNaN ? -1 : number >= threshold ? 1 : 0)
      }
    } else {
      let classes = prediction.count / rows
      for row in 0..<rows {
        let scores = prediction[row * classes..<(row + 1) * classes]
        let best = scores.max() ?? 0
        body(Int(target[row]), scores.firstIndex(of: best).map { $0 - row * classes } ?? -1)
      }
    }
  }
}

/// Evaluates a trainer's network on the rows that it learns from and on those held out.
public struct PartsEvaluator {
  private let trainer: Trainer
  private let training: Evaluator
  private let heldOut: Evaluator?

  /// `nil` where there is but one sample, whose loss every step tells.
  public init?(_ trainer: Trainer) {
    let data = trainer.configuration.data
    guard data.sample == nil, let training = try? Evaluator(trainer.network, data.training) else {
      return nil
    }
    (self.trainer, self.training) = (trainer, training)
    heldOut = data.heldOut.flatMap { try? Evaluator(trainer.network, $0) }
  }

  /// How well the network does at present.
  public func evaluate() -> EvaluationHistory.Point {
    EvaluationHistory.Point(
      step: trainer.step, epoch: trainer.epoch - 1, training: training.evaluate(),
      heldOut: heldOut?.evaluate())
  }
}
