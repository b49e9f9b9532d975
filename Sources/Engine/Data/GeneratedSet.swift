/// A data set that is made by a rule from random numbers, described whole by one type.
public protocol GeneratedSet: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// The name as written in prose.
  var title: String { get }
  /// How many samples are made unless told otherwise.
  var samples: Int { get }
  /// The noise that the rule takes, in percent; from 0 to 0 where it takes none.
  var noiseRange: ClosedRange<Double> { get }
  /// The noise unless told otherwise, in percent.
  var noise: Double { get }
  /// The part of the samples to train on unless told otherwise.
  var trainingFraction: Double { get }
  /// The samples in a batch unless told otherwise.
  var batch: Int { get }

  /// Makes the set in the order in which it is used; the generator goes on as in the same program in PyTorch.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet

  /// Whether the features are numbers of entries, int64 in PyTorch, as an Embedding takes them.
  var featuresAreEntries: Bool { get }
  /// The same rule as lines of Python, which come after `torch.manual_seed`.
  ///
  /// They leave the features in `x`, of any type, [rows, …], and the targets in `y`: values as [rows, outputs], classes by
  /// number as [rows], where of two a bool tells whether a row is of the second.
  func program(samples: Int, noise: Double) -> [String]
}

extension GeneratedSet {
  /// From 0 to 50 %.
  public var noiseRange: ClosedRange<Double> { 0...50 }
  /// None.
  public var noise: Double { 0 }
  /// One half.
  public var trainingFraction: Double { 0.5 }
  /// Ten samples.
  public var batch: Int { 10 }
  /// They are not.
  public var featuresAreEntries: Bool { false }
}
