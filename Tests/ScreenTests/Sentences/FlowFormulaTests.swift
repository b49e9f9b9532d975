import RealModule
import TestRuns
import Testing

@testable import Engine
@testable import Viz

/// What the flow scene says of how a number is made, against the layer's own rule and the numbers that go into it.
@Suite struct FlowFormulaTests {
  /// A network over letters, one over pixels with a kernel at once, and one of every activation.
  private static let networks: [(name: String, model: String, loss: String, shape: [Int])] = [
    (
      "text",
      "Embedding(9, 5, padding_idx=2), Transpose(1, 2), AvgPool1d(4), Squeeze(2), Linear(5, 1), Sigmoid",
      "mse", [4]
    ),
    (
      "windows", "AvgPool1d(3, stride=2, padding=1), MaxPool1d(2, stride=1), Flatten, Linear(3), Softmax(1)",
      "mse", [2, 7]
    ),
    ("ceil", "AvgPool1d(2, ceil_mode=True), Flatten, Linear(3, bias=False)", "mse", [2, 7]),
    (
      "ceil left out",
      "AvgPool1d(2, stride=3, padding=1, ceil_mode=True, count_include_pad=False), Flatten, Linear(3)", "mse",
      [2, 6]
    ),
    // More weights than a screen ever shows.
    ("wide", "Linear(300), ReLU, Linear(2)", "mse", [300]),
    ("long", "MaxPool1d(10), Flatten, Linear(3)", "mse", [2, 20]),
    (
      "activations",
      "Linear(12), Tanh, Linear(12), Sigmoid, Linear(12), ReLU, Linear(12), LeakyReLU, Linear(12), ELU, Linear(12), GELU, "
        + "Linear(12), SiLU, Linear(12), Softplus, Identity, Dropout(0.3), Linear(3)", "mse", [4]
    ),
  ]

  /// A trainer of one of the networks after some steps, over rows of its own.
  private static func trainer(_ network: (name: String, model: String, loss: String, shape: [Int])) throws
    -> Trainer
  {
    var random = ReplayableRandom()
    let (rows, width) = (12, network.shape.reduce(1, *))
    let areEntries = network.model.hasPrefix("Embedding")
    let features = (0..<rows * width).map { _ in
      areEntries ? Float(Int.random(in: 0..<9, using: &random)) : Float.random(in: -2...2, using: &random)
    }
    let architecture = try Architecture(network.model, loss: network.loss, rowShape: network.shape)
    let outputs = try architecture.shapes(rows: rows).last.map { $0.dropFirst().reduce(1, *) } ?? 1
    let targets = (0..<rows * outputs).map { _ in Float.random(in: 0...1, using: &random) }
    let set = DataSet(
      name: network.name, featureNames: (0..<width).map { "f\($0)" },
      features: Tensor(features, shape: [rows] + network.shape),
      targets: Tensor(targets, shape: [rows, outputs]), kind: .values)
    let trainer = Trainer(
      try Configuration(
        architecture, data: TrainingData(.given(set)), optimizer: Optimizers.parse("sgd lr=0.001"), seed: 3,
        batch: 4))
    trainer.run(until: 25)
    return trainer
  }

  private static func trainers() throws -> [Trainer] {
    let presets = ["circle", "text", "digits", "penguins"].map { name in
      let trainer = Trainer(preset(name, seed: 3))
      trainer.run(until: 25)
      return trainer
    }
    return try presets + networks.map(trainer)
  }

  /// Calls `body` with several elements of every stage of several rows.
  private func eachElement(
    _ body: (_ trainer: Trainer, _ snapshot: Snapshot, _ row: RowView, _ stage: Int, _ index: [Int]) throws ->
      Void
  ) throws {
    for trainer in try Self.trainers() {
      let inspector = Inspector(trainer)
      for number in [0, 3, 7] {
        var interest = Interest()
        interest.row = .training(number)
        let row = try #require(inspector.snapshot(interest).row)
        for stage in row.stages.indices {
          let count = row.stages[stage].shape.reduce(1, *)
          for place in Set([0, 1, count / 2, count - 1]).filter({ (0..<count).contains($0) }).sorted() {
            let index = row.stages[stage].data.indices(at: place)
            interest.weightRow = FlowFormula.weightRow(row, stage: stage, index: index)
            try body(trainer, inspector.snapshot(interest), row, stage, index)
          }
        }
      }
    }
  }

