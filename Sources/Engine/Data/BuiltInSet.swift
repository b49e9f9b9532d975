/// A data set with a name of its own, described whole by one type: made by a rule from random numbers, or shipped.
public protocol BuiltInSet: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// The name as written in prose.
  var title: String { get }
  /// How many samples there are unless told otherwise.
  var samples: Int { get }
  /// Whether the samples are there already, so that there can be no other number of them.
  var isShipped: Bool { get }
  /// The noise that the rule takes, in percent; from 0 to 0 where it takes none.
  var noiseRange: ClosedRange<Double> { get }
  /// The noise unless told otherwise, in percent.
  var noise: Double { get }
  /// The part of the samples to train on unless told otherwise.
  var trainingFraction: Double { get }
  /// The samples in a batch unless told otherwise.
  var batch: Int { get }
  /// Whether features are standardized in any case.
  var standardizes: Bool { get }

  /// Makes the set in the order in which it is used; the generator goes on as in the same program in PyTorch.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet

  /// A row's features from a word of a person's own; `nil` where features are no letters.
  func row(_ word: String) -> [Float]?

  /// The letter that an entry stands for; `nil` where features are no letters.
  func letter(_ entry: Int) -> Character?

  /// Of which type `program` leaves the features.
  var featureType: FeatureType { get }
  /// The same rule as lines of Python, which come after `torch.manual_seed`.
  ///
  /// They leave the features in `x`, [rows, …], and the targets in `y`: values as [rows, outputs], classes by number as
  /// [rows], where of two a bool may tell whether a row is of the second.
  func program(samples: Int, noise: Double) -> [String]
}

/// The type of a tensor of features in Python.
public enum FeatureType: Sendable {
  /// `torch.float32`
  case float32
  /// `torch.float64`
  case float64
  /// Whole numbers, as an Embedding takes them.
  case int64
}

extension BuiltInSet {
  /// False: samples are generated.
  public var isShipped: Bool { false }
  /// From 0 to 50 %.
  public var noiseRange: ClosedRange<Double> { 0...50 }
  /// 0: no noise.
  public var noise: Double { 0 }
  /// One half.
  public var trainingFraction: Double { 0.5 }
  /// Ten samples.
  public var batch: Int { 10 }
  /// Features are numbers.
  public func row(_ word: String) -> [Float]? { nil }
  /// Features are numbers.
  public func letter(_ entry: Int) -> Character? { nil }
  /// False: features stay as they are.
  public var standardizes: Bool { false }
  /// Rules are computed in float64.
  public var featureType: FeatureType { .float64 }
}
