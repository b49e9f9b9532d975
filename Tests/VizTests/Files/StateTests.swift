import Engine
import Foundation
import TestRuns
import Testing

@testable import Viz

/// A run that goes on from a file is the one that never ended.
@Suite struct StateTests {
  /// The lines of a run after its first `steps`, without the line of its beginning.
  private func rest(_ run: Configuration, after first: Int, by more: Int, every: Int = 5) throws -> [String] {
    let taken = run.start?.step ?? 0
    let lines = try Traced(run, steps: first + more - taken, every: every).lines
    return lines.filter { line in
      let step = Int(line.dropFirst("{\"step\":".count).prefix(while: \.isNumber)) ?? 0
      return step > first
    }
  }

  private func expectToGoOn(_ options: TrainingOptions, from first: Int = 30, by more: Int = 20) throws {
    var (begun, next) = (options, options)
    // Another seed changes nothing: the order of rows and what layers draw go on too.
    (begun.network.seed, next.network.seed) = (5, 6)
    let whole = try rest(begun.run(), after: first, by: more)
    #expect(whole.count == more / 5)
    for ending in ["safetensors", "npz"] {
      let folder = try TestFolder()
      let file = folder("state.\(ending)")
      try Parsed.export(begun, steps: first, to: file, hasState: true)
      #expect(try rest(next.run(state: file), after: first, by: more) == whole)
    }
  }

  @Test(
    arguments: Preset.all.map(\.name),
    [
      "", "sgd lr=0.05 momentum=0.9 nesterov", "adam amsgrad", "adamw", "rmsprop centered", "adagrad",
      "adadelta",
    ])
  func aPresetGoesOnToTheBit(_ preset: String, _ optimizer: String) throws {
    var options = try Parsed.options("--preset \(preset)")
    if !optimizer.isEmpty { options.optimizer.first = try Optimizers.parse(optimizer) }
    try expectToGoOn(options)
  }

  @Test(arguments: [
    "--preset circle --toggle 10,40", "--preset circle --toggle 30", "--preset circle --toggle 10,30,31,50",
    "--preset circle --at 20:lr=0.05 --at 30:lr=0.07 --at 45:lr=0.01",
    "--preset circle --at 29:0.weight[0][0]=0.5 --at 30:0.bias[1]=2 --at 31:0.weight[1][0]=-1",
    "--preset spiral --at 10:optimizer=rmsprop --at 40:optimizer=adam --at 30:beta1=0.5 --toggle 20",
    "--preset xor --schedule \"linear start_factor=0.1 total_iters=25, at 25 cosine T_max=40\"",
    "--preset xor --schedule \"one_cycle max_lr=0.5 total_steps=60\" --momentum 0.9 --at 35:lr=0.2",
    "--preset gauss --clip-norm 0.1", "--preset gauss --clip-value 0.01 --no-shuffle",
    "--preset plane --batch 7 --drop-last", "--preset plane --batch all", "--preset text --split 1",
    "--preset xor --model \"Linear(2, 6), ReLU, Dropout(0.25), Linear(6, 1), Tanh\" --optimizer adam",
    "--model \"Linear(2, 4, bias=False), Dropout, Linear(4, 1, bias=False)\" --loss mse --data circle --optimizer muon",
    "--preset penguins --loss \"cross-entropy label_smoothing=0.1\"", "--size 3", "--target 0.5,0.7",
    "--preset circle --optimizer \"sgd momentum=0.9\" --at 10:momentum=0 --at 40:momentum=0.5",
  ])
  func whatDecidesStepsGoesOnToo(_ line: String) throws {
    let options = try Parsed.options(line)
    try expectToGoOn(options)
    try expectToGoOn(options, from: 0)
    try expectToGoOn(options, from: 25, by: 55)
  }

  @Test func aFileOfAFileOfARunGoesOn() throws {
    let folder = try TestFolder()
    var options = try Parsed.options("--preset spiral --split 0.6 --schedule \"cosine T_max=50\" --seed 5")
    let (first, second, third) = (folder("a.npz"), folder("b.safetensors"), folder("c.npz"))
    let whole = try rest(options.run(), after: 35, by: 25)
    try Parsed.export(options, steps: 20, to: first, hasState: true)
    for (seed, from, steps, to) in [(8, first, 15, second), (9, second, 0, third)] {
      (options.network.seed, options.network.initialWeights) = (UInt64(seed), .file(from))
      try Parsed.export(options, steps: steps, to: to, hasState: true)
    }
    // Without the flag, weights are only weights: nothing of the run is kept.
    try Parsed.export(options, steps: 0, to: folder("d.npz"))
    #expect(try !WeightFile(folder("d.npz")).hasState)
    options.network.initialWeights = nil
    for file in [second, third] {
      #expect(try rest(options.run(state: file), after: 35, by: 25) == whole && whole.count == 5)
    }
  }