  /// A number as the screen writes it; a second factor below 0 stands in brackets.
  private func number(_ text: some StringProtocol) -> Double? {
    Double(String(text.filter { !"()+".contains($0) }.map { $0 == "−" ? "-" : $0 }))
  }

  /// What a sum as it is written comes to, and how many terms it names; `nil` where terms are left out.
  private func sum(_ text: some StringProtocol) -> (value: Double, products: Int, others: Int)? {
    var (value, sign, products, others) = (0.0, 1.0, 0, 0)
    let words = text.split(separator: " ")
    for (place, word) in words.enumerated() {
      switch word {
      case "…": return nil
      case "+": sign = 1
      case "−": sign = -1
      case "the", "other", "b": break
      default:
        if word.hasSuffix(":") {
          others = Int(word.dropLast()) ?? -1
          continue
        }
        #expect(!word.contains("⋅−"), "\(text)")
        let factors = word.split(separator: "⋅").map { number($0) ?? .nan }
        if factors.count == 2 { products += 1 }
        value += (place == 0 ? 1 : sign) * factors.reduce(1, *)
        sign = 1
      }
    }
    return (value, products, others)
  }

  @Test func everySumGivesItsNumber() throws {
    var (products, means) = (0, 0)
    try eachElement { trainer, snapshot, row, stage, index in
      guard stage > 0, let layer = row.stages[stage].layer else { return }
      let lines = FlowFormula(snapshot, row, stage: stage, index: index).lines
      let inputs = row.sources(of: index, stage: stage).map { Double(row.stages[stage - 1].data[$0]) }
      let value = Double(row.stages[stage].data[index])
      if let linear = layer as? Linear {
        try expect(lines, linear, trainer, row.stages[stage].name, unit: index.last ?? 0, inputs, value)
        products += 1
      } else if let pool = layer as? AvgPool1d {
        try expect(lines, pool, inputs, value)
        let (before, after) = (row.stages[stage - 1].shape.last ?? 0, row.stages[stage].shape.last ?? 0)
        try expect(lines[1], pool, length: before, windows: after)
        means += 1
      }
    }
    #expect(products > 100 && means > 50)
  }

  /// The lines of a Linear: how many inputs there are, the three largest products, the rest and the bias.
  private func expect(
    _ lines: [String], _ linear: Linear, _ trainer: Trainer, _ name: String, unit: Int, _ inputs: [Double],
    _ value: Double
  ) throws {
    let parameters = trainer.network.parameters
    let weight = try #require(parameters.first { $0.name == "\(name).weight" }).tensor
    let bias = parameters.first { $0.name == "\(name).bias" }?.tensor
    let weights = inputs.indices.map { Double(weight[unit, $0]) }
    let b = bias.map { Double($0[[unit]]) } ?? 0
    let exact = zip(weights, inputs).reduce(b) { sum, pair in sum + pair.0 * pair.1 }
    #expect(abs(exact - value) <= 1e-5 * max(1, abs(exact)))
    #expect(lines[0].contains("over \(linear.inputs) inputs") && lines[0].contains("+ b") == (bias != nil))
    let told = try #require(sum(lines[1]))
    // Each factor of three products, their rest and the bias are rounded to three places.
    let sizes = zip(weights, inputs).map { weight, input in abs(weight) + abs(input) + 0.001 }.sorted()
    let rounding = 0.0005 * (sizes.suffix(3).reduce(0, +) + 2)
    #expect(abs(told.value - exact) <= rounding + 1e-5, "\(lines): \(exact)")
    #expect(told.products == min(3, linear.inputs) && told.others == max(0, linear.inputs - 3), "\(lines)")
  }

  /// The line of a mean: its terms, what their sum is divided by.
  private func expect(_ lines: [String], _ pool: AvgPool1d, _ inputs: [Double], _ value: Double) throws {
    let match = try #require(lines[0].wholeMatch(of: /= \((.*)\) \/ (\d+)/), "\(lines)")
    let divisor = try #require(Double(match.2))
    #expect(abs(inputs.reduce(0, +) / divisor - value) <= 1e-5, "\(lines): \(value)")
    if let told = sum(match.1) {
      let rounding = 0.0005 * Double(inputs.count) / divisor
      #expect(abs(told.value / divisor - value) <= rounding + 1e-5, "\(lines): \(value)")
    }
  }

