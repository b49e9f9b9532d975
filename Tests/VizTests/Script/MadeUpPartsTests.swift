import Testing

@testable import Engine
@testable import Viz

/// What someone adds appears in programs by what it says of itself.
@Suite struct MadeUpPartsTests {
  private final class Still: Optimizer {
    override func update() -> Bool { true }
  }

  private struct Corners: GeneratedSet {
    let name = "corners"
    let title = "Corners"
    let samples = 40

    func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
      let points = (0..<samples).map { (index: Int) -> PlanarPoint in
        PlanarPoint(x: Double(index % 2), y: Double(index / 2 % 2), target: index % 2 == 0 ? 1 : -1)
      }
      return dataSet(points, areClasses: true, generator: &generator)
    }

    func program(samples: Int, noise: Double) -> [String] {
      ["# Corners.", "x = corners(\(samples))", "y = x[:, 0] == 0"] + Self.shuffling(samples)
    }
  }

  private struct Halve: ArgumentlessLayer {
    static let module = ["class Halve(nn.Module):", "    def forward(self, x):", "        return x / 2"]

    func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] { input }

    func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
      graph.view(name, of: x, shape: x.shape, strides: x.strides)
    }
  }

  @Test func anOptimizer() throws {
    let rule = OptimizerRule(
      name: "still", title: "Still", className: "Still",
      settings: [
        .learningRate(0.25),
        Setting(
          "low", "low end", standard: 0.5, kind: .number(.all), place: Setting.Place(tuple: "ends", index: 0)),
        Setting(
          "high", "high end", standard: 2, kind: .number(.all), place: Setting.Place(tuple: "ends", index: 1)),
        Setting("mode", "how", standard: 0, kind: .choice(["slow", "fast"])),
      ], state: { _ in [] }, formula: { _, _ in [] }, optimizer: Still.self)
    try Optimizers.$all.withValue(Optimizers.all + [rule]) {
      let text = try program(
        of: "article", optimizer: "still high=3 mode=fast",
        events: [
          Timed(step: 5, .optimizer("sgd")), Timed(step: 9, .optimizer("still")),
          Timed(step: 12, .set("low", 1)),
        ])
      let call = "optimizer = torch.optim.Still(model.parameters(), lr=0.25, ends=(0.5, 3.0), mode=\"fast\")"
      let joined = lines(text).joined(separator: " ").replacing("( ", with: "(").replacing(", )", with: ")")
      #expect(joined.split(separator: call).count == 3)
      #expect(text.contains("optimizer.param_groups[0][\"ends\"] = (1.0, 3.0)\n"))
    }
  }

  @Test func aSetAndALayer() throws {
    try Layers.$all.withValue(Layers.all + [Halve.self]) {
      let set = Corners()
      let data = try TrainingData(
        .generated(set, samples: set.samples, noise: 0), seed: 3, trainingFraction: 0.5)
      let configuration = try Configuration(
        Architecture("Linear(2, 1), Halve", loss: "mse", rowShape: [2]), data: data,
        optimizer: Optimizers.parse("sgd"), seed: 1, batch: 5)
      let text = PyTorchProgram(configuration).text
      #expect(
        text.contains("\n\n\nclass Halve(nn.Module):\n    def forward(self, x):\n        return x / 2\n\n\n"))
      #expect(
        text.contains("\n# Corners.\ntorch.manual_seed(3)\nx = corners(40)\ny = x[:, 0] == 0\norder = "))
      #expect(text.contains("\nmodel = nn.Sequential(nn.Linear(2, 1), Halve())\n"))
    }
    GeneratedData.$all.withValue(GeneratedData.all + [Corners()]) {
      #expect(GeneratedData.named("corners") != nil)
    }
  }
}
