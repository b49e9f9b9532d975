import Testing

@testable import Engine

@Suite struct ScheduleTests {
  /// The rates of `count` steps; `hand` are rates set by hand before a step.
  private func rates(
    _ text: String, count: Int, hand: [Int: Double] = [:], lr: Double = 0.1
  ) throws -> (rates: [Double], momentums: [Double?]) {
    var schedule = Schedule(try Schedules.parse(text), rate: lr)
    var (rates, momentums): ([Double], [Double?]) = ([], [])
    for step in 0..<count {
      hand[step].map { schedule.rate = $0 }
      rates.append(schedule.rate)
      momentums.append(schedule.group.momentum)
      schedule.advance()
    }
    return (rates, momentums)
  }

  @Test(arguments: OptimizerGolden.committed.schedules)
  func ratesAreThoseOfPyTorchToTheBit(_ golden: OptimizerGolden.Schedule) throws {
    let found = try rates(golden.schedule, count: golden.rates.count, lr: golden.lr)
    #expect(found.rates == golden.rates)
  }

  /// PyTorch 2.15's rates from 0.1, with rates set in `param_groups[0]` before some steps.
  @Test(
    arguments: [
      (
        "cosine T_max=4 eta_min=0.01", [2: 0.5, 6: 0.3],
        [
          0.1, 0.08681980515339464, 0.5, 0.15351767721859175, 0.01, 0.023180194846605363, 0.3,
          0.5050609665440988,
          0.5900000000000001, 0.5050609665440988,
        ]
      ),
      ("step step_size=3 gamma=0.5", [2: 0.8], [0.1, 0.1, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2]),
      (
        "linear start_factor=0.1 total_iters=4", [2: 0.7],
        [
          0.010000000000000002, 0.03250000000000001, 0.7, 0.9863636363636363, 1.2727272727272727,
          1.2727272727272727,
          1.2727272727272727,
        ]
      ),
      (
        "linear start_factor=0.1 total_iters=3, at 3 cosine T_max=5", [2: 0.7, 4: 0.3],
        [
          0.010000000000000002, 0.04, 0.7, 0.1, 0.3, 0.21708203932499368, 0.11458980337503154,
          0.031671842700025245,
          0.0,
        ]
      ),
      (
        "exponential gamma=0.9, at 2 linear start_factor=0.25 end_factor=0.5 total_iters=3", [:],
        [
          0.1, 0.09000000000000001, 0.025, 0.03333333333333333, 0.041666666666666664, 0.049999999999999996,
          0.049999999999999996, 0.049999999999999996,
        ]
      ),
      (
        "multi_step milestones=2,4,4", [:],
        [
          0.1, 0.1, 0.010000000000000002, 0.010000000000000002, 0.00010000000000000005,
          0.00010000000000000005,
        ]
      ),
      (
        "linear start_factor=0.5 total_iters=2, at 3 one_cycle max_lr=0.2 total_steps=8", [:],
        [
          0.004, 0.006, 0.008, 0.008000000000000007, 0.16385502097843843, 0.19438835547750463,
          0.1623491307899526,
          0.11119680282454032, 0.056612199641739844,
        ]
      ),
      (
        "ExponentialLR gamma=0.9, at 2 StepLR step_size=2 gamma=0.5, at 5 MultiStepLR milestones=[1, 2] gamma=0.5",
        [3: 0.4], [0.1, 0.09000000000000001, 0.1, 0.4, 0.2, 0.1, 0.05, 0.025, 0.025]
      ),
    ] as [(String, [Int: Double], [Double])])
  func ratesSetByHandGoIntoTheSchedule(text: String, hand: [Int: Double], torch: [Double]) throws {
    #expect(try rates(text, count: torch.count, hand: hand).rates == torch)
  }

