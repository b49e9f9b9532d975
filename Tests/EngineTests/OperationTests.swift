import TestRuns
import Testing

@testable import Engine

/// Every operation's forward rule against its rule in float64, and its backward rule against central differences of that,
/// over all small shapes.
@Suite struct OperationTests {
  private static let activations = [
    "Identity", "Sigmoid", "Tanh", "ReLU", "LeakyReLU(0.2)", "ELU(1.5)", "GELU", "GELU(approximate='tanh')",
    "SiLU",
    "Softplus", "Softplus(2, 1)",
  ]

  @Test func linearsGradientsAreTheSlopesOfItsLoss() throws {
    for (batch, inputs, outputs, hasBias) in smallLinearShapes() {
      try expectRulesAgree("Linear(\(outputs), bias=\(hasBias ? "True" : "False"))", [batch, inputs])
    }
    try expectRulesAgree("Linear(3)", [2, 4, 5])
  }

  @Test(arguments: activations)
  func anActivationsGradientIsTheSlopeOfItsLoss(text: String) throws {
    // A few numbers may all lie where ReLU is flat.
    for count in 1...20 { try expectRulesAgree(text, [1, count], isFlat: count < 6) }
    try expectRulesAgree(text, [3, 2, 5])
    // A view that swaps axes is taken as it lies.
    try expectRulesAgree("Transpose(1, 2), \(text), Flatten, Linear(2)", [3, 2, 5])
  }

  @Test func softmaxsGradientIsTheSlopeOfItsLoss() throws {
    for axis in [-3, -2, -1, 0, 1, 2] { try expectRulesAgree("Softmax(dim=\(axis))", [2, 3, 4]) }
    try expectRulesAgree("Softmax(1)", [1, 1], isFlat: true)
    try expectRulesAgree("Transpose(0, 1), Softmax(1)", [3, 4])
  }

  @Test func poolingsGradientsAreTheSlopesOfTheirLoss() throws {
    for length in 1...7 {
      for kernel in 1...length {
        for settings in ["", ", stride=1", ", padding=\(kernel / 2)", ", stride=2, ceil_mode=True"] {
          for kind in ["AvgPool1d", "MaxPool1d"] {
            try expectRulesAgree("\(kind)(\(kernel)\(settings))", [2, 3, length])
            try expectRulesAgree("\(kind)(\(kernel)\(settings))", [3, length])
            try expectRulesAgree(
              "Transpose(1, 2), \(kind)(\(kernel)\(settings)), Flatten, Linear(2)", [2, length, 3])
          }
        }
        try expectRulesAgree(
          "AvgPool1d(\(kernel), 1, \(kernel / 2), count_include_pad=False)", [2, 2, length])
        if kernel * 2 - 1 <= length { try expectRulesAgree("MaxPool1d(\(kernel), 1, 0, 2)", [2, 2, length]) }
      }
    }
  }

  @Test func changesOfShapeKeepEveryGradient() throws {
    try expectRulesAgree("Transpose(1, 2), Linear(2)", [2, 3, 4])
    try expectRulesAgree("Transpose(0, 2), Flatten, Linear(2)", [2, 3, 4])
    try expectRulesAgree("Flatten, Linear(2)", [2, 3, 4])
    try expectRulesAgree("Flatten(0, 1), Linear(2)", [2, 3, 4])
    try expectRulesAgree("Squeeze, Linear(2)", [2, 1, 4])
    try expectRulesAgree("Squeeze(1), Linear(2)", [1, 1, 4])
    try expectRulesAgree("Squeeze(0), Linear(2)", [2, 1, 4])
    // A batch of one loses its batch axis too.
    try expectRulesAgree("Squeeze, Linear(2)", [1, 1, 4])
  }

  @Test func dropoutsGradientIsTheSlopeUnderTheSameMask() throws {
    for probability in ["0.0", "0.1", "0.5", "0.9", "1"] {
      try expectRulesAgree(
        "Linear(4), Dropout(\(probability)), Linear(2)", [3, 5], isFlat: probability == "1")
    }
  }

  @Test func embeddingsGradientIsTheSlopeOfItsLossAndPaddingHasNone() throws {
    for padding in ["", ", padding_idx=0", ", padding_idx=-1"] {
      let architecture = try Architecture(
        "Embedding(5, 3\(padding)), Transpose(1, 2), AvgPool1d(4), Squeeze, Linear(2)", loss: "mse",
        rowShape: [4])
      var generator = Generator(seed: 3)
      let network = Network(architecture, &generator)
      for rows in 1...3 {
        let stage = try network.stage(rows: rows)
        stage.input.data.load(generator.integers(count: rows * 4, from: 0, to: 5).map(Float.init))
        stage.target.data.load(generator.uniform(count: stage.target.data.count, from: -1, to: 1))
        try expectRulesAgree(
          stage, network.parameters, "Embedding\(padding), \(rows) rows",
          constant: padding.isEmpty ? nil : padding)
      }
    }
  }

  @Test(arguments: [
    "mse", "l1", "smooth-l1", "bce", "bce-with-logits", "cross-entropy", "cross-entropy label_smoothing=0.2",
  ])
  func alosssGradientIsItsSlope(loss: String) throws {
    for (rows, columns) in [(1, 1), (1, 3), (4, 1), (3, 5), (40, 30)] {
      let before = loss == "bce" ? "Linear(\(columns)), Sigmoid" : "Linear(\(columns))"
      let architecture = try Architecture(before, loss: loss, rowShape: [2])
      var generator = Generator(seed: 5)
      let network = Network(architecture, &generator)
      let stage = try network.stage(rows: rows)
      stage.input.data.load(generator.uniform(count: rows * 2, from: -2, to: 2))
      let targets: [Float] = (0..<stage.target.data.count).map { _ in
        switch type(of: architecture.loss).targets {
        case .classes: Float(generator.integer(below: columns))
        case .probabilities: Float(generator.integer(below: 2))
        case .values: generator.uniform() * 4 - 2
        }
      }
      stage.target.data.load(targets)
      // One class of one is always right, whatever the weights.
      try expectRulesAgree(
        stage, network.parameters, "\(loss) of \(rows)×\(columns)",
        isFlat: loss.hasPrefix("cross") && columns == 1)
    }
  }

