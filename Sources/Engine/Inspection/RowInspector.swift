/// Follows single rows through a copy of a trainer's network: it has gradients of its own, so that the trainer's stay.
final class RowInspector {
  private let trainer: Trainer
  private let network: Network
  /// The row twice, so that a Squeeze leaves the batch's axis alone; halves and doubles lose no bit.
  private let stage: NetworkGraph
  private let data: DataSet
  private let targets: Tensor?
  /// What each axis of each stage is called, the batch's first; `nil` where a layer moves that axis.
  private let axes: [[String]]?

  private static let rows = 2

  init?(_ trainer: Trainer) {
    self.trainer = trainer
    var generator = Generator(seed: 0)
    network = Network(trainer.configuration.architecture, &generator)
    guard let stage = try? network.stage(rows: Self.rows) else { return nil }
    self.stage = stage
    data = trainer.configuration.data.training
    targets = try? data.allTargets(for: network.architecture.loss)
    axes = network.architecture.axisNames(data)
  }

  /// The row on its way at the trainer's present weights; `nil` where there is no such row.
  func view(_ choice: RowChoice) -> RowView? {
    guard let axes, let row = row(choice) else { return nil }
    copyWeights()
    stage.input.data.load(row.features + row.features)
    if let target = row.target { stage.target.data.load(target + target) }
    stage.graph.forward()
    let hasLoss = row.target != nil
    if hasLoss { stage.graph.backward(from: stage.loss) }
    let input = RowView.Stage(
      name: "x", layer: nil, shape: data.rowShape, batchShape: trainer.stage.input.shape,
      axes: Array(axes[0].dropFirst()), data: Tensor(row.features, shape: data.rowShape),
      gradient: nil)
    let outputs = stage.outputs.indices.map { index in
      let (output, batch) = (stage.outputs[index], trainer.stage.outputs[index])
      let named = network.architecture.layers[index]
      let shape = Array(output.shape.dropFirst())
      return RowView.Stage(
        name: named.name, layer: named.layer, shape: shape, batchShape: batch.shape,
        axes: Array(axes[index + 1].dropFirst()), data: Self.first(output.tensor, shape),
        gradient: hasLoss ? output.gradientTensor.map { Self.first($0, shape, times: Float(Self.rows)) } : nil
      )
    }
    return RowView(
      choice: choice, stages: [input] + outputs, target: row.target,
      loss: hasLoss ? stage.loss.data[0] : nil)
  }

  /// All outputs for each of some rows, one behind the other; `nil` where they are no rows.
  func predictions(_ features: [Float]) -> [[Float]]? {
    let width = data.rowShape.reduce(1, *)
    guard axes != nil, width > 0, !features.isEmpty, features.count % width == 0 else { return nil }
    copyWeights()
    return stride(from: 0, to: features.count, by: width).map { start in
      let row = Array(features[start..<start + width])
      stage.input.data.load(row + row)
      stage.graph.forward()
      let prediction = stage.prediction.tensor.elements
      return Array(prediction[..<(prediction.count / Self.rows)])
    }
  }

  private func copyWeights() {
    for (copy, parameter) in zip(network.parameters, trainer.network.parameters) {
      copy.data.copy(parameter.data)
    }
  }

  /// The features of a row and its target as the loss wants it, if it has one.
  private func row(_ choice: RowChoice) -> (features: [Float], target: [Float]?)? {
    let width = data.rowShape.reduce(1, *)
    switch choice {
    case .own(let features):
      return features.count == width ? (features, nil) : nil
    case .training(let number):
      // The one sample may have been edited.
      if let sample = trainer.sample { return (sample.input.map(Float.init), sample.target.map(Float.init)) }
      guard (0..<data.rows).contains(number) else { return nil }
      return (
        data.elements(of: number, in: data.allFeatures), targets.map { data.elements(of: number, in: $0) }
      )
    }
  }

  /// The first row of a tensor of several, under a shape of its own.
  private static func first(_ tensor: Tensor, _ shape: [Int], times factor: Float = 1) -> Tensor {
    let elements = tensor.elements.prefix(shape.reduce(1, *))
    return Tensor(factor == 1 ? Array(elements) : elements.map { $0 * factor }, shape: shape)
  }
}
