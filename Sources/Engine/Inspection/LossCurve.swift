/// The loss along one number of a parameter, all others held, on the batch in use: where the number is, how steep the loss is
/// there, and where each optimizer would go.
public struct LossCurve: Sendable {
  /// At which step.
  public let step: Int
  /// Along which number.
  public let place: Place
  /// The number as it is.
  public let weight: Double
  /// ∂L/∂θ there.
  public let slope: Double
  /// What the running optimizer and its partner would make of the number.
  public let previews: [StepPreview]
  /// The part of the axis that is looked at: round ends that stand still while the number moves a little.
  public let range: ClosedRange<Double>
  /// Some places along the axis, in order, with the loss there.
  public let points: [Point]

  /// The loss with the number at a place.
  public struct Point: Sendable, Equatable {
    /// The number.
    public let weight: Double
    /// The loss.
    public let loss: Double
  }

  /// How many parts the axis has for a network that costs little, and for a large one.
  private static let parts = (exact: 72, rounded: 32)

  /// The curve at a trainer's present weights; `nil` where the number is not finite.
  init?(_ trainer: Trainer, _ probe: LossProbe, along place: Place) {
    let (index, element) = trainer.network.nearest(place)
    let parameter = trainer.network.parameters[index]
    let place = Place(tensor: parameter.name, index: parameter.index(of: element))
    (step, self.place) = (trainer.step, place)
    let weight = Double(parameter.data[element])
    guard weight.isFinite, let present = probe.loss() else { return nil }
    self.weight = weight
    previews = trainer.contenders.map {
      StepPreview(trainer, optimizer: $0, parameter: index, elements: element..<element + 1)
    }
    // What the batch does not use at all, such as a letter that no row has, has a flat curve at no cost.
    let isUnused = GradientPath.uses(trainer.stage, of: parameter, element)?.1.isEmpty == true
    func loss(_ weight: Double) -> Double {
      isUnused ? present : probe.loss(replacing: [(place, weight)]) ?? .nan
    }
    // The curve is computed without Dropout, as in eval(), and the gradient is not: where there is any, it has another slope.
    let distance = max(1e-3, abs(weight) * 1e-3)
    slope =
      trainer.stage.graph.draws
      ? (loss(weight + distance) - loss(weight - distance)) / (2 * distance)
      : Double(parameter.gradient?[element] ?? .nan)
    let minimum = Self.minimum(around: weight, present: present, loss)
    range = Self.range(around: weight, steps: previews.map { Double($0.next[0]) }, minimum: minimum)
    let count = probe.isExact ? Self.parts.exact : Self.parts.rounded
    let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
    let places = (0...count).map { low + width * Double($0) / Double(count) }
    points =
      (places.filter { $0 != weight }.map { Point(weight: $0, loss: loss($0)) }
      + [Point(weight: weight, loss: present)]).sorted { $0.weight < $1.weight }
  }

  /// The loss at a place, between two points on the straight line from one to the other.
  public func loss(_ weight: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.weight >= weight }) else {
      return points.last?.loss ?? .nan
    }
    let right = points[next]
    guard next > 0, right.weight > weight else { return right.loss }
    let left = points[next - 1]
    return left.loss + (right.loss - left.loss) * (weight - left.weight) / (right.weight - left.weight)
  }

  /// How far from the number a minimum is looked for.
  private static let distances = [0.5, 1.0, 2, 4, 8]

  /// Roughly where the loss is least on one side, if it rises again behind that.
  private static func minimum(around weight: Double, present: Double, _ loss: (Double) -> Double) -> Double? {
    for direction in [-1.0, 1] {
      var (before, place) = (present, weight)
      for distance in distances {
        let next = loss(weight + direction * distance)
        guard next < before else {
          if next > before, place != weight { return place }
          break
        }
        (before, place) = (next, weight + direction * distance)
      }
    }
    return nil
  }

  /// A step farther than this is left to the edge.
  private static let farthest = 20.0

  private static func range(around point: Double, steps: [Double], minimum: Double?) -> ClosedRange<Double> {
    let wanted = ([point] + steps + (minimum.map { [$0] } ?? [])).filter {
      $0.isFinite && abs($0 - point) <= farthest
    }
    let (low, high) = (wanted.min() ?? point, wanted.max() ?? point)
    // Of a huge number, no part is smaller than what float32 tells apart.
    let unit = RoundNumber.notBelow(max(high - low, 0.5, abs(point) * 0x1p-20) / 2)
    let start = ((low - unit / 4) / unit).rounded(.down) * unit
    let end = ((high + unit / 4) / unit).rounded(.up) * unit
    return start...max(end, start + unit)
  }
}
