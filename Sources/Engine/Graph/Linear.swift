/// y = x·Wᵀ + b. x: [batch, in], W: [out, in], b: [out], y: [batch, out].
final class Linear: Operation {
  private let x: Value
  private let weight: Value
  private let bias: Value?

  init(x: Value, weight: Value, bias: Value?, output: Value) {
    self.x = x
    self.weight = weight
    self.bias = bias
    super.init(inputs: [x, weight] + (bias.map { [$0] } ?? []), output: output)
  }

  // y[b, o] = Σᵢ x[b, i]·W[o, i] + bias[o]
  override func forward() {
    let (batch, inputs, outputs) = (x.shape[0], x.shape[1], weight.shape[0])
    let (x, weight, y) = (x.data.pointer, weight.data.pointer, output.data.pointer)
    for sample in 0..<batch {
      for row in 0..<outputs {
        y[sample * outputs + row] =
          Kernel.dot(x + sample * inputs, weight + row * inputs, count: inputs)
      }
      if let bias {
        Kernel.scale(
          bias.data.pointer, by: 1, into: y + sample * outputs, count: outputs, accumulating: true)
      }
    }
  }

  // ∂L/∂x[b, i] = Σₒ ∂L/∂y[b, o]·W[o, i]
  // ∂L/∂W[o, i] = Σ_b ∂L/∂y[b, o]·x[b, i]
  // ∂L/∂bias[o] = Σ_b ∂L/∂y[b, o]
  override func backward(addingTo shared: InputSet) {
    guard let outputGradient = output.gradient?.pointer else { return }
    let (batch, inputs, outputs) = (x.shape[0], x.shape[1], weight.shape[0])
    if let gradient = x.gradient?.pointer {
      for sample in 0..<batch {
        for row in 0..<outputs {
          Kernel.scale(
            weight.data.pointer + row * inputs, by: outputGradient[sample * outputs + row],
            into: gradient + sample * inputs, count: inputs, accumulating: shared[0] || row > 0)
        }
      }
    }
    if let gradient = weight.gradient?.pointer {
      for sample in 0..<batch {
        for row in 0..<outputs {
          Kernel.scale(
            x.data.pointer + sample * inputs, by: outputGradient[sample * outputs + row],
            into: gradient + row * inputs, count: inputs, accumulating: shared[1] || sample > 0)
        }
      }
    }
    if let gradient = bias?.gradient?.pointer {
      for sample in 0..<batch {
        Kernel.scale(
          outputGradient + sample * outputs, by: 1,
          into: gradient, count: outputs, accumulating: shared[2] || sample > 0)
      }
    }
  }
}

extension Graph {
  /// Adds y = x·Wᵀ + b, the rule of `torch.nn.Linear`.
  ///
  /// x: [batch, in], weight: [out, in], bias: [out] or none, result: [batch, out].
  public func linear(_ x: Value, weight: Value, bias: Value? = nil, name: String) -> Value {
    precondition(
      x.shape.count == 2 && weight.shape.count == 2 && x.shape[1] == weight.shape[1],
      "Linear cannot take \(x.shape) through a weight of \(weight.shape)"
    )
    precondition(
      bias.map { $0.shape == [weight.shape[0]] } ?? true, "Linear's bias needs one element an output")
    let inputs = [x, weight] + (bias.map { [$0] } ?? [])
    let y = output(name, shape: [x.shape[0], weight.shape[0]], of: inputs)
    return record(Linear(x: x, weight: weight, bias: bias, output: y))
  }
}
