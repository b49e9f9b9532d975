/// A network as units and what joins them: what each unit answers to, and the strongest weights between them.
public struct UnitView: Sendable {
  /// The units side by side in one layer: those of the inputs, or of a Linear with the activation behind it.
  public struct Layer: Sendable {
    /// The name of the graph's value that holds their numbers: "x", or a layer's.
    public let value: String
    /// What they are, in words: "inputs", "Linear(2, 8) · Tanh".
    public let title: String
    /// How many units there are.
    public let count: Int
    /// Those that are shown.
    public let shown: Range<Int>
    /// What each shown unit is called, where it has a name.
    public let names: [String]
    /// What each shown unit answers to: over the plane, row by row from the top, or to each group of rows.
    public let responses: [[Float]]
    /// The weights of each shown unit as a picture, row by row, where the inputs are one.
    public let pictures: [[Float]]
    /// The bias of each shown unit, where it has one.
    public let biases: [Float]
  }

  /// A weight between two units.
  public struct Edge: Sendable, Hashable {
    /// The layer of units that it leads to, as a place in `layers`.
    public let layer: Int
    /// The unit that it comes from, in the layer before.
    public let from: Int
    /// The unit that it leads to.
    public let to: Int
    /// The number.
    public let weight: Float
  }

  /// What responses are about.
  public enum Responses: Sendable, Equatable {
    /// The plane that both features span, in tiles of this size.
    case plane(PlaneRange, tile: PictureSize)
    /// Rows of the training part by class, or by how large their targets are.
    case groups([String])
  }

  /// The layers of units, the inputs first.
  public let layers: [Layer]
  /// The edges that are shown: of each two layers the strongest, and all of the chosen unit.
  public let edges: [Edge]
  /// What the responses are about.
  public let about: Responses
  /// The prediction over the plane, row by row from the top, each with all outputs; empty where there is no plane.
  public let prediction: [Float]
  /// The size of that picture.
  public let picture: PictureSize
  /// The size of the pictures of weights, if there are any.
  public let weightPicture: PictureSize?

  /// How many edges of each two layers are shown besides those of the chosen unit.
  public static let edgesPerLayer = 24
}

/// A part of the plane.
public struct PlaneRange: Sendable, Equatable {
  /// From the left to the right.
  public let x: ClosedRange<Float>
  /// From the bottom to the top.
  public let y: ClosedRange<Float>

  /// What a picture of the set's rows shows: the range of TensorFlow Playground for its sets, else all rows with a margin.
  init(_ data: TrainingData) {
    if case .builtIn(let set, _, _) = data.origin, set.noiseRange.upperBound > 0 {
      (x, y) = (-6...6, -6...6)
      return
    }
    let points = data.training.allFeatures.elements
    func range(_ axis: Int) -> ClosedRange<Float> {
      let numbers = stride(from: axis, to: points.count, by: 2).map { points[$0] }.filter(\.isFinite)
      guard let low = numbers.min(), let high = numbers.max() else { return -1...1 }
      let margin = high > low ? (high - low) * 0.08 : max(1, abs(high))
      return low - margin...high + margin
    }
    (x, y) = (range(0), range(1))
  }

  /// The middles of the parts of a picture, row by row from the top: x and y of each.
  func points(_ size: PictureSize) -> [Float] {
    func place(_ range: ClosedRange<Float>, _ index: Int, of count: Int) -> Float {
      range.lowerBound + (range.upperBound - range.lowerBound) * (Float(index) + 0.5) / Float(count)
    }
    return (0..<size.rows).flatMap { row in
      let y = place(y, size.rows - 1 - row, of: size.rows)
      return (0..<size.columns).flatMap { [place(x, $0, of: size.columns), y] }
    }
  }
}

extension UnitView {
  /// The units that have room around the chosen one: from the first on, or so far along that it is among them.
  static func shown(of count: Int, around chosen: Int?, atMost most: Int) -> Range<Int> {
    guard count > most, let chosen else { return 0..<min(count, most) }
    let first = min(max(0, chosen - most / 2), count - most)
    return first..<first + most
  }

  /// The edges between shown units into one layer: the strongest, and all of the chosen unit.
  static func edges(
    into layer: Int, from: Range<Int>, to: Range<Int>, chosen: UnitPlace, weight: (Int, Int) -> Float
  ) -> [Edge] {
    let all = to.flatMap { unit in
      from.map { Edge(layer: layer, from: $0, to: unit, weight: weight($0, unit)) }
    }
    guard all.count > edgesPerLayer else { return all }
    let strongest = all.sorted { abs($0.weight) > abs($1.weight) }.prefix(edgesPerLayer)
    let own = all.filter {
      chosen == UnitPlace(layer: layer, unit: $0.to) || chosen == UnitPlace(layer: layer - 1, unit: $0.from)
    }
    let kept = Set(strongest).union(own)
    return all.filter(kept.contains)
  }
}
