import TestRuns
import Testing

@testable import Engine

/// A network's first weights to the bit, and its functions and losses within float32's rounding, as PyTorch has them.
@Suite struct NetworkTests {
  private struct Initial: Decodable {
    let seed: UInt64
    let sizes: [Int]
    let bias: Bool
    let parameters: [NetworkGolden.Brief]
    let nextRand: [Double]
  }

  @Test func firstWeightsAreDrawnLayerByLayer() throws {
    for golden in try NetworkGolden.section("init", as: [Initial].self) {
      let layers = zip(golden.sizes, golden.sizes.dropFirst()).map { inputs, outputs in
        "Linear(\(inputs), \(outputs)\(golden.bias ? "" : ", bias=False")), Tanh"
      }
      let architecture = try Architecture(
        layers.joined(separator: ", "), loss: "mse", rowShape: [golden.sizes[0]])
      var generator = Generator(seed: golden.seed)
      let network = Network(architecture, &generator)
      #expect(network.parameters.count == golden.parameters.count)
      for (parameter, expected) in zip(network.parameters, golden.parameters) {
        #expect(parameter.shape == expected.shape && expected.isEqual(to: parameter.data.elements))
      }
      #expect(golden.nextRand.map(Float.init) == golden.nextRand.map { _ in generator.uniform() })
    }
  }

  @Test func parametersAreCalledAsInAStateDict() throws {
    let architecture = try Architecture(
      "embedding: Embedding(28, 20), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(1), Sigmoid", loss: "mse",
      rowShape: [6])
    var generator = Generator(seed: 0)
    #expect(
      Network(architecture, &generator).parameters.map(\.name) == ["embedding.weight", "4.weight", "4.bias"])
    #expect(
      architecture.text
        == "embedding: Embedding(28, 20) → Transpose(1, 2) → AvgPool1d(6) → Squeeze() → Linear(20, 1) → Sigmoid()"
    )
    #expect(try architecture.shapes(rows: 3).last == [3, 1])
    // The article's trap: without an axis, Squeeze takes the batch axis of one sample too.
    #expect(try architecture.shapes(rows: 1).last == [1])
  }

  private struct Activations: Decodable {
    let x: [Double]
    let cases: [Case]

    struct Case: Decodable {
      let name: String
      let float32: Numbers
    }

    struct Numbers: Decodable {
      let output: [Double]
      let derivative: [Double]
    }
  }

  @Test func activationsAreThoseOfPyTorch() throws {
    let golden = try NetworkGolden.part("activations", as: Activations.self)
    let texts = ["gelu_tanh": "GELU(approximate='tanh')"]
    for expected in golden.cases {
      let layer = try Architecture(
        texts[expected.name] ?? expected.name.replacing("_", with: ""), loss: "mse",
        rowShape: [golden.x.count]
      ).layers[0].layer
      let graph = Graph()
      let x = graph.parameter("x", shape: [1, golden.x.count])
      x.data.load(golden.x.map(Float.init))
      let y = layer.add(to: graph, x, parameters: [], name: "y")
      graph.forward()
      y.gradient?.fill(1)
      _ = graph.operations[0].backward(addingTo: InputSet())
      expectClose(y.data.elements, expected.float32.output, "\(expected.name)")
      expectClose(x.gradient?.elements ?? [], expected.float32.derivative, "\(expected.name)'s slope")
    }
  }

  private struct LossCase: Decodable {
    let name: String
    let x: [[Double]]
    let y: Target
    let float32: Numbers

    struct Numbers: Decodable {
      let loss: Double
      let gradient: [[Double]]
    }

    /// A row of numbers a sample, or the number of its class.
    struct Target: Decodable {
      let elements: [Float]

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let rows =
          try (try? container.decode([[Double]].self).flatMap { $0 }) ?? container.decode([Double].self)
        elements = rows.map(Float.init)
      }
    }
  }

  @Test func lossesAreThoseOfPyTorch() throws {
    for golden in try NetworkGolden.section("losses", as: [LossCase].self) {
      let graph = Graph()
      let x = graph.parameter("x", shape: [golden.x.count, golden.x[0].count])
      x.data.load(golden.x.flatMap { $0.map(Float.init) })
      let loss = try Architecture.loss(golden.name)
      let target = graph.input("y", shape: try loss.targetShape(x.shape))
      target.data.load(golden.y.elements)
      let value = loss.add(to: graph, x, target, name: "loss")
      graph.forward()
      graph.backward(from: value)
      expectClose(value.data.elements, [golden.float32.loss], golden.name)
      expectClose(
        x.gradient?.elements ?? [], golden.float32.gradient.flatMap { $0 }, "\(golden.name)'s gradient")
    }
  }

  /// What cancellation leaves of float32 where different libraries compute the functions.
  private func expectClose(_ numbers: [Float], _ expected: [Double], _ what: String) {
    #expect(numbers.count == expected.count, "\(what)")
    for (number, expected) in zip(numbers, expected) {
      #expect(
        abs(Double(number) - expected) <= 1e-6 + 1e-6 * abs(expected), "\(what): \(number) for \(expected)")
    }
  }
}
