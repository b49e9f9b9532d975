/// One weight in full: its chain, its next value, the loss along it, and the weights around it.
public struct Inspection: Sendable {
  /// The way to the loss and the gradient's way back.
  public let chain: ChainRule
  /// What the running optimizer and its partner would make of the weight, in the order of the list.
  public let previews: [StepPreview]
  /// The loss along the weight.
  public let slice: LossSlice
  /// The rows of the weights that are here with their numbers.
  public let rows: Range<Int>
  /// The columns of those weights.
  public let columns: Range<Int>
  private let weights: [Float]

  /// How far around the weight numbers are kept, in rows and columns.
  public static let reach = 64

  /// The weight at `place`, or the nearest one there is.
  init(_ trainer: Trainer, _ layer: HandDerived, at place: Place) {
    let (rowCount, columnCount) = (layer.target.count, layer.input.count)
    let place = Place.weight(
      row: min(max(0, place.row), rowCount - 1), column: min(max(0, place.column), columnCount - 1))
    chain = ChainRule(trainer, layer, at: place)
    let index = place.row * columnCount + place.column
    previews = trainer.contenders.map { StepPreview(trainer, optimizer: $0, elements: index..<index + 1) }
    let data = trainer.network.parameters[0].data
    func row(_ row: Int) -> ArraySlice<Float> {
      data.elements(row * columnCount..<(row + 1) * columnCount)[...]
    }
    // The other outputs are taken as the graph has computed them: each would cost a row of the matrix.
    let prediction = trainer.stage.prediction.data
    let others = (0..<rowCount).reduce(0.0) { sum, other in
      let error = Double(prediction[other]) - layer.target[other]
      return other == place.row ? sum : sum + error * error / Double(rowCount)
    }
    slice = LossSlice(
      layer, row: place.row, weight: row(place.row).map(Double.init), columns: [place.column], others: others)
    rows = max(0, place.row - Self.reach)..<min(rowCount, place.row + Self.reach)
    columns = max(0, place.column - Self.reach)..<min(columnCount, place.column + Self.reach)
    let shown = columns
    weights = rows.flatMap { row($0)[shown] }
  }

  /// The weight at a row and column, where it is within reach.
  public func weight(row: Int, column: Int) -> Float? {
    guard rows.contains(row), columns.contains(column) else { return nil }
    return weights[(row - rows.lowerBound) * columns.count + column - columns.lowerBound]
  }

  /// What an optimizer would make of the weight.
  public func preview(_ rule: OptimizerRule) -> StepPreview? {
    previews.first { $0.optimizer.rule == rule }
  }
}
