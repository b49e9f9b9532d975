/// What float32 leaves of a number.
enum Rounding {
  /// The largest relative error of one rounding.
  static let unit = 0x1p-24
  /// More than the absolute error of some roundings below float32's normal numbers.
  static let underflow = 0x1p-144
  /// The largest number there is.
  static let largest = Double(Float.greatestFiniteMagnitude)
}

/// A value's numbers twice, laid out as its buffer.
struct Numbers {
  /// By the reference rules, all the way from what is given.
  let exact: [Double]
  /// As float32 has them.
  let rounded: [Double]

  /// How far float32 is off.
  func error(_ index: Int) -> Double { abs(rounded[index] - exact[index]) }
}

/// What is known of a value's gradient, number by number.
struct GradientBound {
  /// Its magnitude in float32.
  let size: [Double]
  /// How far float32 may be off.
  let error: [Double]
}

/// A slope by which backward multiplies, and what may be wrong with it.
public struct SlopeBound: Sendable {
  /// The magnitude of the exact slope.
  public let size: Double
  /// How far the slope that float32 takes may be from it.
  public let error: Double

  /// A slope that is known.
  public init(size: Double, error: Double) {
    self.size = size
    self.error = error
  }

  /// The slope of `function` at `exact` by differences, and how far off it is where float32 stands, at `rounded`. What
  /// roundings in the slope's own formula add is not part of it.
  init(of function: (Double) -> Double, exact: Double, rounded: Double) {
    let here = Sides(of: function, at: exact)
    self.init(here, rounded == exact ? here : Sides(of: function, at: rounded))
  }

  /// The slope of what has the slopes `here` at the exact place and `there` at float32's.
  fileprivate init(_ here: Sides, _ there: Sides) {
    size = max(abs(here.left), abs(here.right))
    error = abs(here.middle - there.middle) + here.corner + there.corner
  }
}

/// The slopes at both sides of a place.
private struct Sides {
  let left: Double
  let right: Double

  /// How far a place is moved: far above float64's roundings, and less than any curve bends in.
  static func step(at x: Double) -> Double { 0x1p-26 * max(1, abs(x)) }

  init(below: Double, here: Double, above: Double, step: Double) {
    left = (here - below) / step
    right = (above - here) / step
  }

  init(of function: (Double) -> Double, at x: Double) {
    let step = Self.step(at: x)
    self.init(below: function(x - step), here: function(x), above: function(x + step), step: step)
  }

  var middle: Double { (left + right) / 2 }

  /// How far both sides differ, where they do so by more than a smooth function's.
  var corner: Double {
    let difference = abs(right - left)
    return difference > 0x1p-12 * (1 + abs(left) + abs(right)) ? difference : 0
  }
}

extension Operation {
  /// Bounds of which nothing is known but `reference`: generous ones.
  func unknownOutputBound(_ output: [Double]) -> [Double] {
    let largest = output.reduce(0) { max($0, abs($1)) }
    return output.map { 0x1p-12 * abs($0) + 0x1p-16 * (1 + largest) }
  }

  /// Bounds from the differences that moving one input after the other makes in the reference; infinite where that would
  /// take too long.
  func unknownGradientBounds(_ inputs: [Numbers], _ gradient: GradientBound) -> [[Double]] {
    let mostNumbers = 1 << 22
    return inputs.indices.map { place in
      guard self.inputs[place].gradient != nil else { return [] }
      let count = inputs[place].exact.count
      guard count * (count + gradient.size.count) <= mostNumbers else {
        return [Double](repeating: .infinity, count: count)
      }
      let (exact, rounded) = (inputs.map(\.exact), inputs.map(\.rounded))
      return (0..<count).map { element in
        let slopes = zip(sides(exact, place, element), sides(rounded, place, element)).map(SlopeBound.init)
        return slopes.indices.reduce(0) { sum, output in
          let slope = slopes[output]
          let error = slope.error + 0x1p-12 * slope.size + 0x1p-18
          return sum + slope.size * gradient.error[output] + error * gradient.size[output]
        }
      }
    }
  }

  /// The slopes of each output by one element of one input.
  private func sides(_ inputs: [[Double]], _ place: Int, _ element: Int) -> [Sides] {
    let step = Sides.step(at: inputs[place][element])
    let outputs = [-step, 0, step].map { change in
      var moved = inputs
      moved[place][element] += change
      return reference(moved)
    }
    return outputs[0].indices.map {
      Sides(below: outputs[0][$0], here: outputs[1][$0], above: outputs[2][$0], step: step)
    }
  }
}
