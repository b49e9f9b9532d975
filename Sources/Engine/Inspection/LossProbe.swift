/// The loss at other weights than the present ones, on rows that stay: what slices, rates and contours are drawn from.
///
/// It computes in a network of its own, so the trainer's stays as it is; layers that draw do nothing, as in `eval()`. Small
/// networks are computed in float64 by the reference rules, larger ones in float32 as they train.
public final class LossProbe {
  private let network: Network
  private let stage: NetworkGraph
  /// How many multiplications one loss takes, about.
  public let work: Int
  /// Whether the reference rules are used.
  public let isExact: Bool

  /// The most work that the reference rules may take for one loss, about as many multiplications.
  public static let exactWork = 1 << 17

  /// A probe on the rows of the batch that a trainer has in use.
  public convenience init?(batchOf trainer: Trainer) {
    let stage = trainer.stage
    self.init(trainer, rows: stage.input.shape.first ?? 1) { own in
      own.input.data.copy(stage.input.data)
      own.target.data.copy(stage.target.data)
    }
  }

  /// A probe on the first rows that a trainer learns from, at most `rows` of them.
  ///
  /// - Parameter exactWork: Up to how much work the reference rules are used, which take many times longer.
  public convenience init?(
    trainingOf trainer: Trainer, atMost most: Int, exactWork: Int = LossProbe.exactWork
  ) {
    if trainer.sample != nil {
      self.init(batchOf: trainer)
      return
    }
    let (data, loss) = (trainer.configuration.data.training, trainer.network.architecture.loss)
    let rows = min(data.rows, max(1, most))
    guard let targets = try? data.allTargets(for: loss) else { return nil }
    let order = (0..<Int32(rows)).map { $0 }
    self.init(trainer, rows: rows, exactWork: exactWork) { own in
      order.withUnsafeBufferPointer { order in
        RowTable(data.allFeatures, numbers: data.numbers).copy(order, into: own.input.data)
        RowTable(targets, numbers: data.numbers).copy(order, into: own.target.data)
      }
    }
  }

  private init?(
    _ trainer: Trainer, rows: Int, exactWork: Int = LossProbe.exactWork, load: (NetworkGraph) -> Void
  ) {
    var generator = Generator(seed: 0)
    network = Network(trainer.configuration.architecture, &generator)
    guard let stage = try? network.stage(rows: rows) else { return nil }
    self.stage = stage
    work = stage.graph.operations.reduce(0) { $0 + $1.work }
    isExact = work <= exactWork
    load(stage)
    take(trainer.network.parameters.map(\.data.elements))
  }

  /// Takes other weights, one array a parameter, for the present ones.
  public func take(_ weights: [[Float]]) {
    for (parameter, numbers) in zip(network.parameters, weights) { parameter.data.load(numbers) }
  }

  /// The loss with some numbers of the weights replaced; `nil` where there is no such place.
  public func loss(replacing numbers: [(place: Place, value: Double)] = []) -> Double? {
    var changes: [(parameter: Int, element: Int, value: Double)] = []
    for (place, value) in numbers {
      guard let parameter = network.parameters.firstIndex(where: { $0.name == place.tensor }),
        let element = network.parameters[parameter].element(at: place.index)
      else { return nil }
      changes.append((parameter, element, value))
    }
    guard isExact else { return roundedLoss(changes) }
    let given = Set(changes.map(\.parameter)).map { index -> (value: Value, numbers: [Double]) in
      var numbers = network.parameters[index].data.elements.map(Double.init)
      for change in changes where change.parameter == index { numbers[change.element] = change.value }
      return (network.parameters[index], numbers)
    }
    return stage.graph.reference(stage.loss, replacing: given)[0]
  }

  /// The loss at other weights, one array a parameter.
  public func loss(at weights: [[Float]]) -> Double {
    let present = network.parameters.map(\.data.elements)
    take(weights)
    defer { take(present) }
    if isExact { return stage.graph.reference(stage.loss)[0] }
    stage.graph.forward()
    return Double(stage.loss.data[0])
  }

  private func roundedLoss(_ changes: [(parameter: Int, element: Int, value: Double)]) -> Double {
    let present = changes.map { network.parameters[$0.parameter].data[$0.element] }
    for change in changes { network.parameters[change.parameter].data[change.element] = Float(change.value) }
    stage.graph.forward()
    for (change, number) in zip(changes, present) {
      network.parameters[change.parameter].data[change.element] = number
    }
    return Double(stage.loss.data[0])
  }
}
