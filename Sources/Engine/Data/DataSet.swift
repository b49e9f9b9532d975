import Languages

/// Rows to learn from: features, and a target for each row.
///
/// The parts of a split share their numbers: each says which rows of the whole are its own.
public struct DataSet: Sendable {
  /// What the targets of a set are.
  public enum Kind: Sendable, Equatable {
    /// Numbers to come near to. Targets: [rows, outputs].
    case values
    /// Classes by number; the names are in the order of the numbers. Targets: [rows].
    case classes(names: [String])
  }

  /// The name that the set is called by.
  public let name: String
  /// What each column of the features is called; see ``featureTitle(_:)`` for how it is shown.
  public let featureNames: [String]
  /// What the axis of a row's features is called: "feature", "pixel", "text".
  public let axisName: String
  /// The rows and columns of a row's picture, where its features are pixels.
  public let picture: PictureSize?
  /// The features of the whole that this is a part of. [all rows, …]
  public let allFeatures: Tensor
  /// The targets of the whole. [all rows, …]
  let allTargets: Tensor
  /// Which rows of the whole these are, in their order; `nil` where they are the whole.
  let numbers: [Int32]?
  /// Whether the targets are values or classes.
  public let kind: Kind
  /// The label of the first of two classes for a loss of values: −1, or 0 for sets whose rule says 0 and 1.
  public let lowLabel: Float

  /// Creates a set; features and targets must have the same number of rows.
  public init(
    name: String, featureNames: [String], features: Tensor, targets: Tensor, kind: Kind, lowLabel: Float = -1,
    axisName: String? = nil, picture: PictureSize? = nil
  ) {
    self.init(
      name: name, featureNames: featureNames, features: features, targets: targets, numbers: nil, kind: kind,
      lowLabel: lowLabel, axisName: axisName ?? (picture == nil ? "feature" : "pixel"), picture: picture)
  }

  private init(
    name: String, featureNames: [String], features: Tensor, targets: Tensor, numbers: [Int32]?, kind: Kind,
    lowLabel: Float, axisName: String, picture: PictureSize?
  ) {
    precondition(
      features.rank > 0 && targets.rank > 0 && features.shape[0] == targets.shape[0],
      "features of shape \(features.shape) and targets of shape \(targets.shape) differ in rows")
    self.name = name
    self.featureNames = featureNames
    (self.axisName, self.picture) = (axisName, picture)
    allFeatures = features
    allTargets = targets
    self.numbers = numbers
    self.kind = kind
    self.lowLabel = lowLabel
  }

  /// The name of the pixel at a place of a picture.
  static func pixelName(row: Int, column: Int) -> String { "pixel \(row),\(column)" }

  /// The name of a letter, by its place from 1 on.
  static func letterName(_ place: Int) -> String { "letter \(place)" }

  /// What a column of the features is called where it is shown: pixels and letters in the present language.
  public func featureTitle(_ column: Int) -> String {
    let name = featureNames[column]
    if let picture {
      let place = column.quotientAndRemainder(dividingBy: picture.columns)
      if name == Self.pixelName(row: place.quotient, column: place.remainder) {
        return say("engine.data.pixel", "pixel \(place.quotient),\(place.remainder)")
      }
    } else if axisName == TextSet.axisName, name == Self.letterName(column + 1) {
      return say("engine.data.letter", "letter \(column + 1)")
    }
    return name
  }

  /// The number of rows.
  public var rows: Int { numbers?.count ?? allFeatures.shape[0] }

  /// The shape of one row's features.
  public var rowShape: [Int] { Array(allFeatures.shape.dropFirst()) }

  /// [rows, …]
  public var features: Tensor { numbers.map(allFeatures.selecting) ?? allFeatures }

  /// [rows, …]; ``targets(as:)`` gives them as a loss wants them.
  public var targets: Tensor { numbers.map(allTargets.selecting) ?? allTargets }

  /// The number of classes; nil where the targets are values.
  public var classCount: Int? { classNames?.count }

  /// The names of the classes by number; nil where the targets are values.
  public var classNames: [String]? {
    guard case .classes(let names) = kind else { return nil }
    return names
  }

  /// One row: its features, and its target's numbers, or the number of its class.
  public func example(_ row: Int) -> (features: [Float], target: [Float]) {
    (elements(of: row, in: allFeatures), elements(of: row, in: allTargets))
  }

  /// The numbers of one row in a tensor with one row for each of the whole. [all rows, …]
  func elements(of row: Int, in whole: Tensor) -> [Float] {
    let place = numbers.map { Int($0[row]) } ?? row
    let width = whole.shape.dropFirst().reduce(1, *)
    return Array(whole.elements[place * width..<(place + 1) * width])
  }

  /// These rows in this order; a row may come more than once.
  public func selecting(_ rows: [Int]) -> DataSet {
    for row in rows { precondition((0..<self.rows).contains(row), "row \(row) of \(self.rows)") }
    return DataSet(
      name: name, featureNames: featureNames, features: allFeatures, targets: allTargets,
      numbers: rows.map { numbers?[$0] ?? Int32($0) }, kind: kind, lowLabel: lowLabel,
      axisName: axisName, picture: picture)
  }

  /// The same rows of a whole with other features, in the same shape.
  func replacingFeatures(_ features: Tensor) -> DataSet {
    precondition(features.shape == allFeatures.shape, "\(features.shape) for \(allFeatures.shape)")
    return DataSet(
      name: name, featureNames: featureNames, features: features, targets: allTargets, numbers: numbers,
      kind: kind, lowLabel: lowLabel, axisName: axisName, picture: picture)
  }
}

extension DataSet: Equatable {
  /// Whether both have the same rows, wherever they come from.
  public static func == (a: DataSet, b: DataSet) -> Bool {
    (a.name, a.featureNames, a.kind, a.lowLabel) == (b.name, b.featureNames, b.kind, b.lowLabel)
      && a.features == b.features && a.targets == b.targets
  }
}
