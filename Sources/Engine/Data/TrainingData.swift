/// The rows of a run: those to learn from, those held out, and how a program makes the same.
public struct TrainingData: Sendable {
  /// Where rows come from.
  public enum Origin: Sendable {
    /// One sample, in float64 as it was written. x: [in], y: [out]
    case sample(input: [Double], target: [Double])
    /// One sample that is drawn from the data seed: `torch.randn` for x, then `torch.rand` for y, `size` numbers each.
    case drawnSample(size: Int)
    /// A set that is made by a rule.
    case generated(any GeneratedSet, samples: Int, noise: Double)
    /// Rows that are there already.
    case given(DataSet)
  }

  /// Where the rows come from.
  public let origin: Origin
  /// As `torch.manual_seed` before the rows are made.
  public let seed: UInt64
  /// The part of the rows to learn from, or `nil` where all are.
  public let trainingFraction: Double?
  /// The rows to learn from.
  public let training: DataSet
  /// The rows to be judged by; `nil` where none is held out.
  public let heldOut: DataSet?

  /// Makes the rows, and then splits them, as the same program in PyTorch does.
  ///
  /// - Throws: `NetworkError` where a part has no row.
  public init(_ origin: Origin, seed: UInt64 = 0, trainingFraction: Double? = nil) throws(NetworkError) {
    self.origin = origin
    self.seed = seed
    var generator = Generator(seed: seed)
    let all =
      switch origin {
      case .sample(let input, let target):
        DataSet(sample: input.map(Float.init), target: target.map(Float.init))
      case .drawnSample(let size):
        DataSet(
          sample: generator.normal(count: size), target: generator.uniform(count: size, from: 0, to: 1))
      case .generated(let set, let samples, let noise):
        set.make(samples: samples, noise: noise, generator: &generator)
      case .given(let rows):
        rows
      }
    guard let fraction = trainingFraction, fraction < 1 else {
      (self.trainingFraction, training, heldOut) = (nil, all, nil)
      return
    }
    let counts = RandomSplit.lengths(
      of: all.rows, fractions: [fraction, RandomSplit.complement(of: fraction)])
    guard counts.allSatisfy({ $0 > 0 }) else {
      throw NetworkError(
        "a split of \(SettingText.number(fraction)) leaves \(counts[0]) rows to learn from and \(counts[1]) held out, of "
          + "\(all.rows); each part needs one")
    }
    let parts = all.split(fraction: fraction, generator: &generator)
    (self.trainingFraction, training, heldOut) = (fraction, parts.training, parts.heldOut)
  }

  /// The one sample, where there is but one.
  public var sample: Sample? {
    switch origin {
    case .sample(let input, let target): Sample(input: input, target: target)
    case .drawnSample:
      Sample(
        input: training.features.elements.map(Double.init),
        target: training.targets.elements.map(Double.init))
    case .generated, .given: nil
    }
  }
}

extension DataSet {
  /// The name that a single sample's set is called by.
  public static let sampleName = "article"

  /// One sample. x: [in], y: [out]
  fileprivate init(sample input: [Float], target: [Float]) {
    self.init(
      name: Self.sampleName, featureNames: input.indices.map { "x[\($0)]" },
      features: Tensor(input, shape: [1, input.count]), targets: Tensor(target, shape: [1, target.count]),
      kind: .values)
  }
}