  @Test func aValueUsedTwiceGetsTheSumOfBothGradients() throws {
    let graph = Graph()
    let a = graph.parameter("a", shape: [3, 3])
    let target = graph.input("y", shape: [3, 3])
    // a is the input and the weight of one product, and the weight of the next.
    let linear = Linear(inputs: 3, outputs: 3, hasBias: false)
    let product = linear.add(to: graph, a, parameters: [a], name: "aa")
    let loss = MSELoss().add(
      to: graph, linear.add(to: graph, product, parameters: [a], name: "aaa"), target, name: "loss")
    fill(graph)
    try expectRulesAgree(graph, loss, [a], "a·a·a")
  }

  @Test func aSecondBackwardGivesTheSameGradientAsTheFirst() {
    let trainer = Trainer(preset("text"))
    let first = trainer.network.parameters.map { $0.gradient?.elements }
    trainer.stage.graph.backward(from: trainer.stage.loss)
    #expect(trainer.network.parameters.map { $0.gradient?.elements } == first)
  }

  @Test func aValueThatIsGivenHasNoGradient() {
    let stage = Trainer(article(seed: 1)).stage
    #expect(stage.input.gradient == nil)
    #expect(stage.target.gradient == nil)
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

  /// Holds a layer, or layers, to their rules, with a loss behind them.
  private func expectRulesAgree(_ text: String, _ shape: [Int], isFlat: Bool = false) throws {
    let rows = shape[0]
    let architecture: Architecture
    do {
      architecture = try Architecture(text, loss: "mse", rowShape: Array(shape.dropFirst()))
    } catch {
      // What PyTorch refuses is refused for all rows alike.
      #expect("\(error)".contains("no window fits"), "\(text) of \(shape): \(error)")
      return
    }
    var generator = Generator(seed: UInt64(shape.reduce(7) { $0 * 31 + $1 }))
    let network = Network(architecture, &generator)
    let stream = RandomStream(generator)
    // The input is differentiated too: as a parameter in front of all layers.
    let graph = Graph(random: stream)
    let x = graph.parameter("x", shape: shape)
    x.data.load(generator.uniform(count: x.data.count, from: -2, to: 2))
    network.parameters.forEach(graph.add)
    var (output, place) = (x, 0)
    for named in architecture.layers {
      let count = named.layer.parameters.count
      output = named.layer.add(
        to: graph, output, parameters: Array(network.parameters[place..<place + count]), name: named.name)
      place += count
    }
    #expect(output.shape == (try architecture.shapes(rows: rows).last), "\(text) of \(shape)")
    let target = graph.input("y", shape: output.shape)
    target.data.load(generator.uniform(count: target.data.count, from: -1, to: 1))
    let loss = architecture.loss.add(to: graph, output, target, name: "loss")
    try expectRulesAgree(graph, loss, [x] + network.parameters, "\(text) of \(shape)", isFlat: isFlat)
  }

  private func expectRulesAgree(
    _ stage: NetworkGraph, _ parameters: [Value], _ what: String, isFlat: Bool = false,
    constant padding: String? = nil
  ) throws {
    try expectRulesAgree(
      stage.graph, stage.loss, parameters, what, isFlat: isFlat,
      paddedRow: padding.map { $0.contains("-1") ? 4 : 0 })
  }

  /// Holds every value to its reference, and each parameter's gradient to the reference's slope.
  private func expectRulesAgree(
    _ graph: Graph, _ loss: Value, _ parameters: [Value], _ what: String, isFlat: Bool = false,
    paddedRow: Int? = nil
  ) throws {
    graph.forward()
    graph.backward(from: loss)
    for operation in graph.operations {
      let reference = graph.reference(operation.output)
      let difference = zip(operation.output.data.elements, reference).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(difference <= 2e-5 * (1 + (reference.map(abs).max() ?? 0)), "\(what): \(operation.output.name)")
    }
    var largest = 0.0
    for value in parameters {
      let gradient = try #require(value.gradient).elements
      for index in 0..<min(24, value.data.count) {
        let number = Double(value.data[index])
        func moved(_ number: Double) -> [Double] {
          var numbers = value.data.elements.map(Double.init)
          numbers[index] = number
          return numbers
        }
        // Over a kink, as of ReLU, a smaller step.
        let slopes = [1e-5, 1e-7].map { h in
          (graph.reference(loss, replacing: [(value, moved(number + h))])[0]
            - graph.reference(loss, replacing: [(value, moved(number - h))])[0]) / (2 * h)
        }
        let isPadding = paddedRow.map { value.name.hasSuffix("0.weight") && index / 3 == $0 } ?? false
        let differences = slopes.map {
          abs(Double(gradient[index]) - (isPadding ? 0 : $0)) / (1e-5 + 1e-4 * abs($0))
        }
        #expect(
          differences.contains { $0 < 1 }, "\(what): \(value.name)[\(index)] \(gradient[index]) \(slopes)")
        largest = max(largest, abs(slopes[0]))
      }
    }
    // Something was compared, and a gradient of nothing but zeros would have been seen.
    #expect(isFlat || largest > 2e-3, "\(what)")
  }
}
