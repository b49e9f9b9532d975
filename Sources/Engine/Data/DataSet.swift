/// Rows to learn from: features, and a target for each row.
public struct DataSet: Sendable, Equatable {
  /// What the targets of a set are.
  public enum Kind: Sendable, Equatable {
    /// Numbers to come near to. Targets: [rows, outputs].
    case values
    /// Classes by number; the names are in the order of the numbers. Targets: [rows].
    case classes(names: [String])
  }

  /// The name that the set is called by.
  public let name: String
  /// What each column of the features is called.
  public let featureNames: [String]
  /// [rows, …]
  public let features: Tensor
  /// [rows, …]; ``targets(as:)`` gives them as a loss wants them.
  public let targets: Tensor
  /// Whether the targets are values or classes.
  public let kind: Kind
  /// The label of the first of two classes for a loss of values: −1, or 0 for sets whose rule says 0 and 1.
  public let lowLabel: Float

  /// Creates a set; features and targets must have the same number of rows.
  public init(
    name: String, featureNames: [String], features: Tensor, targets: Tensor, kind: Kind, lowLabel: Float = -1
  ) {
    precondition(
      features.rank > 0 && targets.rank > 0 && features.shape[0] == targets.shape[0],
      "features of shape \(features.shape) and targets of shape \(targets.shape) differ in rows")
    self.name = name
    self.featureNames = featureNames
    self.features = features
    self.targets = targets
    self.kind = kind
    self.lowLabel = lowLabel
  }

  /// The number of rows.
  public var rows: Int { features.shape[0] }

  /// The number of classes; nil where the targets are values.
  public var classCount: Int? {
    guard case .classes(let names) = kind else { return nil }
    return names.count
  }

  /// These rows in this order; a row may come more than once.
  public func selecting(_ rows: [Int]) -> DataSet {
    DataSet(
      name: name, featureNames: featureNames, features: features.selecting(rows),
      targets: targets.selecting(rows), kind: kind, lowLabel: lowLabel)
  }
}

extension Tensor {
  /// The rows along the first axis with these numbers, in this order.
  func selecting(_ rows: [Int]) -> Tensor {
    let width = shape.dropFirst().reduce(1, *)
    let all = elements
    var selected: [Float] = []
    selected.reserveCapacity(rows.count * width)
    for row in rows {
      precondition((0..<shape[0]).contains(row), "row \(row) of \(shape[0])")
      selected.append(contentsOf: all[row * width..<(row + 1) * width])
    }
    return Tensor(selected, shape: [rows.count] + shape.dropFirst())
  }
}
