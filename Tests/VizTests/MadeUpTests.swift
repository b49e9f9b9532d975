import Engine
import TestRuns
import Testing

@testable import Engine
@testable import Viz

/// One thing of each kind as somebody would add it: one piece of code and one entry in a list. It is then found in the command
/// line, on the screen, in the help and in the printed program, and nothing else had to know of it.
@Suite struct MadeUpTests {
  private static func trace(_ options: [String]) throws -> Configuration {
    try TraceCommandLine.parse(["--seed", "7"] + options).training.configuration(fallbackSeed: 0)
  }

  private static func program(_ configuration: Configuration) -> String {
    PyTorchProgram(configuration, steps: 10).text
  }

  /// A frame of `viz render`, and the help of the command that makes it.
  private static func render(_ options: [String]) throws -> String {
    try RenderCommandLine.parse(["--seed", "7", "--screen", "200x50"] + options).rendered()
  }

  private var help: String { TraceCommandLine.helpMessage(columns: 200) }

  @Test func anOptimizerIsFoundEverywhere() throws {
    try Optimizers.$all.withValue(Optimizers.all + [.signDescent]) {
      let options = ["--preset", "circle", "--optimizer", "sign-descent lr=0.002 keep=0.75"]
      let configuration = try Self.trace(options)
      #expect(configuration.choice("sign_descent")?.values["keep"] == 0.75)
      for name in ["sign_descent", "sign-descent", "SignDescent"] {
        #expect(try Optimizers.parse("\(name) keep=0.75").text == "sign_descent lr=0.25 keep=0.75")
      }
      #expect(throws: SettingError("sign_descent: keep=1, where a number from 0 to below 1 would be right")) {
        try Optimizers.parse("sign_descent keep=1")
      }
      let trainer = Trainer(configuration)
      let before = trainer.loss
      trainer.run(until: 400)
      #expect(trainer.fault == nil && trainer.loss < before)
      let program = Self.program(configuration)
      #expect(program.contains("torch.optim.SignDescent(") && program.contains("keep=0.75"), "\(program)")
      let frame = try Self.render(options + ["--steps", "3"])
      for words in ["Sign descent state", "W ← W − lr ⋅ sign(d)", "│ d ", "/Sign descent", "keep 0.75"] {
        #expect(frame.contains(words), "\(words)\n\(frame)")
      }
      #expect(help.contains("sign_descent"), "\(help)")
      #expect(try Self.render(options + ["--keys", "?"]).contains("Sign descent"))
    }
  }

  @Test func aLayerIsFoundEverywhere() throws {
    try Layers.$all.withValue(Layers.all + [Doubled.self]) {
      let options = [
        "--model", "Linear(2, 3), Doubled, Linear(3, 1)", "--data", "plane", "--loss", "mse", "--lr", "0.001",
      ]
      let configuration = try Self.trace(options)
      let trainer = Trainer(configuration)
      trainer.run(until: 50)
      #expect(trainer.fault == nil)
      let check = GradientCheck(trainer.stage, parameters: trainer.network.parameters)
      #expect(check.verdict == .agrees, "\(check)")
      #expect(Self.program(configuration).contains("\n    Doubled(),\n"))
      #expect(try Self.render(options).contains("doubled"))
    }
  }

  @Test func aLossIsFoundEverywhere() throws {
    try Losses.$all.withValue(Losses.all + [SumLoss.self]) {
      let options = ["--preset", "plane", "--loss", "sum"]
      let configuration = try Self.trace(options)
      let trainer = Trainer(configuration)
      trainer.run(until: 5)
      #expect(trainer.fault == nil)
      #expect(GradientCheck(trainer.stage, parameters: trainer.network.parameters).verdict == .agrees)
      #expect(Self.program(configuration).contains("nn.SumLoss()"))
      #expect(try Self.render(options).contains("→ Sum"))
      #expect(help.contains("sum"))
    }
  }

  @Test func aDataSetIsFoundEverywhere() throws {
    try DataSets.$all.withValue(DataSets.all + [DiagonalSet()]) {
      let options = [
        "--data", "diagonal", "--model", "Linear(2, 1)", "--loss", "bce-with-logits", "--samples", "80",
      ]
      let configuration = try Self.trace(options)
      let trainer = Trainer(configuration)
      trainer.run(until: 300)
      let heldOut = try #require(configuration.data.heldOut)
      #expect(try Evaluator(trainer.network, heldOut).evaluate().accuracy ?? 0 > 0.9)
      #expect(Self.program(configuration).contains("x = torch.rand(80, 2)"))
      #expect(try Self.render(options).contains("  diagonal  "))
      #expect(help.contains("diagonal"))
    }
  }

  @Test func aSceneIsFoundEverywhere() throws {
    try SceneList.$all.withValue(SceneList.all + [StepScene()]) {
      let number = SceneList.all.count
      for options in [["--scene", "steps"], ["--scene", "\(number)"], ["--keys", "\(number)"]] {
        let frame = try Self.render(["--steps", "3"] + options)
        #expect(frame.contains("three words about step 3"), "\(frame)")
      }
      let help = try Self.render(["--scene", "steps", "--keys", "?"])
      #expect(help.contains("steps") && help.contains("what a made-up scene shows"), "\(help)")
      #expect(RenderCommandLine.helpMessage(columns: 200).contains("steps"))
    }
  }
}

