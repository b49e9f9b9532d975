/// The way of one number of a parameter to the loss for one row of the batch, and the gradient's way back, with the graph's
/// own float32 numbers.
///
/// θ → z → what the layers that follow make of z, each element by itself → the rest of the network → the loss, and back:
/// ∂L/∂θ = Σ over all z that θ goes into of ∂L/∂z · ∂z/∂θ.
public struct GradientPath: Sendable {
  /// A number on the way: what the parameter's layer gives, then what each layer makes of it that takes every element by itself.
  public struct Station: Sendable {
    /// The layer that gives it.
    public let layer: any Layer
    /// Where it is within its row.
    public let index: [Int]
    /// The number.
    public let value: Float
    /// ∂L/∂value, L being the mean over the batch.
    public let gradient: Float
    /// ∂value/∂value before; of the first station by θ.
    public let slope: Float
  }

  /// How many rows the batch has.
  public let rows: Int
  /// Which row of the batch is followed.
  public let row: Int
  /// The stations for that row, θ's own layer first; none where θ takes no part in it.
  public let stations: [Station]
  /// Where within its row the number is that θ is multiplied by; `nil` where θ goes in as it is.
  public let source: [Int]?
  /// Whether that number is a feature.
  public let isOfFeature: Bool
  /// The layers between the last station and the loss; none where that is the prediction.
  public let rest: [any Layer]
  /// How many elements of the layer's output θ goes into for that row.
  public let useCount: Int
  /// Σ over those of ∂L/∂z · ∂z/∂θ: what the row adds to the gradient.
  public let contribution: Double
  /// The same over all rows.
  public let total: Double
  /// ∂L/∂θ from the graph's backward pass.
  public let automatic: Float
  /// The loss of that row alone; `nil` where it cannot be told from the batch's.
  public let rowLoss: Float?
  /// How far `total` may be from `automatic` by float32's rounding alone.
  private let bound: Double

  /// Whether the sum is autograd's gradient, but for the roundings in which both differ.
  public var agrees: Bool { abs(total - Double(automatic)) <= bound }

  /// ∂L/∂(the last station) times all slopes on the way to it: what the use that is followed adds.
  public var product: Double {
    stations.reduce(stations.last.map { Double($0.gradient) } ?? 0) { $0 * Double($1.slope) }
  }

  /// The path of an element of a parameter at a trainer's present weights, for a row of its training part where the batch has
  /// it, else for the first of the batch that θ takes part in.
  init?(_ trainer: Trainer, parameter index: Int, element: Int, row choice: RowChoice) {
    let (stage, parameter) = (trainer.stage, trainer.network.parameters[index])
    let rows = stage.input.shape.first ?? 1
    guard let (operation, uses) = Self.uses(stage, of: parameter, element),
      let gradient = operation.output.gradient, operation.output.data.count % rows == 0,
      rows == 1 || operation.output.shape.first == rows
    else { return nil }
    let width = operation.output.data.count / rows
    let terms = uses.map { Double(gradient[$0.output]) * Double($0.factor) }
    total = terms.reduce(0, +)
    automatic = parameter.gradient?[element] ?? .nan
    bound =
      Double(uses.count + 8) * Rounding.unit * terms.reduce(0) { $0 + abs($1) }
      + Double(uses.count + 1) * Rounding.underflow
    var followed: Int?
    if case .training(let number) = choice {
      followed = trainer.sampling.batch.enumerated().first { Int($0.element) == number }?.offset
    }
    let row = followed.flatMap { $0 < rows ? $0 : nil } ?? uses.first.map { $0.output / width } ?? 0
    (self.rows, self.row) = (rows, row)
    let own = uses.indices.filter { uses[$0].output / width == row }
    useCount = own.count
    contribution = own.reduce(0) { $0 + terms[$1] }
    rowLoss = Self.loss(of: row, trainer)
    // Of several uses, the one that adds most is followed.
    guard let use = own.max(by: { abs(terms[$0]) < abs(terms[$1]) }).map({ uses[$0] }) else {
      (stations, source, isOfFeature, rest) = ([], nil, false, [])
      return
    }
    let input = operation.inputs[0]
    source = use.source.map { Self.indexInRow(of: $0, in: input, rows: rows) }
    isOfFeature = input.data === stage.input.data
    let layers = trainer.network.architecture.layers.map(\.layer)
    (stations, rest) = Self.stations(stage, layers, from: operation, use, rows: rows)
  }

  /// The operation that a parameter goes into, and what an element of it goes into there.
  static func uses(
    _ stage: NetworkGraph, of parameter: Value, _ element: Int
  ) -> (Operation, [ElementUse])? {
    for operation in stage.graph.operations {
      guard let input = operation.inputs.firstIndex(where: { $0 === parameter }) else { continue }
      return operation.uses(of: element, input: input).map { (operation, $0) }
    }
    return nil
  }

  private static func stations(
    _ stage: NetworkGraph, _ layers: [any Layer], from first: Operation, _ use: ElementUse, rows: Int
  ) -> ([Station], rest: [any Layer]) {
    var (stations, operation, slope) = ([Station](), first, use.factor)
    var behind = 0
    while true {
      let value = operation.output
      // Layers that only look at the numbers in another shape have the same buffer: the first one made them, and the rest
      // begins behind the last.
      guard let made = stage.outputs.firstIndex(where: { $0.data === value.data }) else { break }
      behind = (stage.outputs.lastIndex { $0.data === value.data } ?? made) + 1
      stations.append(
        Station(
          layer: layers[made], index: indexInRow(of: use.output, in: value, rows: rows),
          value: value.data[use.output],
          gradient: value.gradient?[use.output] ?? .nan, slope: slope))
      let users = stage.graph.operations.filter { $0.inputs.contains { $0.data === value.data } }
      guard users.count == 1, let next = users.first, next !== operation,
        let nextSlope = next.slope(at: use.output)
      else { break }
      (operation, slope) = (next, nextSlope)
    }
    return (stations, Array(layers[behind...]))
  }

  /// The index of an element without that of its row.
  private static func indexInRow(of element: Int, in value: Value, rows: Int) -> [Int] {
    let index = value.index(of: element)
    return value.shape.first == rows && value.shape.count > 1 ? Array(index.dropFirst()) : index
  }

  /// The loss of one row of the batch alone, whose mean over all rows is the batch's.
  private static func loss(of row: Int, _ trainer: Trainer) -> Float? {
    let stage = trainer.stage
    let rows = stage.input.shape.first ?? 1
    if rows == 1 { return stage.loss.data[0] }
    let (p, y) = (stage.prediction, stage.target)
    guard p.isContiguous, y.isContiguous, p.shape.first == rows, y.shape.first == rows else { return nil }
    let graph = Graph()
    func part(_ value: Value) -> Value {
      let width = value.data.count / rows
      let part = graph.input(value.name, shape: [1] + value.shape.dropFirst())
      part.data.load(value.data.elements(row * width..<(row + 1) * width))
      return part
    }
    let loss = trainer.network.architecture.loss.add(to: graph, part(p), part(y), name: "loss")
    graph.forward()
    return loss.data[0]
  }
}