  /// The line of how many windows there are.
  private func expect(_ line: String, _ pool: AvgPool1d, length: Int, windows: Int) throws {
    let pattern = /L_out = ([⌊⌈])\((\d+) \+ 2⋅(\d+) − (\d+)\)\/(\d+)[⌋⌉] \+ 1( − 1)? = (\d+)/
    let match = try #require(line.wholeMatch(of: pattern), "\(line)")
    let numbers = [match.2, match.3, match.4, match.5].compactMap { Int($0) }
    #expect(numbers == [length, pool.padding, pool.kernel, pool.stride])
    let ratio = Double(numbers[0] + 2 * numbers[1] - numbers[2]) / Double(numbers[3])
    let count = Int(ratio.rounded(match.1 == "⌊" ? .down : .up)) + 1 - (match.6 == nil ? 0 : 1)
    #expect(count == Int(match.7) && count == windows, "\(line)")
  }

  @Test func everyOtherRuleGivesItsNumber() throws {
    var seen: Set<String> = []
    try eachElement { trainer, snapshot, row, stage, index in
      let lines = FlowFormula(snapshot, row, stage: stage, index: index).lines
      let value = Double(row.stages[stage].data[index])
      guard stage > 0, let layer = row.stages[stage].layer else {
        let names = trainer.configuration.data.training.featureNames
        #expect(lines == ["an input: \(index.count == 1 ? names[index[0]] : "given")"])
        return
      }
      let inputs = row.sources(of: index, stage: stage).map { Double(row.stages[stage - 1].data[$0]) }
      seen.insert(type(of: layer).name)
      switch layer {
      case is Linear, is AvgPool1d: break
      case is MaxPool1d:
        let told = try #require(lines[0].wholeMatch(of: /= max\((.*)\)/)).1.split(separator: ", ")
        let numbers = told.filter { $0 != "…" }.map { number($0) ?? .nan }
        #expect(numbers.count == min(8, inputs.count) && (told.last == "…") == (inputs.count > 8))
        #expect(zip(numbers, inputs).allSatisfy { abs($0 - $1) <= 0.0005 } && inputs.max() == value)
      case let embedding as Embedding:
        let entry = Int(row.stages[stage - 1].data[Array(index.dropLast())])
        #expect(
          lines[0]
            == "place \(index[index.count - 1]) of the vector for entry \(entry), one of \(embedding.entries) that are learnt"
        )
        let table = try #require(
          trainer.network.parameters.first { $0.name == "\(row.stages[stage].name).weight" })
        #expect(Double(table.data[entry * embedding.dimension + index[index.count - 1]]) == value)
      case is Transpose, is Squeeze, is Flatten:
        let told = try #require(lines[0].firstMatch(of: /it is (.*?)((?:\[\d+\])*)$/))
        let source = try #require(row.stages[..<stage].last { $0.title(in: row) == told.1 }, "\(lines)")
        let place = told.2.split { "[]".contains($0) }.compactMap { Int($0) }
        #expect(Double(source.data[place]) == value, "\(lines)")
      case is Softmax:
        let largest = inputs.max() ?? 0
        let own = Double(row.stages[stage - 1].data[index])
        let share = Double.exp(own - largest) / inputs.reduce(0) { $0 + Double.exp($1 - largest) }
        #expect(lines[0].contains("all \(inputs.count):") && abs(share - value) < 1e-5)
      case is Dropout, is Identity:
        #expect(inputs == [value], "what passes stays what it is: \(lines)")
      default:
        let x = try #require(lines[0].wholeMatch(of: /= (\w+)\(x\) at x = (.*)/))
        #expect(String(x.1) == type(of: layer).name)
        let told = try #require(number(x.2))
        #expect(abs(told - inputs[0]) <= 5e-7 * max(1, abs(inputs[0])), "\(lines)")
        #expect(abs(Self.activation(String(x.1), inputs[0]) - value) <= 1e-5, "\(lines): \(value)")
      }
    }
    #expect(
      seen.isSuperset(of: [
        "Linear", "AvgPool1d", "MaxPool1d", "Embedding", "Transpose", "Squeeze", "Flatten", "Softmax",
        "Dropout",
        "Identity", "Tanh", "Sigmoid", "ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "Softplus",
      ]), "\(seen)")
  }

  /// The activations as their papers have them.
  private static func activation(_ name: String, _ x: Double) -> Double {
    switch name {
    case "Tanh": (Double.exp(2 * x) - 1) / (Double.exp(2 * x) + 1)
    case "Sigmoid": 1 / (1 + Double.exp(-x))
    case "ReLU": x > 0 ? x : 0
    case "LeakyReLU": x > 0 ? x : 0.01 * x
    case "ELU": x > 0 ? x : Double.exp(x) - 1
    case "GELU": x * (1 + Double.erf(x / 2.0.squareRoot())) / 2
    case "SiLU": x / (1 + Double.exp(-x))
    case "Softplus": Double.log(1 + Double.exp(x))
    default: .nan
    }
  }

  @Test func whatComesBackIsTheGradientThatTheEngineFinds() throws {
    var told = 0
    try eachElement { trainer, snapshot, row, stage, index in
      guard stage > 0, let layer = row.stages[stage].layer, let here = row.stages[stage].gradient else {
        return
      }
      let lines = FlowFormula(snapshot, row, stage: stage, index: index).lines.filter {
        $0.hasPrefix("back: ")
      }
      guard let line = lines.first else { return }
      told += 1
      let sources = row.sources(of: index, stage: stage)
      let gradient = Double(here[index])
      let before = row.stages[stage - 1].gradient
      if let factor = line.firstMatch(of: /= (\S+)$/).flatMap({ number($0.1) }) {
        let back = try #require(before.map { Double($0[sources[0]]) })
        #expect(
          abs(back - factor * gradient) <= 1e-5 * abs(gradient) + 1e-9, "\(line): \(gradient) to \(back)")
      } else if line.hasPrefix("back: times 1") {
        #expect(
          before.map { Double($0[sources[0]]) } == gradient && row.stages[stage - 1].data[sources[0]] > 0)
      } else if line.hasPrefix("back: times 0") {
        #expect(before.map { Double($0[sources[0]]) } == 0 && row.stages[stage - 1].data[sources[0]] <= 0)
      } else if let part = line.firstMatch(of: /each of the (\d+) gets 1\/(\d+) of/) {
        #expect(Int(part.1) == sources.count, "\(line)")
        guard let before, let pool = layer as? AvgPool1d, pool.stride >= pool.kernel else { return }
        for source in sources {
          #expect(
            abs(Double(before[source]) - gradient / (Double(part.2) ?? .nan)) <= 1e-6 * abs(gradient) + 1e-12)
        }
      } else if let place = line.firstMatch(of: /row (\d+)/), layer is Embedding {
        let entry = try #require(Int(place.1))
        // An edit of that entry of the table is felt in this number, but the padding's row takes no step.
        let name = "\(row.stages[stage].name).weight"
        let table = try #require(trainer.network.parameters.first { $0.name == name })
        let width = row.stages[stage].shape.last ?? 1
        let slopes = table.gradient?.elements(entry * width..<(entry + 1) * width) ?? []
        let isIn = trainer.stage.input.data.elements.contains(Float(entry))
        let takes = slopes.contains { $0 != 0 }
        #expect(takes == (isIn && !line.contains("no gradient")), "\(line): \(slopes)")
      } else {
        #expect(layer is MaxPool1d && line == "back: all of the gradient goes to the largest")
      }
    }
    #expect(told > 100)
  }

  @Test func theSceneShowsTheNumberUnderTheCursorWithItsFormula() throws {
    for (options, keys) in [
      ("--preset spiral", "right right down down"), ("--preset text", "right right right down down down"),
      ("--preset digits", "right right right"), ("--preset penguins", ""),
    ] {
      let run = try RenderedRun("\(options) --seed 3 --steps 12 --scene flow --screen 200x50", keys: keys)
      let row = try #require(run.state.snapshot.row)
      let cursor = run.state.flow.cursor(in: row)
      let stage = row.stages[cursor.stage]
      let place = stage.title(in: row) + cursor.index.map { "[\($0)]" }.joined()
      let text = run.text(200, 50)
      #expect(
        text.contains("\(place) = \(NumberText.compactPrecise(Double(stage.data[cursor.index])))"), "\(text)")
      for line in FlowFormula(run.state.snapshot, row, stage: cursor.stage, index: cursor.index).lines {
        #expect(text.contains(line), "\(line) in\n\(text)")
      }
      if let gradient = stage.gradient {
        #expect(text.contains("∂ℓ/∂\(place) = \(NumberText.compactPrecise(Double(gradient[cursor.index])))"))
      }
    }
  }
}
