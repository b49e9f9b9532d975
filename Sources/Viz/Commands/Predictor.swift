import Engine
import Languages

/// The class that a prediction stands for, as JSON.
struct PredictedClass {
  private let threshold: Float?
  private let names: [String]?
  private let takesLargest: Bool

  /// Classes by their names, as far as they are known; of a loss for classes their numbers else.
  init(_ loss: any Loss, names: [String]?, lowLabel: Float) {
    let form = type(of: loss).targets
    takesLargest = form == .classes
    self.names = names ?? (form == .probabilities ? ["0", "1"] : nil)
    threshold = loss.threshold(lowLabel: lowLabel)
  }

  /// The class of one row's prediction; `nil` where there are no classes.
  func name(of prediction: [Float]) -> String? {
    let number: Int
    if takesLargest {
      number = prediction.firstIndex(of: prediction.max() ?? 0) ?? 0
    } else {
      guard let threshold, names?.count == 2, prediction.count == 1 else { return nil }
      number = prediction[0] >= threshold ? 1 : 0
    }
    guard let names, names.indices.contains(number) else { return "\(number)" }
    let isNumber = names[number].wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil
    return isNumber ? names[number] : JSONText.text(names[number])
  }
}

/// A network with given weights, over rows that have no target.
struct Predictor {
  private let network: Network
  private let features: Tensor
  private let scale: Standardization?

  /// At most so many rows at once.
  private static let rowsAtOnce = 1024

  /// A network over rows; throws where they do not go together.
  init(_ architecture: Architecture, weights: [[Float]], rows: Tensor, scale: Standardization?) throws {
    var generator = Generator(seed: 0)
    network = Network(architecture, &generator)
    for (parameter, numbers) in zip(network.parameters, weights) { parameter.data.load(numbers) }
    (features, self.scale) = (rows, scale)
    let width = rows.shape.dropFirst().reduce(1, *)
    if let scale, scale.mean.count != width {
      throw Failure(
        say(
          "error.featureCount",
          "the weights were learnt from \(scale.mean.count) features a row, but there are \(width)"))
    }
  }

  /// Calls `body` with each row's number and prediction.
  func forEachRow(_ body: (Int, [Float]) throws -> Void) throws {
    let (all, count) = (features.elements, features.shape[0])
    let width = features.shape.dropFirst().reduce(1, *)
    var stage: NetworkGraph?
    for first in stride(from: 0, to: count, by: Self.rowsAtOnce) {
      let rows = min(Self.rowsAtOnce, count - first)
      let current = try stage.flatMap { $0.input.shape[0] == rows ? $0 : nil } ?? network.stage(rows: rows)
      stage = current
      let part = Array(all[first * width..<(first + rows) * width])
      current.input.data.load(scale?.applied(to: part) ?? part)
      current.graph.forward()
      let prediction = current.prediction.tensor.elements
      let outputs = prediction.count / rows
      for row in 0..<rows { try body(first + row, Array(prediction[row * outputs..<(row + 1) * outputs])) }
    }
  }
}
