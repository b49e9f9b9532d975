/// How a loss wants the targets.
public enum TargetForm: Sendable, CaseIterable {
  /// Values, [rows, outputs]: MSELoss, L1Loss, SmoothL1Loss. Of two classes the second is 1, and the first −1 or
  /// what the set says.
  case values
  /// Probabilities, [rows, outputs]: BCELoss, BCEWithLogitsLoss. Two classes are 0 and 1.
  case probabilities
  /// Numbers of classes, [rows]: CrossEntropyLoss.
  case classes
}

extension DataSet {
  /// The targets as a loss of this form wants them; nil where the set has none such: values are no classes, and
  /// more than two classes are no values.
  public func targets(as form: TargetForm) -> Tensor? {
    switch (form, kind) {
    case (.classes, .classes), (.values, .values), (.probabilities, .values): targets
    case (.classes, .values): nil
    case (.values, .classes): labels(low: lowLabel)
    case (.probabilities, .classes): labels(low: 0)
    }
  }

  /// Two classes as `low` and 1. Result: [rows, 1].
  private func labels(low: Float) -> Tensor? {
    guard classCount == 2 else { return nil }
    return Tensor(targets.elements.map { $0 == 0 ? low : 1 }, shape: [rows, 1])
  }
}
