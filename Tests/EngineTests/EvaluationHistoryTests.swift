import Testing

@testable import Engine

/// What the course of both losses says of a run.
@Suite struct EvaluationHistoryTests {
  private func history(_ losses: [(training: Double, heldOut: Double?)]) -> EvaluationHistory {
    var history = EvaluationHistory()
    for (epoch, loss) in losses.enumerated() {
      history.append(
        EvaluationHistory.Point(
          step: 10 * epoch, epoch: epoch,
          training: Evaluation(loss: loss.training, accuracy: nil, confusion: nil),
          heldOut: loss.heldOut.map { Evaluation(loss: $0, accuracy: nil, confusion: nil) }))
    }
    return history
  }

  @Test func aRunOverfitsWhereHeldOutRowsFareWorseAndTrainingRowsBetter() {
    let losses = [(1.0, 1.0), (0.6, 0.7), (0.4, 0.5), (0.3, 0.61), (0.2, 0.7), (0.1, 0.8)]
    #expect(history(losses).overfittingStart?.epoch == 2)
    // Not yet after two points, and not while it is within a fifth.
    #expect(history(Array(losses.prefix(5))).overfittingStart == nil)
    #expect(history(losses.map { ($0.0, min($0.1, 0.59)) }).overfittingStart == nil)
  }

  @Test func whatGetsWorseOnBothPartsIsNoOverfitting() {
    let losses = [(1.0, 1.0), (0.4, 0.5), (0.5, 0.7), (0.6, 0.8), (0.7, 0.9)]
    #expect(history(losses).overfittingStart == nil)
  }

  @Test func withoutRowsHeldOutNothingIsSaid() {
    #expect(history([(1, nil), (0.5, nil), (0.4, nil), (0.3, nil), (0.2, nil)]).overfittingStart == nil)
    #expect(history([]).overfittingStart == nil)
    // A loss that is no number is none to compare with.
    #expect(history([(1, .nan), (0.5, 0.5), (0.4, .nan), (0.3, 0.7), (0.2, 0.8)]).overfittingStart == nil)
  }
}
