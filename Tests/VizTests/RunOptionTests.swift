import Engine
import Glibc
import Testing

@testable import Viz

/// What the options of a run come to.
@Suite struct RunOptionTests {
  private func run(_ arguments: [String], hasKeys: Bool = false) throws -> Configuration {
    try TraceCommandLine.parse(arguments).training.configuration(fallbackSeed: 0, hasKeys: hasKeys)
  }

  private func run(_ words: String) throws -> Configuration {
    try run(words.split(separator: " ").map(String.init))
  }

  private let own = ["--model", "Linear(2, 8), Tanh, Linear(8, 1)", "--loss", "mse", "--data", "circle"]

  @Test func withoutAPresetItIsPlainGradientDescentOnShuffledBatchesOf32() throws {
    let run = try run(own)
    #expect(run.choice(run.optimizer)?.text == "sgd lr=0.1")
    #expect(run.batch == 32 && run.shuffles && !run.dropsLast && run.schedule == nil)
    #expect(run.data.training.rows == 250 && run.data.heldOut?.rows == 250 && run.data.seed == 0)
    #expect(run.architecture.text == "Linear(2, 8) → Tanh() → Linear(8, 1)")
    #expect(
      try self.run(Array(own.dropLast()) + ["text", "--model", "Linear(6, 1)"]).data.training.rows == 500)
  }

  @Test func aPresetBringsAllAndWhatIsGivenOverridesIt() throws {
    let spiral = try run("--preset spiral")
    #expect(spiral.choice(spiral.optimizer)?.text == "adam lr=0.01" && spiral.batch == 10)
    let other = try run(
      ["--preset", "Spiral", "--model", "Linear(1)", "--loss", "L1Loss", "--optimizer", "SGD momentum=0.5"]
        + ["--batch", "all", "--no-shuffle", "--split", "0.8", "--samples", "100", "--noise", "10"]
        + ["--data-seed", "3", "--seed", "4", "--lr", "0.2", "--clip-norm", "1", "--clip-value", "2"])
    #expect(other.choice(other.optimizer)?.text == "sgd lr=0.2 momentum=0.5")
    #expect(other.batch == nil && !other.shuffles && other.data.training.rows == 80 && other.data.seed == 3)
    #expect(other.architecture.title == "Linear(2, 1) → L1" && other.seed == 4)
    #expect(other.clipping.norm == 1 && other.clipping.value == 2)
    #expect(try run("--preset circle --split 1").data.heldOut == nil)
    #expect(try run("--preset circle --batch 40 --drop-last").dropsLast)
  }

  @Test func aDataSetOfAPresetCanBeGivenToAnotherModel() throws {
    let run = try run(["--preset", "circle", "--data", "xor"])
    #expect(run.data.training.name == "xor" && run.choice("sgd")?.values["lr"] == 0.03)
    let sample = try self.run(["--model", "Linear(2, 2)", "--loss", "mse", "--data", "article"])
    #expect(!sample.isArticleRun && sample.data.sample != nil && sample.batch == nil)
  }

  @Test(arguments: Preset.all) func aPresetByNameIsThePreset(_ preset: Preset) throws {
    let (given, plain) = (try run("--preset \(preset.name)"), try Configuration(preset, seed: 0))
    #expect(given.architecture.text == plain.architecture.text && given.batch == plain.batch)
    #expect(given.optimizers == plain.optimizers && given.optimizer == plain.optimizer)
    #expect(given.data.training == plain.data.training && given.data.heldOut == plain.data.heldOut)
    #expect(given.shuffles == plain.shuffles && given.initialWeights == nil && given.events.isEmpty)
  }

  @Test func withTheSizeAloneTheSampleIsDrawn() throws {
    let run = try run("--size 3 --data-seed 5")
    var generator = Generator(seed: 5)
    let input = generator.normal(count: 3)
    #expect(run.data.sample?.input == input.map(Double.init))
    #expect(run.data.sample?.target == generator.uniform(count: 3, from: 0, to: 1).map(Double.init))
    #expect(run.isArticleRun)
    #expect(try self.run("--size 2").data.sample?.input != Configuration.articleInput)
    #expect(try self.run("--size 2 --target 1,0").data.sample?.input == Configuration.articleInput)
  }

  @Test func everyOptimizerIsFoundUnderEachSpelling() throws {
    for rule in Optimizers.all {
      let names = [
        rule.name, rule.className, rule.name.uppercased(), "\(rule.name.prefix(2))-\(rule.name.dropFirst(2))",
      ]
      for name in names {
        let run = try run(
          ["--model", "Linear(2, 1, bias=False)", "--loss", "mse", "--data", "circle"]
            + ["--optimizer", name])
        #expect(run.optimizer == rule.name)
      }
    }
  }

  @Test(arguments: [
    "mse", "MSE", "MSELoss", "nn.MSELoss()", "l1", "L1Loss", "smooth-l1", "smooth_l1", "SmoothL1Loss",
    "Smooth-L1",
    "bce", "BCELoss", "bce-with-logits", "bce_with_logits", "BCEWithLogitsLoss",
  ])
  func everyLossIsFoundUnderEachSpelling(_ name: String) throws {
    let words = ["--preset", "circle", "--model", "Linear(2, 1), Sigmoid", "--loss", name]
    let loss = try run(words).architecture.loss
    let plain = { (text: String) in text.lowercased().filter(\.isLetter) }
    #expect(plain("nn." + type(of: loss).className).contains(plain(name)))
  }

  @Test func aLossTakesOptions() throws {
    for text in [
      "cross-entropy label_smoothing=0.1", "CrossEntropyLoss label_smoothing=1e-1",
      "cross_entropy label-smoothing=0.1", "nn.CrossEntropyLoss(label_smoothing=0.1)",
    ] {
      let run = try run(["--preset", "circle", "--model", "Linear(2, 2)", "--loss", text])
      #expect(run.architecture.loss.text == "CrossEntropyLoss(label_smoothing=0.1)")
    }
    #expect(throws: (any Error).self) {
      try run([
        "--preset", "circle", "--model", "Linear(2, 2)", "--loss", "cross-entropy label_smoothing=-0.1",
      ])
    }
  }

  @Test func everyScheduleIsFoundUnderEachSpelling() throws {
    for (text, name) in [
      ("step step_size=10 gamma=0.1", "step"), ("StepLR step_size=10", "step"),
      ("cosine T_max=20", "cosine"), ("CosineAnnealingLR T_max=20", "cosine"), ("COSINE t-max=20", "cosine"),
      ("one-cycle max_lr=1 total_steps=9", "one_cycle"), ("OneCycleLR max_lr=1 total_steps=9", "one_cycle"),
      ("multi-step milestones=3,5", "multi_step"), ("MultiStepLR milestones=[3,5]", "multi_step"),
      ("exponential gamma=0.9", "exponential"), ("ExponentialLR gamma=0.9", "exponential"),
      ("linear start_factor=0.01 total_iters=5, at 5 cosine T_max=20", "linear"),
    ] {
      let run = try run(["--preset", "circle", "--schedule", text])
      #expect(run.schedule?.parts.first?.rule.name == name, "\(text)")
    }
  }

  @Test func anOptionBeatsTheTextAndWhatIsSaidOfOneOptimizerBeatsBoth() throws {
    func values(_ arguments: [String], _ name: String) throws -> SettingValues {
      try #require(try run(["--preset", "circle"] + arguments).choice(name)).values
    }
    let text = ["--optimizer", "sgd lr=0.05 momentum=0.9 nesterov"]
    #expect(try values(text, "sgd")["lr"] == 0.05)
    #expect(try values(text + ["--lr", "0.2"], "sgd")["lr"] == 0.2)
    #expect(try values(text + ["--lr", "0.2"], "sgd").isOn("nesterov"))
    #expect(try values(text + ["--sgd-lr", "0.3", "--lr", "0.2"], "sgd")["lr"] == 0.3)
    #expect(
      try values(["--set", "sgd.lr=0.4", "--set", "lr=0.2", "--set", "momentum=0.5"], "sgd")["lr"] == 0.4)
    let both = ["--toggle", "5", "--lr", "0.2", "--adam-lr", "0.01", "--set", "betas=0.8,0.9"]
    #expect(try values(both, "adam")["lr"] == 0.01 && values(both, "sgd")["lr"] == 0.2)
    #expect(try values(both, "adam")["beta1"] == 0.8 && values(both, "adam")["beta2"] == 0.9)
    #expect(try values(["--optimizer", "rmsprop", "--set", "alpha=0.5"], "rmsprop")["alpha"] == 0.5)
  }

  @Test func onTheScreenTheSettingsOfBothOptimizersCount() throws {
    let arguments = ["--preset", "circle", "--beta1", "0.5"]
    #expect(try run(arguments, hasKeys: true).choice("adam")?.values["beta1"] == 0.5)
    #expect(throws: (any Error).self) { try run(arguments) }
    // As for the article ever.
    #expect(try run("--optimizer adam --momentum 0.9").choice("sgd")?.values["momentum"] == 0.9)
  }

  @Test func switchesAndChangesComeInTheOrderOfSteps() throws {
    func events(_ words: String) throws -> [String] {
      try run("--preset circle " + words).events.map { "\($0.step):\($0.command.text)" }
    }
    #expect(try events("--toggle 80,40") == ["40:optimizer=adam", "80:optimizer=sgd"])
    #expect(try events("--optimizer adam --toggle 40,80") == ["40:optimizer=sgd", "80:optimizer=adam"])
    #expect(
      try events("--optimizer rmsprop --toggle 1,2,3")
        == ["1:optimizer=sgd", "2:optimizer=rmsprop", "3:optimizer=sgd"])
    #expect(
      try events("--at 7:lr=0.5 --at 5:optimizer=AdamW --toggle 7 --at 9:Weight-Decay=0.1")
        == ["5:optimizer=adamw", "7:optimizer=sgd", "7:lr=0.5", "9:weight_decay=0.1"])
    #expect(
      try events("--at 3:optimizer=adam --at 4:betas=0.8,0.9 --at 5:amsgrad=True")
        == ["3:optimizer=adam", "4:beta1=0.8", "4:beta2=0.9", "5:amsgrad=1"])
    #expect(
      try events("--at 3:0.weight[0][1]=0.5 --at 4:2.bias[1]=-1e-3 --at 1000000:lr=1")
        == ["3:0.weight[0][1]=0.5", "4:2.bias[1]=-0.001", "1000000:lr=1"])
    #expect(try run(["--at", " 3 : x[0] = 2 ", "--at", "4:layer.weight[0, 1]=1"]).events.count == 2)
  }
}