/// Steps by the sign of the momentum.
private final class SignDescent: Optimizer {
  private var kept: Float = 0
  private var directions: [Buffer] = []

  override func settingsChanged(_ values: SettingValues) {
    kept = Float(values["keep"])
    directions = buffers("direction")
  }

  override func update() -> Bool {
    for (place, direction) in zip(places, directions) {
      for index in 0..<place.count {
        direction.pointer[index] = kept * direction.pointer[index] + place.gradient[index]
        let sign: Float = direction.pointer[index] < 0 ? -1 : direction.pointer[index] > 0 ? 1 : 0
        place.weight[index] -= Float(learningRate) * sign
      }
    }
    return true
  }
}

extension OptimizerRule {
  fileprivate static let signDescent = OptimizerRule(
    name: "sign_descent", title: "Sign descent", className: "SignDescent",
    settings: [
      .learningRate(0.25),
      Setting("keep", symbol: "κ", "what is kept", standard: 0.5, kind: .number(.belowOne)),
    ],
    state: { _ in [StateTensor("direction", symbol: "d", "decaying sum of g", isSigned: true)] },
    formula: { _, _ in ["d ← κ⋅d + g", "W ← W − lr ⋅ sign(d)"] }, optimizer: SignDescent.self)
}

/// y = 2x
private struct Doubled: ArgumentlessLayer {
  static let name = "Doubled"
  static let module = ["class Doubled(nn.Module):", "    def forward(self, x):", "        return 2 * x"]

  func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] { input }

  func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let x = graph.contiguous(x)
    return graph.record(DoubledOperation(inputs: [x], output: graph.output(name, shape: x.shape, of: [x])))
  }
}

private final class DoubledOperation: Engine.Operation {
  override func forward() {
    for index in 0..<output.data.count { output.data[index] = 2 * inputs[0].data[index] }
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    guard let gradient = inputs[0].gradient, let upstream = output.gradient else { return true }
    for index in 0..<gradient.count {
      gradient[index] = (shared[0] ? gradient[index] : 0) + 2 * upstream[index]
    }
    return gradient.isFinite
  }

  override func reference(_ inputs: [[Double]]) -> [Double] { inputs[0].map { 2 * $0 } }
}

/// Σ(p − y)², without the mean.
private struct SumLoss: Loss {
  static let name = "sum"
  static let className = "SumLoss"
  static let targets = TargetForm.values

  init(_ options: LayerArguments) throws(NetworkError) {}

  func targetShape(_ prediction: [Int]) throws(NetworkError) -> [Int] { prediction }

  func add(to graph: Graph, _ prediction: Value, _ target: Value, name: String) -> Value {
    let p = graph.contiguous(prediction)
    return graph.record(
      SumOperation(inputs: [p, target], output: graph.output(name, shape: [1], of: [p, target])))
  }
}

private final class SumOperation: Engine.Operation {
  override func forward() {
    output.data[0] = zip(inputs[0].data.elements, inputs[1].data.elements).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    guard let gradient = inputs[0].gradient, let upstream = output.gradient else { return true }
    for index in 0..<gradient.count {
      gradient[index] = upstream[0] * 2 * (inputs[0].data[index] - inputs[1].data[index])
    }
    return gradient.isFinite
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    [zip(inputs[0], inputs[1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }]
  }
}

/// Points of a square, and on which side of its diagonal they lie.
private struct DiagonalSet: BuiltInSet {
  let name = "diagonal"
  let title = "Diagonal"
  let samples = 200

  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let x = generator.uniformTensor(shape: [samples, 2])
    let classes: [Float] = (0..<samples).map { x[$0, 0] > x[$0, 1] ? 1 : 0 }
    return DataSet(
      name: name, featureNames: ["x1", "x2"], features: x, targets: Tensor(classes, shape: [samples]),
      kind: .classes(names: ["above", "below"]))
  }

  func program(samples: Int, noise: Double) -> [String] {
    ["x = torch.rand(\(samples), 2)", "y = x[:, 0] > x[:, 1]"]
  }
}

/// A few words about the step.
private struct StepScene: Scene {
  let name = "steps"
  let keyScopes: [KeyScope] = [.stepping]

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    canvas.write("three words about step \(state.snapshot.step)", x: 1, y: 3, Theme.plain)
  }

  func explanations(_ look: Look) -> [Explanation] { [Explanation("words", "what a made-up scene shows")] }
}
