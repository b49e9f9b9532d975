/// How far the article's float32 numbers may be from those derived by hand in float64: what rounding alone explains.
public struct ArticleBounds: Sendable {
  /// For each output.
  public let prediction: [Double]
  /// For the loss.
  public let loss: Double
  /// For each weight's gradient against the derivation by hand: [out, in], row-major.
  public let gradient: [Double]
  /// For each weight's gradient against central differences.
  public let difference: [Double]

  /// The bounds at `weight`: [out, in], row-major.
  public init(_ layer: HandDerived, weight: [Float]) {
    let (columns, count) = (layer.input.count, layer.target.count)
    let outputs = layer.target.indices.map { row in
      ArticleRounding.output(
        weight: weight[row * columns..<(row + 1) * columns], input: layer.input, target: layer.target[row])
    }
    prediction = outputs.map { 1.25 * $0.predictionBound }
    loss = ArticleRounding.loss(outputs, targets: layer.target)
    let gradient = outputs.flatMap { output in
      layer.input.map { ArticleRounding.gradient(output, input: $0, count: count) }
    }
    self.gradient = gradient
    difference = gradient.indices.map { place in
      let (row, column) = (place / columns, place % columns)
      let difference = ArticleDifference.derivative(
        at: Double(weight[place]), preactivation: outputs[row].preactivation, input: layer.input[column],
        target: layer.target[row], count: count)
      return gradient[place] + difference.bound
    }
  }

  /// The bounds of the weights after a first step of gradient descent, given those of the gradient.
  public static func firstSGDStep(
    _ settings: SettingValues, weight: [Double], gradient: [Double], within bounds: [Double]
  ) -> [Double] {
    let next = HandDerived.firstSGDStep(settings, weight: weight, gradient: gradient)
    return weight.indices.map { place in
      let decayed = abs(gradient[place]) + settings["weight_decay"] * abs(weight[place])
      let reach = settings.isOn("nesterov") ? 1 + settings["momentum"] : 1
      let moved = settings["lr"] * reach * (bounds[place] + 6 * Rounding.unit * decayed)
      return moved + Rounding.unit * (abs(next[place]) + abs(weight[place]))
        + Double(Float.leastNormalMagnitude)
    }
  }

  /// The bounds of the weights after a first step of Adam, given those of the gradient.
  public static func firstAdamStep(
    _ settings: SettingValues, weight: [Double], gradient: [Double], within bounds: [Double]
  ) -> [Double] {
    let next = HandDerived.firstAdamStep(settings, weight: weight, gradient: gradient)
    let moved = weight.indices.map { place in
      bounds[place] + 4 * Rounding.unit
        * (abs(gradient[place]) + settings["weight_decay"] * abs(weight[place]))
    }
    // The step grows with the gradient, so the ends of what the gradient can be bound it.
    let ends = [-1.0, 1].map { sign in
      HandDerived.firstAdamStep(
        settings, weight: weight, gradient: weight.indices.map { gradient[$0] + sign * moved[$0] })
    }
    return weight.indices.map { place in
      var bound = ends.map { abs($0[place] - next[place]) }.max() ?? 0
      let decayed = gradient[place] + settings["weight_decay"] * weight[place]
      // A second moment below float32's normal numbers is 0 there, and only ε is left to divide by.
      let second = (1 - settings["beta2"]) * decayed * decayed
      if second < Double(Float.leastNormalMagnitude), settings["eps"] > 0 {
        let alone = weight[place] - settings["lr"] * decayed / settings["eps"]
        bound = max(bound, abs(alone - next[place]))
      }
      let roundings = 12 * Rounding.unit * abs(next[place] - weight[place])
      return bound + roundings + Rounding.unit * (abs(next[place]) + abs(weight[place]))
    }
  }
}