  @Test func rowsOfOnesOwnGoOn() throws {
    let folder = try TestFolder()
    let set = try TrainingData(.builtIn(#require(DataSets.named("penguins")), samples: 342, noise: 0))
    let path = try folder.write(
      FileRows(set.training, as: .classes, words: ["b", "a", "c"]), as: .csv)
    try expectToGoOn(
      Parsed.options(
        "--model \"Linear(4, 6), ReLU, Linear(6, 3)\" --loss cross-entropy --data circle --standardize --split 0.7",
        data: path))
  }

  @Test func aFrameCountsOn() throws {
    let folder = try TestFolder()
    let file = folder("state.npz")
    try Parsed.export(Parsed.options("--preset spiral --seed 5"), steps: 30, to: file, hasState: true)
    var command = try RenderCommandLine.parse(words("--preset spiral --seed 5 --screen 100x30 --steps 40"))
    let whole = try command.rendered()
    (command.steps, command.runState.path) = (10, file)
    let next = try command.rendered()
    // The plot knows nothing of steps before the file's.
    let count = try #require(whole.firstMatch(of: /[Ss]tep[^0-9]*40\b/)?.output)
    #expect(next.contains(count))
  }

  @Test func aStateOfAnotherRunIsRefusedInOneLine() throws {
    let folder = try TestFolder()
    let (file, plain) = (folder("s.npz"), folder("plain.npz"))
    let spiral = try Parsed.options("--preset spiral --seed 5")
    try Parsed.export(spiral, steps: 5, to: file, hasState: true)
    try Parsed.export(spiral, steps: 5, to: plain)
    func said(_ line: String, of path: String) throws -> String {
      let options = try Parsed.options(line)
      return refusal { try options.run(state: path) }
    }
    let (went, rows) = (
      "1: cannot go on with \(file): the state is that of a run", "250 rows in batches of 10"
    )
    #expect(
      try said("--preset spiral --split 0.6", of: file)
        == "\(went) over \(rows), but this one is over 300 rows in batches of 10")
    #expect(
      try said("--preset spiral --batch 20", of: file)
        == "\(went) over \(rows), but this one is over 250 rows in batches of 20")
    #expect(
      try said("--preset spiral --no-shuffle", of: file)
        == "\(went) over \(rows), but this one is over 250 rows in unshuffled batches of 10")
    #expect(
      try said("--preset spiral --schedule \"cosine T_max=9\"", of: file)
        == "\(went) with the schedule none, but this one has cosine T_max=9")
    #expect(
      try said("--preset circle", of: file)
        == "1: cannot read \(file): 0.weight has the shape [8, 2]; the network's is [4, 2]")
    #expect(
      try said("", of: file)
        == "1: cannot read \(file): there is no layer.weight in it, but 0.weight, 0.bias, 2.weight, 2.bias, 4.weight, "
        + "4.bias; the names of a state dict are needed, layer.weight")
    #expect(
      try said("--preset spiral", of: plain)
        == "1: cannot read \(plain): it has no optimizer's state; viz export --optimizer-state writes it")
    #expect(
      try said("--preset spiral", of: folder("none"))
        == "1: cannot read \(folder("none")): No such file or directory")
  }
}

/// Weights in JSON, by the names of the state dict.
@Suite struct WeightJSONTests {
  @Test func aLineOfATraceIsReadBackToTheBit() throws {
    let path = temporaryPath("weights.json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let trainer = Trainer(try Configuration(try #require(Preset.named("xor")), seed: 5))
    trainer.run(until: 30)
    let parameters = JSONText.object(
      trainer.network.parameters.map { ($0.name, JSONText.nested($0.tensor)) })
    for text in [parameters, "\n {\"step\":30,\"parameters\":\(parameters)}\n"] {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let weights = try WeightFile(path).weights(of: trainer.network.architecture)
      #expect(weights == trainer.network.parameters.map(\.data.elements))
    }
  }

  @Test(arguments: [
    ("{\"layer.weight\": [[1, 2], [3]]}", "layer.weight is no number and no list of lists of one length"),
    ("{\"layer.weight\": [[1, 2], [3, \"x\"]]}", "layer.weight is no number"),
    ("{\"layer.weight\": [[1, 2]]}", "layer.weight has the shape [1, 2]; the network's is [2, 2]"),
    ("{\"other\": [1]}", "there is no layer.weight in it, but other"),
    ("{}", "there is no layer.weight in it"),
    ("{\"layer.weight\": [[1, 2]", "cannot read"),
  ])
  func whatIsNoSuchObjectIsToldInOneLine(text: String, words: String) throws {
    let path = temporaryPath("weights.json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect {
      _ = try WeightFile(path).weights(of: article(seed: 1).architecture)
    } throws: {
      "\($0)".contains(words) && !"\($0)".contains("\n")
    }
  }
}
