/// Answers what a viewer wants to know of a trainer beyond its snapshot: units, rows on their way, parameters in a line each.
///
/// It computes in graphs of its own over the trainer's parameters, so that looking changes nothing.
public final class Inspector {
  private let trainer: Trainer
  private let units: UnitInspector?
  private var rows: RowInspector?

  /// What looks at `trainer`.
  public init(_ trainer: Trainer) {
    self.trainer = trainer
    units = UnitInspector(trainer)
  }

  /// A copy of all that one frame needs.
  public func snapshot(_ interest: Interest) -> Snapshot {
    var snapshot = trainer.snapshot(interest)
    if interest.wantsSummaries {
      snapshot.summaries = trainer.network.parameters.indices.map {
        ParameterSummary(trainer, parameter: $0)
      }
    }
    snapshot.weightRow = interest.weightRow.flatMap(trainer.weightRow)
    if let interest = interest.units { snapshot.units = units?.view(interest) }
    if let choice = interest.row {
      if rows == nil { rows = RowInspector(trainer) }
      snapshot.row = rows?.view(choice)
    }
    if !interest.questions.isEmpty {
      snapshot.questions = interest.questions
      snapshot.answers = predictions(interest.questions.flatMap(\.self)) ?? []
    }
    return snapshot
  }

  /// What the network makes of rows of features, one behind the other: all outputs of each; `nil` where they are no rows.
  public func predictions(_ features: [Float]) -> [[Float]]? {
    if rows == nil { rows = RowInspector(trainer) }
    return rows?.predictions(features)
  }
}
