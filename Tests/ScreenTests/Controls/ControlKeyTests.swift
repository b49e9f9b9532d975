import Engine
import Testing

@testable import Viz

/// Keys that make another run: it is the run that the command line starts with the same options, to the bit.
@Suite struct ControlKeyTests {
  /// A run, keys in it, and the options that start the run they lead to.
  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let keys: String
    let same: String

    init(_ line: String, _ keys: String, _ same: String) {
      (self.line, self.keys, self.same) = (line, keys, same)
    }

    var testDescription: String { "\(line): \(keys)" }
  }

  private static let spiral = "Linear(2,8),Tanh,Linear(8,8),Tanh,Linear(8,1),Tanh"
  private static func spiral(_ activation: String) -> String {
    "Linear(2,8),\(activation),Linear(8,8),\(activation),Linear(8,1),Tanh"
  }
  private static let own =
    "--data circle --loss bce-with-logits --model Linear(2,3),ReLU,Linear(3,1) --batch 16"

  static let cases =
    // Data: a network stays where it fits, else the set's preset takes its place.
    [
      Case("--preset circle", "d", "--preset circle --data xor"),
      Case("--preset circle", "d d d", "--preset circle --data spiral"),
      Case("--preset spiral", "D", "--preset spiral --data gauss"),
      Case("--preset spiral", "d", "--preset spiral --data plane"),
      Case("--preset circle", "D", "--preset article"), Case("--preset article", "d", "--preset circle"),
      Case("--preset gaussians", "d", "--preset text"), Case("--preset text", "d", "--preset digits"),
      Case("--preset penguins", "D", "--preset digits"), Case("--preset penguins", "d", "--preset article"),
      Case(
        "--preset circle --data-seed 5 --batch 25", "d", "--preset circle --data xor --data-seed 5 --batch 25"
      ),
      Case(own, "d", own.replacing("circle", with: "xor")),
      // Noise, in steps of five.
      Case("--preset circle", "I", "--preset circle --noise 5"),
      Case("--preset plane", "I I I", "--preset plane --noise 15"),
      Case("--preset spiral --noise 33", "I", "--preset spiral --noise 38"),
      Case("--preset spiral --noise 33", "i", "--preset spiral --noise 28"),
      Case("--preset xor --noise 3", "i", "--preset xor --noise 0"),
      Case("--preset xor --noise 48", "I", "--preset xor --noise 50"),
      // Activations behind the hidden layers; what stands at the end stays.
      Case("--preset spiral", "a", "--preset spiral --model \(spiral("ReLU"))"),
      Case("--preset spiral", "a a", "--preset spiral --model \(spiral("Sigmoid"))"),
      Case("--preset spiral", "A", "--preset spiral --model \(spiral("Identity"))"),
      Case("--preset spiral", "A A", "--preset spiral --model \(spiral("Softplus"))"),
      Case("--preset penguins", "a", "--preset penguins --model Linear(4,16),Sigmoid,Linear(16,3)"),
      Case("--preset digits", "A", "--preset digits --model Linear(64,32),Tanh,Linear(32,10)"),
      // Units of the layer with the cursor.
      Case(
        "--preset spiral", "U",
        "--preset spiral --model \(spiral.replacing("8),Tanh,Linear(8,8)", with: "9),Tanh,Linear(9,8)"))"),
      Case(
        "--preset circle", "u u", "--preset circle --model Linear(2,2),Tanh,Linear(2,2),Tanh,Linear(2,1),Tanh"
      ),
      Case(
        "--preset circle", "right U",
        "--preset circle --model Linear(2,4),Tanh,Linear(4,3),Tanh,Linear(3,1),Tanh"),
      Case(
        "--preset circle", "left u",
        "--preset circle --model Linear(2,3),Tanh,Linear(3,2),Tanh,Linear(2,1),Tanh"),
      Case(
        "--preset circle", "right right U",
        "--preset circle --model Linear(2,4),Tanh,Linear(4,3),Tanh,Linear(3,1),Tanh"),
      Case(own, "U", own.replacing("(2,3),ReLU,Linear(3", with: "(2,4),ReLU,Linear(4")),
      // Hidden layers.
      Case(
        "--preset circle", "H",
        "--preset circle --model Linear(2,4),Tanh,Linear(4,2),Tanh,Linear(2,2),Tanh,Linear(2,1),Tanh"),
      Case("--preset circle", "h", "--preset circle --model Linear(2,4),Tanh,Linear(4,1),Tanh"),
      Case("--preset circle", "h h", "--preset circle --model Linear(2,1),Tanh"),
      Case("--preset penguins", "h", "--preset penguins --model Linear(4,3)"),
      Case("--preset penguins", "h H", "--preset penguins --model Linear(4,4),Tanh,Linear(4,3)"),
      Case(
        "--preset digits", "H", "--preset digits --model Linear(64,32),ReLU,Linear(32,32),ReLU,Linear(32,10)"),
      // Batches.
      Case("--preset circle", "C", "--preset circle --batch 20"),
      Case("--preset circle", "c", "--preset circle --batch 5"),
      Case("--preset circle", "c c c", "--preset circle --batch 1"),
      Case("--preset circle --batch 200", "C", "--preset circle --batch all"),
      Case("--preset circle --batch all", "c", "--preset circle --batch 200"),
      Case("--preset digits", "c", "--preset digits --batch 50"),
      Case("--preset penguins --batch 17", "C", "--preset penguins --batch 20"),
      // Rows of the next seed.
      Case("--preset circle", "g", "--preset circle --data-seed 1"),
      Case("--preset digits", "g g", "--preset digits --data-seed 2"),
      Case("--preset penguins --data-seed 8", "g", "--preset penguins --data-seed 9"),
      Case(
        "--preset spiral --samples 60 --split 0.75 --noise 10", "g",
        "--preset spiral --samples 60 --split 0.75 --noise 10 --data-seed 1"),
      Case("--preset circle --split 1", "g", "--preset circle --split 1 --data-seed 1"),
      // What else is in force stays in force.
      Case(
        "--preset circle --optimizer 'adam lr=0.02 weight_decay=0.1' --clip-norm 0.5 --schedule 'step step_size=4'",
        "I U",
        "--preset circle --noise 5 --model Linear(2,5),Tanh,Linear(5,2),Tanh,Linear(2,1),Tanh --optimizer 'adam lr=0.02 weight_decay=0.1' --clip-norm 0.5 --schedule 'step step_size=4'"
      ),
      Case(
        "--preset circle --drop-last --no-shuffle --batch 32", "I",
        "--preset circle --drop-last --no-shuffle --batch 32 --noise 5"),
      Case("--preset circle", "+ I", "--preset circle --noise 5 --optimizer 'sgd lr=0.05'"),
      Case("--preset circle", "o + I", "--preset circle --noise 5 --optimizer 'adam lr=0.002'"),
      Case("--preset spiral", "R C", "--preset spiral --seed 8 --batch 20"),
      Case("--preset circle", "s s s s s I", "--preset circle --noise 5"),
    ]

  @Test(arguments: cases)
  func aKeyGivesTheRunThatTheCommandLineGives(_ run: Case) throws {
    let steps = Array(repeating: "s", count: 12).joined(separator: " ")
    let seed = run.same.contains("--seed") ? "" : " --seed 7"
    let byKey = try RenderedRun(
      "\(run.line) --seed 7 --scene network --screen 80x24", keys: "\(run.keys) \(steps)")
    let byLine = try RenderedRun("\(run.same)\(seed) --steps 12 --scene network --screen 80x24")
    let (one, other) = (byKey.state.snapshot, byLine.state.snapshot)
    #expect(one.step == 12 && other.step == 12)
    #expect(one.setup == other.setup && one.model == other.model && one.data == other.data)
    #expect(one.loss == other.loss && one.batch == other.batch && one.epoch == other.epoch)
    #expect(one.prediction == other.prediction && one.target == other.target)
    #expect(one.optimizer.rule == other.optimizer.rule && one.optimizer.values == other.optimizer.values)
    #expect(one.seed == other.seed && one.schedule?.text == other.schedule?.text)
    for (parameter, same) in zip(one.parameters, other.parameters) {
      #expect(parameter == same, "\(parameter.name)")
    }
    #expect(one.parameters.count == other.parameters.count)
    #expect(
      one.examples?.training == other.examples?.training && one.examples?.heldOut == other.examples?.heldOut)
    let losses = byKey.state.report.evaluations.points.map { [$0.training.loss, $0.heldOut?.loss ?? 0] }
    #expect(
      losses == byLine.state.report.evaluations.points.map { [$0.training.loss, $0.heldOut?.loss ?? 0] })
    // The run that was left stays as a pale line, and no mark of it is in the new one.
    #expect(one.history.count == 13 && one.history.marks.isEmpty)
  }

  @Test func theRunThatWasStartedWithComesBack() throws {
    let line = "--preset circle --noise 20 --samples 80 --split 0.7 --batch 8 --seed 7"
    let back = try RenderedRun("\(line) --scene network", keys: "d D s s s").state.snapshot
    let first = try RenderedRun("\(line) --steps 3 --scene network").state.snapshot
    #expect(back.loss == first.loss && back.parameters == first.parameters && back.setup == first.setup)
  }

  @Test func keysPressedBeforeAReportAddUpToTheSameRun() throws {
    let run = InlineRun(try RenderedRun("--preset circle --seed 7").configuration)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.scene = try #require(SceneList.place(of: "network"))
    // No report between the keys, as when they come quickly.
    var sent: [RunCommand] = []
    for key in ["U", "U", "I", "I", "C", "g", "g"] {
      let pressed = try #require(Key(name: key))
      let action = try #require(state.action(for: pressed))
      for case .send(let command) in update(&state, action) { sent.append(command) }
    }
    for command in sent { run.send(command) }
    run.takeSteps(until: 12)
    let same = try RenderedRun(
      "--preset circle --seed 7 --steps 12 --noise 10 --batch 20 --data-seed 2 "
        + "--model Linear(2,6),Tanh,Linear(6,2),Tanh,Linear(2,1),Tanh"
    ).state.snapshot
    let told = run.report.snapshot
    #expect(told.setup == same.setup && told.loss == same.loss)
    #expect(told.parameters.map(\.value) == same.parameters.map(\.value))
  }
}

extension Snapshot.Parameter: Equatable {
  /// Whether all numbers are the same.
  public static func == (a: Snapshot.Parameter, b: Snapshot.Parameter) -> Bool {
    (a.name, a.value, a.gradient) == (b.name, b.value, b.gradient)
      && a.state.map(\.value) == b.state.map(\.value) && a.state.map(\.symbol) == b.state.map(\.symbol)
  }
}
