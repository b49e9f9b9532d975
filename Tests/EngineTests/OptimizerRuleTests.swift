import TestRuns
import Testing

@testable import Engine

@Suite struct OptimizerRuleTests {
  @Test(arguments: OptimizerGolden.committed.optimizers)
  func stepsAreThoseOfPyTorch(_ golden: OptimizerGolden.Optimizer) throws {
    let choice = try Optimizers.parse(golden.optimizer)
    let tolerance: Float = choice.rule.name == "muon" ? 1e-3 : 1e-6
    let value = Value(name: "weight", shape: golden.shape, requiresGradient: true)
    var normals = SmallNormals(seed: golden.seed)
    let initial = normals.next(value.data.count)
    try #require(initial == golden.initial.elements.map(Float.init))
    value.data.load(initial)
    let optimizer = try choice.make(parameters: [value])
    for t in 1...golden.steps {
      let scale: Float = [1, 0.1, 0.01, 0.001][t % 4]
      let gradient = normals.next(value.data.count).map { $0 * scale }
      if t <= golden.gradients.count {
        #expect(gradient == golden.gradients[t - 1].elements.map(Float.init))
      }
      value.gradient?.load(gradient)
      #expect(optimizer.step())
      guard let expected = golden.weights[String(t)] else { continue }
      for (weight, torch) in zip(value.data.elements, expected.elements) {
        #expect(abs(weight - Float(torch)) <= tolerance * max(1, abs(weight)), "step \(t)")
      }
    }
  }

  /// The hashes are of the code before there were descriptions.
  @Test(arguments: [
    ("sgd", "bd1064d3501807e3"),
    ("sgd lr=0.05 momentum=0.9 dampening=0.25 weight_decay=0.01", "f25d81dc0e87f464"),
    ("sgd lr=0.05 momentum=0.9 nesterov weight_decay=0.0001", "44f5a28ad8690a20"),
    ("adam", "c196c735ee440388"),
    ("adam lr=0.01 weight_decay=0.01 amsgrad", "d5690f1d62290c5"),
    ("adam betas=(0.3, 0.9) eps=1e-4", "344832cb30e9a837"),
  ])
  func theFirstTwoKeepTheirBits(text: String, hash: String) throws {
    #expect(try OptimizerBits.hash { try Optimizers.parse(text).make(parameters: $0) } == hash)
  }

