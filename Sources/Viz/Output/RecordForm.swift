import Engine

/// What the lines of a run hold.
enum RecordForm: Sendable, Equatable {
  /// The article's own: prediction, loss and gradient beside the same by hand, and the weights.
  case article
  /// What is asked for of any run.
  case fields(Set<RecordField>)

  /// The form where nothing is asked for.
  init(of configuration: Configuration) {
    self = configuration.isArticleRun ? .article : .fields([.loss])
  }

  /// Whether the lines hold a field, by whatever name.
  func holds(_ field: RecordField) -> Bool {
    switch self {
    case .article: [.loss, .prediction, .gradients, .parameters, .hand].contains(field)
    case .fields(let fields): fields.contains(field)
    }
  }
}

/// One thing that a step's line can hold, in the order in which it does.
enum RecordField: String, CaseIterable, Sendable {
  /// The loss at the weights before the step.
  case loss
  /// The rows of the training part that the step learnt from.
  case batch
  /// What the network gave for them before the step.
  case prediction
  /// The gradients at the weights before the step.
  case gradients
  /// The parameters after the step.
  case parameters
  /// The article's prediction, loss and gradient by hand.
  case hand
  /// The optimizer's state after the step.
  case state
}
