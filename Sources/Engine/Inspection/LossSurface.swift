/// The loss over two numbers of the weights, at the crossings of a grid.
public struct LossSurface: Sendable {
  /// A place on the surface.
  public struct Point: Sendable, Equatable {
    /// The first number.
    public let first: Double
    /// The second number.
    public let second: Double
    /// The loss there.
    public let loss: Double
  }

  /// Which two numbers.
  public let pair: PlacePair
  /// The part of the plane that is in view.
  public let view: LossView
  /// How many crossings a row has.
  public let columns: Int
  /// How many rows of crossings there are.
  public let rows: Int
  /// The losses row by row, from the least of the second number on; those that are still to be found are missing.
  public internal(set) var losses: [Double] = []
  /// The lowest place in view, once all is found.
  public internal(set) var lowest: Point?

  /// How much of it is found, from 0 to 1.
  public var share: Double { Double(losses.count) / Double(columns * rows) }

  /// The numbers at a crossing.
  public func place(column: Int, row: Int) -> (first: Double, second: Double) {
    func value(_ range: ClosedRange<Double>, _ index: Int, _ count: Int) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
    }
    return (value(view.first, column, columns), value(view.second, row, rows))
  }

  /// The loss at a place told by how far it lies between the ends of both ranges, from 0 to 1, between the crossings around
  /// it; `nil` where these are not found or not finite.
  public func loss(_ across: Double, _ up: Double) -> Double? {
    let (x, y) = (
      min(max(0, across), 1) * Double(columns - 1), min(max(0, up), 1) * Double(rows - 1)
    )
    let (column, row) = (min(Int(x), columns - 2), min(Int(y), rows - 2))
    let corner = row * columns + column
    guard corner + columns + 1 < losses.count else { return nil }
    let (right, top) = (x - Double(column), y - Double(row))
    let below = losses[corner] * (1 - right) + losses[corner + 1] * right
    let above = losses[corner + columns] * (1 - right) + losses[corner + columns + 1] * right
    let loss = below * (1 - top) + above * top
    return loss.isFinite ? loss : nil
  }
}

/// A part of the plane of two numbers, on round ends that stand still while what is in it grows a little.
public struct LossView: Sendable, Equatable {
  /// The first number's range.
  public let first: ClosedRange<Double>
  /// The second number's range.
  public let second: ClosedRange<Double>

  /// The view of some points, which holds all of an older one that has to grow.
  init(_ points: [(first: Double, second: Double)], growing old: LossView? = nil) {
    first = Self.range(points.map(\.first), growing: old?.first)
    second = Self.range(points.map(\.second), growing: old?.second)
  }

  private static func range(_ numbers: [Double], growing old: ClosedRange<Double>?) -> ClosedRange<Double> {
    let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
    if let old {
      if old.contains(least), old.contains(most) { return old }
      return range([least, most, old.lowerBound, old.upperBound], growing: nil)
    }
    // Among large numbers, close ones are the same.
    let spread = max(most - least, 0.5, max(abs(least), abs(most)) * 1e-3)
    let unit = RoundNumber.notBelow(spread / 4)
    let low = ((least - unit / 4) / unit).rounded(.down) * unit
    return low...max(((most + unit / 4) / unit).rounded(.up) * unit, low + unit)
  }
}