  @Test(arguments: Optimizers.all)
  func aDescriptionIsWhole(_ rule: OptimizerRule) throws {
    for name in [rule.name, rule.className, rule.title, rule.name.uppercased()] {
      #expect(try Optimizers.named(name) == rule)
    }
    #expect(try Optimizers.named("_\(rule.name.prefix(2))-\(rule.name.dropFirst(2))") == rule)
    #expect(Set(rule.settings.map(\.name)).count == rule.settings.count)
    #expect(rule.has("lr"))
    try rule.check(rule.defaults)
    for isFirst in [true, false] {
      let lines = rule.formulaLines(rule.defaults, isFirstStep: isFirst)
      #expect(
        !lines.isEmpty
          && lines.allSatisfy { zip($0.forms, $0.forms.dropFirst()).allSatisfy { $0.count >= $1.count } })
      // λ is in the formulas where it is in force, and only there.
      var values = rule.defaults
      for decay in [0, 0.5] {
        values["weight_decay"] = decay
        #expect(
          rule.formula(values, isFirstStep: isFirst).joined().contains("λ")
            == (decay != 0 && rule.has("weight_decay")))
      }
    }
    let value = OptimizerBits.parameter(shape: [3, 4])
    let optimizer = try rule.make(rule.defaults, parameters: [value])
    value.gradient?.fill(0.5)
    let before = value.data.elements
    #expect(optimizer.step() && value.data.elements != before)
    let memory = optimizer.memory
    let after = value.data.elements
    optimizer.step()
    let twice = value.data.elements
    value.data.load(after)
    optimizer.memory = memory
    optimizer.step()
    #expect(value.data.elements == twice, "going back")
    value.data.load(before)
    optimizer.reset()
    optimizer.step()
    #expect(value.data.elements == after, "starting anew")
  }

  @Test(arguments: [
    ("sgd", ["W ← W − lr ⋅ g"]), ("sgd weight_decay=1", ["g' ← g + λ⋅W", "W ← W − lr ⋅ g'"]),
    ("sgd momentum=0.9 nesterov", ["b ← μ⋅b + g", "W ← W − lr ⋅ (g + μ⋅b)"]),
    ("sgd momentum=0.9 dampening=0.5", ["b ← μ⋅b + (1 − d)⋅g", "W ← W − lr ⋅ b"]),
    (
      "adam amsgrad",
      [
        "m ← β₁⋅m + (1 − β₁)⋅g", "v ← β₂⋅v + (1 − β₂)⋅g²", "v↑ ← max(v↑, v)", "m̂ = m/(1−β₁ᵗ)  v̂ = v↑/(1−β₂ᵗ)",
        "W ← W − lr ⋅ m̂ / (√v̂ + ε)",
      ]
    ),
    (
      "adamw",
      [
        "W ← W − lr⋅λ⋅W", "m ← β₁⋅m + (1 − β₁)⋅g", "v ← β₂⋅v + (1 − β₂)⋅g²", "m̂ = m/(1−β₁ᵗ)  v̂ = v/(1−β₂ᵗ)",
        "W ← W − lr ⋅ m̂ / (√v̂ + ε)",
      ]
    ),
    (
      "rmsprop centered momentum=0.9",
      ["s ← α⋅s + (1 − α)⋅g²", "a ← α⋅a + (1 − α)⋅g", "b ← μ⋅b + g / (√(s − a²) + ε)", "W ← W − lr ⋅ b"]
    ),
  ])
  func formulasFollowTheSettings(text: String, lines: [String]) throws {
    let choice = try Optimizers.parse(text)
    #expect(choice.rule.formula(choice.values) == lines)
  }

  @Test(arguments: [
    ("sgd momentum=0.9", ["momentum_buffer"]), ("sgd", []),
    ("adam amsgrad", ["step", "exp_avg", "exp_avg_sq", "max_exp_avg_sq"]),
    ("adamw", ["step", "exp_avg", "exp_avg_sq"]),
    ("rmsprop momentum=0.9 centered", ["step", "square_avg", "momentum_buffer", "grad_avg"]),
    ("adagrad", ["step", "sum"]), ("adadelta", ["step", "square_avg", "acc_delta"]),
    ("muon", ["momentum_buffer"]),
  ])
  func stateHasPyTorchsNames(text: String, names: [String]) throws {
    let value = OptimizerBits.parameter(shape: [2, 3])
    let optimizer = try Optimizers.parse(text).make(parameters: [value])
    value.gradient?.fill(1)
    optimizer.step()
    optimizer.step()
    let state = optimizer.stateDictionary(parameter: 0)
    #expect(state.map(\.name) == names)
    for (name, elements) in state {
      #expect(name == "step" ? elements == [2] : elements.count == 6 && elements.allSatisfy { $0 > 0 })
    }
  }

  @Test(arguments: [
    "sgd lr=0.05 momentum=0.9 weight_decay=0.0001 nesterov", "adamw lr=0.001",
    "rmsprop lr=0.001 alpha=0.9 centered",
    "muon lr=0.02 nesterov=False adjust_lr_fn=match_rms_adamw", "adam lr=1e-05 beta1=0.5",
  ])
  func textIsReadBack(_ text: String) throws {
    #expect(try Optimizers.parse(text).text == text)
  }

  @Test func textIsReadAsPeopleWriteIt() throws {
    let choice = try Optimizers.parse("SGD lr=0.1, momentum=0.9, Nesterov=True weight-decay=1e-2")
    #expect(
      choice.values == ["lr": 0.1, "momentum": 0.9, "nesterov": 1, "weight_decay": 0.01, "dampening": 0])
    #expect(try Optimizers.parse("Adam-W betas=(0.8, 0.9)").values["beta2"] == 0.9)
  }

  @Test(arguments: [
    ("", "an optimizer is missing"), ("lion", "there is no optimizer lion; there are sgd, adam,"),
    ("sgd lr=fast", "sgd: lr=fast, where a number of 0 or more"),
    ("sgd lr=-1", "sgd: lr=-1, where a number of 0 or more"),
    ("sgd lr=nan", "lr=nan"), ("sgd lr=inf", "lr=inf"), ("sgd lr", "sgd: lr has no value"),
    ("sgd lr=", "lr=, where"),
    ("adam momentum=0.9", "adam has no setting momentum; it has lr, beta1,"),
    ("adam beta1=1", "adam: beta1=1, where a number from 0 to below 1"), ("adam betas=0.9", "2 numbers"),
    ("adam betas=0.9,2", "beta2=2"), ("adam amsgrad=maybe", "amsgrad=maybe, where True or False"),
    ("sgd nesterov", "nesterov needs a momentum above 0"),
    ("sgd nesterov momentum=0.9 dampening=0.1", "dampening of 0"),
    ("sgd lr=1 lr=2", "lr is given twice"), ("sgd lr=1 LR=1", "LR is given twice"),
    ("adadelta rho=1.1", "from 0 to 1"),
    ("muon ns_steps=2.5", "a whole number from 0 to 99"),
    ("muon adjust_lr_fn=other", "one of original, match_rms_adamw"),
  ])
  func whatIsWrongIsSaidInOneLine(text: String, part: String) {
    let error = #expect(throws: SettingError.self) { try Optimizers.parse(text) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\n") == false)
  }

  /// PyTorch 2.15's weights after three steps.
  @Test(
    arguments: [
      (
        "muon lr=0.1", [4, 2],
        [-0.404178, -0.293331, -0.24953, -0.369539, 0.15054, 0.25724, 0.097247, 0.182386]
      ),
      (
        "muon lr=0.1 nesterov=False ns_steps=3 weight_decay=0 adjust_lr_fn=match_rms_adamw", [4, 2],
        [-0.452832, -0.373782, -0.228696, -0.202812, 0.042688, 0.150156, 0.205781, 0.32918]
      ),
      (
        "muon lr=0.1 momentum=0.5", [2, 5],
        [
          -0.436621, -0.408095, -0.195193, -0.28602, -0.053014, 0.014471, -0.038286, 0.147139, 0.392558,
          0.320379,
        ]
      ),
    ] as [(String, [Int], [Float])])
  func muonOfTallAndWideMatricesIsPyTorchs(text: String, shape: [Int], torch: [Float]) throws {
    let value = Value(name: "weight", shape: shape, requiresGradient: true)
    let count = value.data.count
    value.data.load((0..<count).map { Float($0) / Float(count) - 0.5 })
    let optimizer = try Optimizers.parse(text).make(parameters: [value])
    for t in 0..<3 {
      value.gradient?.load((0..<count).map { Float(($0 * 7 + t * 5) % 11 - 5) / 10 })
      optimizer.step()
    }
    for (weight, torch) in zip(value.data.elements, torch) { #expect(abs(weight - torch) <= 1e-3) }
  }

  @Test func muonRefusesWhatIsNoMatrix() {
    let values = [
      OptimizerBits.parameter(name: "0.weight", shape: [2, 2]), OptimizerBits.parameter(name: "0.bias"),
    ]
    let error = #expect(throws: SettingError.self) { try OptimizerChoice(.muon).make(parameters: values) }
    #expect(
      error?.description.contains("0.bias") == true && error?.description.contains("bias=False") == true)
  }
}
