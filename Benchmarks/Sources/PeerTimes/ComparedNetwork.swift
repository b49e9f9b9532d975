import Engine

/// A network as the other side has it too: weights and rows come from a rule of whole numbers that both sides know, so that
/// nothing has to be sent. Benchmarks/compare/same_numbers.py has the same rule.
struct ComparedNetwork {
  private let batch: Int
  private let features: Int
  private let loss: String
  private let optimizer: String
  private let model: String

  /// The network of BATCH, FEATURES, LOSS, OPTIMIZER and MODEL.
  init(_ parts: ArraySlice<String>) {
    let parts = Array(parts)
    guard parts.count == 5, let batch = Int(parts[0]), let features = Int(parts[1]) else {
      fatalError("not a network: \(parts.joined(separator: " | "))")
    }
    (self.batch, self.features) = (batch, features)
    (loss, optimizer, model) = (parts[2], parts[3], parts[4])
  }

  /// A run to be timed. Unlike the other side, which has its one batch at hand, it draws an order for each epoch of eight
  /// batches and copies the rows of each batch, as a run of the program does.
  func trainer(threads: Int) throws -> Trainer { try trainer(batches: 8, threads: threads) }

  /// The loss after `count` steps on one batch, whose rows stay in their order.
  func loss(after count: Int) throws -> Float {
    let trainer = try trainer(batches: 1)
    trainer.run(until: count)
    precondition(trainer.step == count, "the run stopped early")
    return trainer.loss
  }

  private func trainer(batches: Int, threads: Int = 1) throws -> Trainer {
    let architecture = try Architecture(model, loss: loss, rowShape: [features])
    let data = try TrainingData(.given(rows(batch * batches, for: architecture)))
    return Trainer(
      try Configuration(
        architecture, data: data, optimizer: Optimizers.parse(optimizer), seed: 0,
        initialWeights: weights(of: architecture), batch: batch, shuffles: batches > 1, threads: threads))
  }

  /// Features between −1 and 1, or whole numbers for an Embedding; classes for CrossEntropyLoss, 0 and 1 for the others.
  private func rows(_ count: Int, for architecture: Architecture) throws -> DataSet {
    let entries = (architecture.layers.first?.layer as? Embedding)?.entries
    let inputs = (0..<count * features).map { index in
      entries.map { Float(Self.number(.features, index) % $0) } ?? Self.fraction(.features, index)
    }
    let isClassifier = type(of: architecture.loss).targets == .classes
    let classes = isClassifier ? try architecture.shapes(rows: 2).last?.last ?? 0 : 2
    let targets = (0..<count).map { Float(Self.number(.targets, $0) % classes) }
    return DataSet(
      name: "compared", featureNames: (0..<features).map { "x[\($0)]" },
      features: Tensor(inputs, shape: [count, features]),
      targets: Tensor(targets, shape: isClassifier ? [count] : [count, 1]),
      kind: isClassifier ? .classes(names: (0..<classes).map(String.init)) : .values)
  }

  /// Within ±2⁻ᵏ, where 4ᵏ is the least power not below a matrix's columns: about as wide as PyTorch draws them. A bias has
  /// the k of the matrix before it.
  private func weights(of architecture: Architecture) -> [[Float]] {
    var (count, bound): (Int, Float) = (0, 1)
    return architecture.layers.flatMap { $0.layer.parameters }.map { parameter in
      if parameter.shape.count == 2 {
        var columns = 1
        bound = 1
        while columns < parameter.shape[1] { (columns, bound) = (columns * 4, bound / 2) }
      }
      let start = count
      count += parameter.shape.reduce(1, *)
      return (start..<count).map { Self.fraction(.weights, $0) * bound }
    }
  }

  /// What numbers are for; each use has its own.
  private enum Use: UInt32 {
    case weights, features, targets
  }

  /// A whole number below 65,536 that looks random.
  private static func number(_ use: Use, _ index: Int) -> Int {
    var bits = (UInt32(index) &+ use.rawValue << 24) &* 0x9E37_79B1
    bits = (bits ^ bits >> 15) &* 0x85EB_CA77
    return Int((bits ^ bits >> 13) >> 16)
  }

  /// From −1 to below 1, a multiple of 2⁻¹⁵.
  private static func fraction(_ use: Use, _ index: Int) -> Float {
    Float(number(use, index) - 32_768) / 32_768
  }
}
