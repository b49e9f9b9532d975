/// loss = Σ(p − y)² / count, over all elements of prediction and target.
final class MeanSquaredError: Operation {
  private let prediction: Value
  private let target: Value

  init(prediction: Value, target: Value, output: Value) {
    self.prediction = prediction
    self.target = target
    super.init(inputs: [prediction, target], output: output)
  }

  override func forward() {
    let (p, y, count) = (prediction.data.pointer, target.data.pointer, prediction.data.count)
    var sum: Float = 0
    for index in 0..<count {
      let difference = p[index] - y[index]
      sum += difference * difference
    }
    output.data.pointer[0] = sum / Float(count)
  }

  // ∂L/∂p = 2/count·(p − y), ∂L/∂y = −∂L/∂p
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer else { return true }
    var check = FiniteCheck()
    let (p, y, count) = (prediction.data.pointer, target.data.pointer, prediction.data.count)
    let scale = 2 / Float(count) * outputGradient[0]
    if let gradient = prediction.gradient?.pointer {
      for index in 0..<count {
        let slope = scale * (p[index] - y[index])
        gradient[index] = shared[0] ? gradient[index] + slope : slope
        check.include(gradient[index])
      }
    }
    if let gradient = target.gradient?.pointer {
      for index in 0..<count {
        let slope = scale * (y[index] - p[index])
        gradient[index] = shared[1] ? gradient[index] + slope : slope
        check.include(gradient[index])
      }
    }
    return check.holds
  }
}

extension Graph {
  /// Adds the mean of the squared differences, the rule of `torch.nn.functional.mse_loss`; result: [1].
  public func meanSquaredError(_ prediction: Value, _ target: Value, name: String) -> Value {
    precondition(
      prediction.shape == target.shape,
      "a prediction of \(prediction.shape) cannot be compared with a target of \(target.shape)"
    )
    let loss = output(name, shape: [1], of: [prediction, target])
    return record(MeanSquaredError(prediction: prediction, target: target, output: loss))
  }
}
