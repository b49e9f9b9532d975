import Testing

@testable import Engine

/// Every operation's backward rule against central differences of its forward rule, over all small shapes.
@Suite struct OperationTests {
  @Test func linearsGradientsAreTheSlopesOfItsLoss() {
    for (batch, inputs, outputs, hasBias) in smallLinearShapes() {
      let graph = Graph()
      let x = graph.parameter("x", shape: [batch, inputs])
      let weight = graph.parameter("W", shape: [outputs, inputs])
      let bias = hasBias ? graph.parameter("b", shape: [outputs]) : nil
      let target = graph.input("y", shape: [batch, outputs])
      let z = graph.linear(x, weight: weight, bias: bias, name: "z")
      let loss = graph.meanSquaredError(z, target, name: "loss")
      expectGradientsAreSlopes(graph, loss, "Linear \(batch)×\(inputs)→\(outputs), bias \(hasBias)")
    }
  }

  @Test func matMulsGradientsAreTheSlopesOfItsLoss() {
    for rows in 1...4 {
      for inner in [1, 2, 3, 9] {
        for columns in [1, 2, 5, 17] {
          let graph = Graph()
          let a = graph.parameter("a", shape: [rows, inner])
          let b = graph.parameter("b", shape: [inner, columns])
          let target = graph.input("y", shape: [rows, columns])
          let loss = graph.meanSquaredError(graph.matMul(a, b, name: "c"), target, name: "loss")
          expectGradientsAreSlopes(graph, loss, "MatMul \(rows)×\(inner)×\(columns)")
        }
      }
    }
  }

  @Test func sigmoidsGradientIsTheSlopeOfItsLoss() {
    for count in 1...20 {
      let graph = Graph()
      let z = graph.parameter("z", shape: [1, count])
      let target = graph.parameter("y", shape: [1, count])
      let loss = graph.meanSquaredError(graph.sigmoid(z, name: "p"), target, name: "loss")
      expectGradientsAreSlopes(graph, loss, "sigmoid of \(count)")
    }
  }

  @Test func aValueUsedTwiceGetsTheSumOfBothGradients() {
    let graph = Graph()
    let a = graph.parameter("a", shape: [3, 3])
    let target = graph.input("y", shape: [3, 3])
    // a appears as both factors of one product and again in the next.
    let product = graph.matMul(graph.matMul(a, a, name: "aa"), a, name: "aaa")
    let loss = graph.meanSquaredError(product, target, name: "loss")
    expectGradientsAreSlopes(graph, loss, "a·a·a")
  }

  @Test func aSecondBackwardGivesTheSameGradientAsTheFirst() {
    let model = Model.article(size: 5)
    fill(model.graph)
    model.graph.forward()
    model.graph.backward(from: model.loss)
    let first = model.parameters[0].gradient?.elements
    model.graph.backward(from: model.loss)
    #expect(model.parameters[0].gradient?.elements == first)
  }

  @Test func aValueThatIsGivenHasNoGradient() {
    let model = Model.article(size: 3)
    #expect(model.input.gradient == nil)
    #expect(model.target.gradient == nil)
  }

  private func smallLinearShapes() -> [(Int, Int, Int, Bool)] {
    var shapes: [(Int, Int, Int, Bool)] = []
    for batch in 1...3 {
      for inputs in [1, 2, 3, 7, 8, 9, 16, 17] {
        for outputs in [1, 2, 5, 8] {
          for hasBias in [false, true] { shapes.append((batch, inputs, outputs, hasBias)) }
        }
      }
    }
    return shapes
  }

  /// Sets every value to fixed numbers of moderate size.
  private func fill(_ graph: Graph) {
    var generator = Generator(seed: 1)
    for value in graph.values {
      value.data.load((0..<value.data.count).map { _ in generator.uniform() * 1.6 - 0.8 })
    }
  }

  /// Holds each parameter's gradient to (loss(w + h) − loss(w − h)) / 2h, within what float32 leaves of it.
  private func expectGradientsAreSlopes(_ graph: Graph, _ loss: Value, _ what: String) {
    fill(graph)
    graph.forward()
    graph.backward(from: loss)
    let outputs = Set(graph.operations.map { ObjectIdentifier($0.output) })
    var (compared, largest): (Int, Float) = (0, 0)
    for value in graph.values where !outputs.contains(ObjectIdentifier(value)) {
      guard let gradient = value.gradient?.elements else { continue }
      for index in 0..<min(24, value.data.count) {
        let before = value.data[index]
        let h: Float = 0x1p-7
        value.data[index] = before + h
        graph.forward()
        let above = loss.data[0]
        value.data[index] = before - h
        graph.forward()
        let below = loss.data[0]
        value.data[index] = before
        let slope = (above - below) / (2 * h)
        #expect(
          abs(gradient[index] - slope) < 2e-4 + 2e-2 * abs(slope), "\(what): \(value.name)[\(index)]")
        compared += 1
        largest = max(largest, abs(slope))
      }
      graph.forward()
    }
    // Something was compared, and a gradient of nothing but zeros would have been seen.
    #expect(compared > 0 && largest > 2e-3, "\(what)")
  }
}
