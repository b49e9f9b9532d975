/// One number of a parameter in full: its gradient, its way to the loss, its next value, and the numbers around it.
public struct WeightView: Sendable {
  /// Which number it is.
  public let place: Place
  /// The shape of its parameter.
  public let shape: [Int]
  /// The number.
  public let weight: Float
  /// ∂L/∂θ over the whole batch, from the graph's backward pass.
  public let gradient: Float
  /// The way to the loss and the gradient's way back; `nil` where the layer does not tell which numbers it goes into.
  public let path: GradientPath?
  /// What the running optimizer and its partner would make of the number, in the order of the list; without those whose
  /// rule has to look at a large parameter as a whole.
  public let previews: [StepPreview]
  /// The rows of the parameter that are here with their numbers: every axis but the last makes rows.
  public let rows: Range<Int>
  /// The columns of those numbers.
  public let columns: Range<Int>
  private let weights: [Float]

  /// How far around the number others are kept, in rows and columns.
  public static let reach = 64
  /// How many numbers a parameter may have whose rule looks at all of them in every snapshot.
  static let wholeCount = 1024

  /// The number at `place`, or the nearest one that there is.
  init(_ trainer: Trainer, at place: Place, row: RowChoice) {
    let (index, element) = trainer.network.nearest(place)
    let parameter = trainer.network.parameters[index]
    self.place = Place(tensor: parameter.name, index: parameter.index(of: element))
    shape = parameter.shape
    weight = parameter.data[element]
    gradient = parameter.gradient?[element] ?? .nan
    path = GradientPath(trainer, parameter: index, element: element, row: row)
    previews = trainer.contenders.filter { $0.isElementwise || parameter.data.count <= Self.wholeCount }.map {
      StepPreview(trainer, optimizer: $0, parameter: index, elements: element..<element + 1)
    }
    let width = shape.last ?? 1
    let (row, column) = element.quotientAndRemainder(dividingBy: width)
    rows = max(0, row - Self.reach)..<min(parameter.data.count / width, row + Self.reach)
    let columns = max(0, column - Self.reach)..<min(width, column + Self.reach)
    self.columns = columns
    weights = rows.flatMap { row in
      parameter.data.elements(row * width + columns.lowerBound..<row * width + columns.upperBound)
    }
  }

  /// The number at a row and column, where it is within reach.
  public func weight(row: Int, column: Int) -> Float? {
    guard rows.contains(row), columns.contains(column) else { return nil }
    return weights[(row - rows.lowerBound) * columns.count + column - columns.lowerBound]
  }

  /// What an optimizer would make of the number.
  public func preview(_ rule: OptimizerRule) -> StepPreview? {
    previews.first { $0.optimizer.rule == rule }
  }
}

extension Network {
  /// The parameter that a place names and the element there, or the nearest one; the first of all where there is no such
  /// parameter.
  func nearest(_ place: Place) -> (parameter: Int, element: Int) {
    guard let index = parameters.firstIndex(where: { $0.name == place.tensor }),
      place.index.count == parameters[index].shape.count
    else { return (0, 0) }
    let nearest = zip(place.index, parameters[index].shape).map { min(max(0, $0), $1 - 1) }
    return (index, parameters[index].element(at: nearest) ?? 0)
  }
}
