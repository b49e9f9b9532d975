/// Two numbers of a network's weights that a contour is drawn over.
public struct PlacePair: Sendable, Hashable {
  /// The one along the horizontal axis.
  public let first: Place
  /// The one along the vertical axis.
  public let second: Place

  /// Two places, which should be different ones.
  public init(_ first: Place, _ second: Place) {
    (self.first, self.second) = (first, second)
  }
}

extension PlacePair {
  /// Pairs worth looking at, those over which the loss has a bowl first: what belongs to different units, or a weight and its
  /// unit's bias, from the last layer to the first. The numbers are those that the loss depends on most.
  static func suggestions(_ trainer: Trainer) -> [PlacePair] {
    let parameters = trainer.network.parameters
    var pairs: [PlacePair] = []
    for (index, weight) in parameters.enumerated().reversed() where weight.shape.count == 2 {
      let (rows, columns) = (weight.shape[0], weight.shape[1])
      let (row, column) = trainer.handDerived == nil ? weight.steepest : (0, 0)
      let (nextRow, nextColumn) = ((row + 1) % rows, (column + 1) % columns)
      func place(_ row: Int, _ column: Int) -> Place { Place(tensor: weight.name, index: [row, column]) }
      let bias = index + 1 < parameters.count ? parameters[index + 1] : nil
      if let bias, bias.shape == [rows] {
        pairs.append(PlacePair(place(row, column), Place(tensor: bias.name, index: [row])))
      }
      if rows > 1 { pairs.append(PlacePair(place(row, column), place(nextRow, column))) }
      if columns > 1 { pairs.append(PlacePair(place(row, column), place(row, nextColumn))) }
      if rows > 1, columns > 1 {
        pairs.append(PlacePair(place(row, nextColumn), place(nextRow, nextColumn)))
        pairs.append(PlacePair(place(nextRow, column), place(nextRow, nextColumn)))
      }
    }
    return pairs
  }
}

extension Value {
  /// Row and column of the matrix's number with the steepest gradient.
  fileprivate var steepest: (row: Int, column: Int) {
    let slopes = gradient?.elements ?? []
    let most = slopes.indices.filter { slopes[$0].isFinite }.max { abs(slopes[$0]) < abs(slopes[$1]) } ?? 0
    let place = index(of: most)
    return (place[0], place[1])
  }
}
