import Languages

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
    allTargets(as: form).map { targets in numbers.map(targets.selecting) ?? targets }
  }

  /// The same of the whole that this is a part of.
  func allTargets(as form: TargetForm) -> Tensor? {
    switch (form, kind) {
    case (.classes, .classes), (.values, .values), (.probabilities, .values): allTargets
    case (.classes, .values): nil
    case (.values, .classes): labels(low: lowLabel)
    case (.probabilities, .classes): labels(low: 0)
    }
  }

  /// Two classes as `low` and 1. Result: [all rows, 1].
  private func labels(low: Float) -> Tensor? {
    guard classCount == 2 else { return nil }
    return Tensor(allTargets.elements.map { $0 == 0 ? low : 1 }, shape: [allTargets.count, 1])
  }

  /// The whole's targets as `loss` wants them; throws where the set has none such.
  func allTargets(for loss: any Loss) throws(NetworkError) -> Tensor {
    if let targets = allTargets(as: type(of: loss).targets) { return targets }
    guard let classCount else {
      throw NetworkError(
        say("engine.data.classesNeeded", "\(loss.text) takes classes, but \(name) has values"))
    }
    throw NetworkError(
      say(
        "engine.data.valuesNeeded",
        "\(loss.text) takes values or two classes, but \(name) has \(classCount) classes"))
  }

  /// The targets as `loss` wants them, [rows, …]; throws where the set has none such.
  public func targets(for loss: any Loss) throws(NetworkError) -> Tensor {
    let targets = try allTargets(for: loss)
    return numbers.map(targets.selecting) ?? targets
  }
}
