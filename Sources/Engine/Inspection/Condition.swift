/// What there is to say of how a run is doing, beyond that it trains.
public enum Condition: Sendable, Equatable {
  /// Training goes on, as far as can be told.
  case training
  /// Outputs that miss their targets and whose p(1 − p) is 0 to float32's precision, so that no gradient is left for them.
  case saturated(outputs: [Int])
  /// No weight moves any more in float32, and hardly any gradient is left.
  case converged
  /// No weight moves in float32 though there is a gradient: the steps are too small.
  case stuck
  /// The weight of largest magnitude, which is above `Condition.largeWeight`, grows with the next step.
  case growing(Place, Float)
  /// The loss rises and is more than twice that of the run's first steps.
  case rising
  /// No gradient reaches any weight of a network that has much to learn of this step's rows.
  case cutOff
  /// Each of the latest losses is more than `Condition.manyTimes` times those of the run's first steps, though they do not rise.
  case farAbove

  /// A weight that grows beyond this is on its way out.
  public static let largeWeight: Float = 1000
  /// An output that is farther than this from its target, or than this part of it, misses it.
  public static let miss = 1e-3
  /// p(1 − p) at which float32 can no longer tell p from 0 or 1: its rounding unit.
  public static let flatSlope: Float = 0x1p-24
  /// How many times the first losses are far above them.
  public static let manyTimes: Float = 10
  /// A gradient, with weight decay, that is worth moving for.
  public static let worthMoving: Float = 1e-5

  /// The condition of a trainer between two steps.
  ///
  /// What it says holds for the present weights and for the next step, which is asked of the optimizer itself.
  public init(of trainer: Trainer) {
    if let (place, weight) = Self.growingWeight(trainer) {
      self = .growing(place, weight)
    } else if trainer.history.isRising {
      self = .rising
    } else if let outputs = Self.saturatedOutputs(trainer), !outputs.isEmpty {
      self = .saturated(outputs: outputs)
    } else if Self.isCutOff(trainer) {
      self = .cutOff
    } else if trainer.history.isFarAbove {
      self = .farAbove
    } else if let pull = Self.pullWhereNothingMoves(trainer),
      pull > Self.worthMoving || trainer.sampling.isFixed
    {
      self = pull > Self.worthMoving ? .stuck : .converged
    } else {
      self = .training
    }
  }

  /// The outputs of the article's layer that miss their targets and have no slope left.
  private static func saturatedOutputs(_ trainer: Trainer) -> [Int]? {
    guard let layer = trainer.handDerived else { return nil }
    let prediction = trainer.stage.prediction.data
    return layer.target.indices.filter { row in
      let p = prediction[row]
      let miss = Self.miss * max(1, abs(layer.target[row]))
      return abs(Double(p) - layer.target[row]) > miss && p * (1 - p) <= Self.flatSlope
    }
  }

  /// Whether all gradients of a network other than the article's, of which more can be told, are 0 and its loss is not.
  private static func isCutOff(_ trainer: Trainer) -> Bool {
    trainer.handDerived == nil && Double(trainer.loss) > miss
      && trainer.network.parameters.allSatisfy { parameter in
        guard let gradient = parameter.gradient else { return true }
        return (0..<gradient.count).allSatisfy { gradient[$0] == 0 }
      }
  }

  /// The largest weight, where it is large and the next step makes it larger.
  private static func growingWeight(_ trainer: Trainer) -> (Place, Float)? {
    let parameters = trainer.network.parameters
    let strongest = parameters.indices.map { (parameter: $0, element: parameters[$0].data.strongestIndex) }
    func weight(_ place: (parameter: Int, element: Int)) -> Float {
      parameters[place.parameter].data[place.element]
    }
    guard let place = strongest.max(by: { abs(weight($0)) < abs(weight($1)) }) else { return nil }
    guard abs(weight(place)) > largeWeight else { return nil }
    let preview = StepPreview(
      trainer, parameter: place.parameter, elements: place.element..<place.element + 1)
    guard abs(preview.next[0]) > abs(weight(place)) else { return nil }
    let parameter = parameters[place.parameter]
    return (
      Place(tensor: parameter.name, index: parameter.index(of: place.element)), weight(place)
    )
  }

  /// The largest |g + λW|, where the next steps change no weight; `nil` where one does, and where each step has a batch or a
  /// mask of its own, because the gradient of one says nothing of the next.
  private static func pullWhereNothingMoves(_ trainer: Trainer) -> Float? {
    guard trainer.sampling.batchesPerEpoch == 1, !trainer.stage.graph.draws else { return nil }
    // The same rows in another order give a gradient that is rounded otherwise: what only just stands still would move.
    let factor = trainer.sampling.isFixed ? 1.0 : 4
    let decay = Float(trainer.optimizer.rule.gradientDecay(trainer.optimizer.values))
    var pull: Float = 0
    for (index, parameter) in trainer.network.parameters.enumerated() {
      guard let gradient = parameter.gradient else { continue }
      // As long as no weight moves, the gradient stays, so later steps can be asked for as well: one that stands still
      // only because momentum turns it around soon moves. Of large layers, not as many.
      let steps = max(1, min(32, (1 << 15) / parameter.data.count))
      let atOnce = trainer.optimizer.rule.isElementwise ? 1024 : parameter.data.count
      for first in stride(from: 0, to: parameter.data.count, by: atOnce) {
        let elements = first..<min(parameter.data.count, first + atOnce)
        let preview = StepPreview(
          trainer, parameter: index, elements: elements, rateFactor: factor, steps: steps)
        if preview.moves { return nil }
        for (w, g) in zip(preview.present, gradient.elements(elements)) {
          pull = max(pull, abs(g + decay * w))
        }
      }
    }
    return pull
  }
}

extension LossHistory {
  /// Whether the latest losses, eight or as many as a bucket holds, are all far above the run's first ones.
  var isFarAbove: Bool {
    let width = max(8, bucketWidth)
    guard count >= 2 * width, let first = extent(of: 0..<bucketWidth), first.upperBound > 0,
      let last = extent(of: count - width..<count)
    else { return false }
    return last.lowerBound > Condition.manyTimes * first.upperBound
  }

  /// Whether the loss rises: every one of the latest losses, eight or as many as a bucket holds, is above every one of as
  /// many before, and the latest is more than twice the largest of the run's first ones.
  var isRising: Bool {
    let width = max(8, bucketWidth)
    guard count >= 2 * width, let latest, let first = extent(of: 0..<bucketWidth),
      let last = extent(of: count - width..<count), let before = extent(of: count - 2 * width..<count - width)
    else { return false }
    return last.lowerBound > before.upperBound && latest > 2 * first.upperBound
  }
}