  @Test func oneCycleMovesMomentumAsPyTorch() throws {
    let cosine = try rates("one_cycle max_lr=0.1 total_steps=12", count: 14)
    let torch = [
      0.95, 0.9177302443521267, 0.8625744625914449, 0.8505584586887436, 0.856698729810778, 0.8688255099070633,
      0.8852622412794547, 0.9037365046793212, 0.9216941869558779, 0.9366525935914912, 0.9465436874322102,
      0.95,
    ]
    #expect(cosine.momentums.prefix(12).compactMap(\.self) == torch)
    // What PyTorch fails at stays as it ended.
    #expect(cosine.rates[11] == 4e-07 && cosine.rates[12] == 4e-07 && cosine.rates[13] == 4e-07)
    let linear = try rates(
      "OneCycleLR max_lr=0.1 total_steps=12 anneal_strategy=linear three_phase", count: 12)
    #expect(
      linear.rates == [
        0.004, 0.04092307692307694, 0.07784615384615387, 0.08523076923076922, 0.048307692307692295,
        0.011384615384615368, 0.0034483310344827585, 0.0027587448275862066, 0.002069158620689655,
        0.0013795724137931034, 0.000689986206896552, 4.0000000000022656e-07,
      ])
    #expect(
      linear.momentums == [
        0.95, 0.9115384615384615, 0.8730769230769231, 0.8653846153846154, 0.9038461538461539,
        0.9423076923076923,
        0.95, 0.95, 0.95, 0.95, 0.95, 0.95,
      ])
  }

  @Test func oneCycleIsRefusedWhereNothingCanBeMoved() throws {
    let plan = try Schedules.parse("one-cycle max_lr=0.1 total_steps=30")
    for rule in [OptimizerRule.adagrad, .adadelta] {
      let error = #expect(throws: SettingError.self) { try plan.check(for: rule) }
      #expect(error?.description.contains(rule.name) == true)
      try Schedules.parse("one_cycle max_lr=0.1 total_steps=30 cycle_momentum=False").check(for: rule)
    }
    for rule in [OptimizerRule.sgd, .adam, .adamW, .rmsProp, .muon] { try plan.check(for: rule) }
  }

  @Test func theOptimizersOwnRateGoesIn() throws {
    let optimizer = try Optimizers.parse("sgd lr=0.1").make(parameters: [OptimizerBits.parameter()])
    var schedule = try Schedule(try Schedules.parse("one_cycle max_lr=0.5 total_steps=10"), for: optimizer)
    #expect(optimizer.learningRate == schedule.rate && optimizer.values["momentum"] == 0.95)
    var halved = try Schedule(try Schedules.parse("exponential gamma=0.5"), for: optimizer)
    optimizer.learningRate = 0.8
    halved.advance(optimizer)
    #expect(optimizer.learningRate == 0.4 && halved.rate == 0.4)
    optimizer.step()
    schedule.advance(optimizer)
    #expect(optimizer.values["momentum"] < 0.95)
  }

  @Test(arguments: Schedules.all)
  func aDescriptionIsWhole(_ rule: ScheduleRule) throws {
    for name in [rule.name, rule.className, String(rule.className.dropLast(2)), rule.name.uppercased()] {
      #expect(try Schedules.named(name) == rule)
    }
    #expect(try Schedules.named(rule.name.replacing("_", with: "-")) == rule)
    #expect(!rule.meaning.isEmpty && Set(rule.settings.map(\.name)).count == rule.settings.count)
  }

  @Test(arguments: [
    "cosine T_max=20", "step step_size=10 gamma=0.5", "multi_step milestones=30,80",
    "linear start_factor=0.01, at 5 cosine T_max=20, at 30 exponential gamma=0.9",
    "one_cycle max_lr=0.1 total_steps=30 cycle_momentum=False",
  ])
  func textIsReadBack(_ text: String) throws {
    let plan = try Schedules.parse(text)
    #expect(plan.text == text)
    #expect(plan.className == (plan.parts.count == 1 ? plan.parts[0].rule.className : "SequentialLR"))
  }

  @Test(arguments: [
    ("", "a schedule is missing"), ("sawtooth", "there is no schedule sawtooth; there are step,"),
    ("cosine", "cosine needs T_max: a whole number of 1 or more"),
    ("cosine T_max=0", "T_max=0, where a whole number of 1"),
    ("cosine T_max=2.5", "a whole number"),
    ("cosine T_max=20 gamma=1", "cosine has no setting gamma; it has T_max, eta_min"),
    ("linear start_factor=0", "a number above 0 to 1"), ("step step_size=ten", "step_size=ten"),
    ("exponential", "exponential needs gamma"), ("one_cycle max_lr=1", "needs total_steps"),
    ("one_cycle max_lr=1 total_steps=10 pct_start=0.1", "pct_start=0.1"),
    ("multi_step milestones=30,20", "rising whole"),
    ("multi_step milestones=", "milestones=, where"), ("linear, at 0 cosine T_max=5", "a step after 0"),
    ("linear, at 5", "a schedule is missing"), ("linear, at", "at nothing"),
    ("linear, at five cosine T_max=5", "at five"),
    ("linear, at 5 cosine T_max=5, at 5 linear", "a step after 5"),
    ("one_cycle max_lr=1 total_steps=9 anneal_strategy=x", "cos, linear"),
  ])
  func whatIsWrongIsSaidInOneLine(text: String, part: String) {
    let error = #expect(throws: SettingError.self) { try Schedules.parse(text) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\n") == false)
  }
}
