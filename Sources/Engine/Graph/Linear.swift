/// y = x·Wᵀ + b. x: [batch, in], W: [out, in], b: [out], y: [batch, out].
final class Linear: Operation {
  private let x: Value
  private let weight: Value
  private let bias: Value?
  private let batch: Int
  private let columns: Int
  private let rows: Int

  init(x: Value, weight: Value, bias: Value?, output: Value) {
    self.x = x
    self.weight = weight
    self.bias = bias
    (batch, columns, rows) = (x.shape[0], x.shape[1], weight.shape[0])
    super.init(inputs: [x, weight] + (bias.map { [$0] } ?? []), output: output)
  }

  // y[b, o] = Σᵢ x[b, i]·W[o, i] + bias[o]
  override func forward() {
    let (x, weight, y) = (x.data.pointer, weight.data.pointer, output.data.pointer)
    for sample in 0..<batch {
      for row in 0..<rows {
        y[sample * rows + row] = Kernel.dot(x + sample * columns, weight + row * columns, count: columns)
      }
      if let bias {
        Kernel.scale(bias.data.pointer, by: 1, into: y + sample * rows, count: rows, accumulating: true)
      }
    }
  }

  // ∂L/∂x[b, i] = Σₒ ∂L/∂y[b, o]·W[o, i]
  // ∂L/∂W[o, i] = Σ_b ∂L/∂y[b, o]·x[b, i]
  // ∂L/∂bias[o] = Σ_b ∂L/∂y[b, o]
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer else { return true }
    var check = FiniteCheck()
    if let gradient = x.gradient?.pointer {
      for sample in 0..<batch {
        for row in 0..<rows {
          check.include(
            Kernel.scale(
              weight.data.pointer + row * columns, by: outputGradient[sample * rows + row],
              into: gradient + sample * columns, count: columns, accumulating: shared[0] || row > 0))
        }
      }
    }
    if let gradient = weight.gradient?.pointer {
      for sample in 0..<batch {
        for row in 0..<rows {
          check.include(
            Kernel.scale(
              x.data.pointer + sample * columns, by: outputGradient[sample * rows + row],
              into: gradient + row * columns, count: columns, accumulating: shared[1] || sample > 0))
        }
      }
    }
    if let gradient = bias?.gradient?.pointer {
      for sample in 0..<batch {
        check.include(
          Kernel.scale(
            outputGradient + sample * rows, by: 1,
            into: gradient, count: rows, accumulating: shared[2] || sample > 0))
      }
    }
    return check.holds
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
