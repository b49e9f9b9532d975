/// What the viewer looks at: a snapshot holds in full only that, so that it costs what is shown and not what the network has.
public struct Interest: Sendable, Equatable {
  /// The weight that is explained.
  public var place: Place
  /// Whether that weight's parameter is shown in full, with its gradient and the optimizer's state.
  public var wantsParameter = true
  /// How many cells there are for its numbers, where no more than those need to be told.
  public var cells: PictureSize?
  /// The weight whose row is told: all that lead to one unit of a linear layer.
  public var weightRow: Place?
  /// Whose way from the weight to the loss is told; `nil` where the weight is not explained.
  public var explains: RowChoice?
  /// Whether the losses at other rates are shown.
  public var wantsRates: Bool
  /// Whether every parameter is summed up.
  public var wantsSummaries = false
  /// Whether the run is told with all that was done to it.
  public var wantsCourse = false
  /// The row that is followed through the network.
  public var row: RowChoice?
  /// What is shown of the network's units.
  public var units: UnitInterest?
  /// What is shown of a race's contour.
  public var contour: ContourInterest?
  /// Rows of features that a prediction is wanted for.
  public var questions: [[Float]] = []

  /// An interest in one weight.
  public init(place: Place = Place.weight(row: 0, column: 0), wantsRates: Bool = false) {
    self.place = place
    self.wantsRates = wantsRates
  }
}

/// What is shown of the loss over two weights.
public struct ContourInterest: Sendable, Hashable {
  /// The two weights; the usual ones where none are named.
  public var pair: PlacePair?

  /// An interest in a pair.
  public init(_ pair: PlacePair? = nil) {
    self.pair = pair
  }
}

/// A row of features that is followed through a network.
public enum RowChoice: Sendable, Hashable {
  /// A row of the training part, by its number.
  case training(Int)
  /// A row of somebody's own: as many numbers as a row has.
  case own([Float])
}

/// A unit of a network: one number that one of its layers gives.
public struct UnitPlace: Sendable, Hashable {
  /// The layer of units, from 0 for the inputs on.
  public var layer: Int
  /// Which of its units.
  public var unit: Int

  /// The unit of that number in that layer.
  public init(layer: Int, unit: Int) {
    (self.layer, self.unit) = (layer, unit)
  }
}

/// What is shown of a network's units.
public struct UnitInterest: Sendable, Hashable {
  /// The unit whose edges are all shown.
  public var chosen: UnitPlace
  /// How many units of a layer have room.
  public var mostUnits: Int
  /// How fine the picture of the prediction over the plane is.
  public var picture: PictureSize
  /// How fine the picture of a unit's response over the plane is.
  public var tile: PictureSize

  /// An interest in the units around one of them.
  public init(chosen: UnitPlace, mostUnits: Int, picture: PictureSize, tile: PictureSize) {
    (self.chosen, self.mostUnits, self.picture, self.tile) = (chosen, max(1, mostUnits), picture, tile)
  }
}
