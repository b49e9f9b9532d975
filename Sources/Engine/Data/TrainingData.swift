import Languages

/// The rows of a run: those to learn from, those held out, and how a program makes the same.
public struct TrainingData: Sendable {
  /// Where rows come from.
  public enum Origin: Sendable {
    /// One sample, in float64 as it was written. x: [in], y: [out]
    case sample(input: [Double], target: [Double])
    /// One sample that is drawn from the data seed: `torch.randn` for x, then `torch.rand` for y, `size` numbers each.
    case drawnSample(size: Int)
    /// A set with a name of its own.
    case builtIn(any BuiltInSet, samples: Int, noise: Double)
    /// Rows that are there already. Lines of Python may say how to get them: they leave the features in `x`, float32, and
    /// the targets in `y`, as the loss wants them.
    case given(DataSet, program: [String]? = nil)
  }

  /// Where the rows come from.
  public let origin: Origin
  /// As `torch.manual_seed` before the rows are made.
  public let seed: UInt64
  /// The part of the rows to learn from, or `nil` where all are.
  public let trainingFraction: Double?
  /// How the features were brought to one scale, by those to learn from; `nil` where they are as they were.
  public let standardization: Standardization?
  /// The rows to learn from.
  public let training: DataSet
  /// The rows to be judged by; `nil` where none is held out.
  public let heldOut: DataSet?

  /// Makes the rows, splits them, and standardizes them by the part to learn from, as the same program in PyTorch does.
  ///
  /// - Parameters:
  ///   - trainingFraction: The part to learn from; the rest is held out.
  ///   - standardizes: Whether features are standardized.
  ///   - heldOut: Rows to be judged by that are not of the same set; nothing is split then.
  /// - Throws: `NetworkError` where a part has no row, or rows held out have another form.
  public init(
    _ origin: Origin, seed: UInt64 = 0, trainingFraction: Double? = nil, standardizes: Bool = false,
    heldOut: DataSet? = nil
  ) throws(NetworkError) {
    self.origin = origin
    self.seed = seed
    var generator = Generator(seed: seed)
    let all = Self.rows(of: origin, &generator)
    var parts: (training: DataSet, heldOut: DataSet?) = (all, heldOut)
    if let heldOut {
      guard heldOut.rowShape == all.rowShape else {
        throw NetworkError(
          say(
            "engine.data.otherShape",
            "rows held out have the shape \(heldOut.rowShape), but those to learn from \(all.rowShape)"))
      }
      self.trainingFraction = nil
    } else if let fraction = trainingFraction, fraction < 1 {
      let counts = RandomSplit.lengths(
        of: all.rows, fractions: [fraction, RandomSplit.complement(of: fraction)])
      guard counts.allSatisfy({ $0 > 0 }) else {
        throw NetworkError(
          say(
            "engine.data.emptyPart",
            """
            a split of \(SettingText.number(fraction)) leaves \(counts[0]) rows to learn from and \(counts[1]) held \
            out, of \(all.rows); each part needs one
            """))
      }
      parts = all.split(fraction: fraction, generator: &generator)
      self.trainingFraction = fraction
    } else {
      self.trainingFraction = nil
    }
    guard standardizes else {
      (standardization, training, self.heldOut) = (nil, parts.training, parts.heldOut)
      return
    }
    let scale = Standardization(of: parts.training)
    let scaled = parts.training.standardized(by: scale)
    (standardization, training) = (scale, scaled)
    // Parts of one set share its numbers, which are scaled once.
    self.heldOut =
      heldOut?.standardized(by: scale) ?? parts.heldOut?.replacingFeatures(scaled.allFeatures)
  }

  private static func rows(of origin: Origin, _ generator: inout Generator) -> DataSet {
    switch origin {
    case .sample(let input, let target):
      DataSet(sample: input.map(Float.init), target: target.map(Float.init))
    case .drawnSample(let size):
      DataSet(
        sample: generator.normal(count: size), target: generator.uniform(count: size, from: 0, to: 1))
    case .builtIn(let set, let samples, let noise):
      set.make(samples: samples, noise: noise, generator: &generator)
    case .given(let rows, _):
      rows
    }
  }

  /// Whether the seed has a part in the rows or in their split.
  var isDrawn: Bool {
    if case .builtIn(let set, _, _) = origin, !set.isShipped { return true }
    return trainingFraction != nil
  }

  /// The same rows of another seed, or with another noise; rows that are there already are only split anew.
  func remade(seed: UInt64, noise: Double? = nil) throws(NetworkError) -> TrainingData {
    var origin = origin
    if case .builtIn(let set, let samples, let percent) = origin {
      origin = .builtIn(set, samples: samples, noise: noise ?? percent)
    }
    guard isDrawn else { return self }
    return try TrainingData(
      origin, seed: seed, trainingFraction: trainingFraction, standardizes: standardization != nil)
  }

  /// The one sample, where there is but one.
  public var sample: Sample? {
    switch origin {
    case .sample(let input, let target): Sample(input: input, target: target)
    case .drawnSample:
      Sample(
        input: training.features.elements.map(Double.init),
        target: training.targets.elements.map(Double.init))
    case .builtIn, .given: nil
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
