import Engine
import TestRuns
import Testing

@testable import Viz

/// The list of settings: what it shows is the run's, and its keys lead to what it shows.
@Suite struct SettingsListTests {
  private static let optimizers = [
    "sgd lr=0.05 momentum=0.9", "adam lr=0.01 amsgrad", "adamw lr=0.002 weight_decay=0.2",
    "rmsprop lr=0.003 centered",
    "adagrad", "adadelta rho=0.8",
  ]

  private func open(_ configuration: Configuration, steps: Int = 5) throws -> (InlineRun, AppState) {
    let run = InlineRun(configuration)
    run.takeSteps(until: steps)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.screen = ScreenSize(width: 120, height: 40)
    state.press(",", run)
    return (run, state)
  }

  private func row(_ name: String, _ state: AppState) throws -> SettingsList.Row {
    try #require(SettingsList(state).rows.first { $0.name == name }, "\(name)")
  }

  /// Puts the cursor on a line.
  private func goTo(_ name: String, _ state: inout AppState) throws {
    state.settingsRow = SettingsList(state).rows.firstIndex { $0.name == name }
    _ = try #require(state.settingsRow, "\(name)")
  }

  private func number(_ text: String) -> Double? {
    Double(text.replacing("−", with: "-").replacing(" ", with: ""))
  }

  @Test(arguments: optimizers)
  func everyLineHasTheRunsOwnValue(optimizer: String) throws {
    for name in ["article", "circle", "text", "digits", "penguins"] {
      let (run, state) = try open(preset(name, seed: 9, optimizer: optimizer))
      let trainer = Trainer(preset(name, seed: 9, optimizer: optimizer))
      trainer.run(until: 5)
      _ = run
      let chosen = trainer.optimizer
      #expect(try row("optimizer", state).value == chosen.rule.title)
      for setting in chosen.rule.settings {
        let value = try row(setting.name, state).value
        let held = chosen.values[setting.name]
        switch setting.kind {
        case .number, .whole: #expect(number(value) == held, "\(setting.name): \(value)")
        case .flag: #expect(value == (held == 1 ? "on" : "off"), "\(setting.name): \(value)")
        case .choice(let words): #expect(value == words[Int(held)])
        case .wholes: break
        }
      }
      #expect(try row("seed", state).value == "9" && row("step", state).value == "5")
      let (data, configuration) = (trainer.configuration.data, trainer.configuration)
      #expect(try row("data", state).value == data.training.name)
      let names = SettingsList(state).rows.map(\.name)
      #expect(names.contains("noise") == (name == "circle") && names.contains("batch") == (name != "article"))
      if name != "article" {
        #expect(try row("batch", state).value == "\(configuration.batch ?? 0)")
        #expect(try row("batch", state).meaning.contains("of \(NumberText.grouped(data.training.rows))"))
        #expect(try row("data seed", state).value == "0")
      }
      let linears = configuration.architecture.parameters.filter { $0.name.hasSuffix("weight") }.map {
        $0.shape[0]
      }
      #expect(names.contains("hidden layers") == ["circle", "digits", "penguins"].contains(name))
      if names.contains("hidden layers") {
        let hidden = linears.dropLast()
        #expect(try row("hidden layers", state).value == "\(hidden.count)")
        #expect(try row("units", state).value == hidden.map { "\($0)" }.joined(separator: ", "))
        #expect(try row("activation", state).value == (name == "circle" ? "Tanh" : "ReLU"))
      }
    }
  }

  @Test(arguments: optimizers)
  func leftAndRightLeadToTheNextValueAndTheRunHasIt(optimizer: String) throws {
    let (_, first) = try open(preset("circle", seed: 9, optimizer: optimizer))
    for line in SettingsList(first).rows {
      for key in ["left", "right"] {
        var (run, state) = try open(preset("circle", seed: 9, optimizer: optimizer))
        try goTo(line.name, &state)
        let before = try row(line.name, state).value
        state.press(key, run)
        let after = try? row(line.name, state).value
        let snapshot = run.report.snapshot
        guard state.message == nil || line.name == "theme" else {
          #expect(after == before && state.message?.isEmpty == false, "\(line.name)")
          continue
        }
        #expect(after != before, "\(line.name) \(key): nothing changes, and nothing is said")
        if let setting = first.snapshot.optimizer.rule.settings.first(where: { $0.name == line.name }) {
          let held = snapshot.optimizer.values[setting.name]
          #expect(setting.accepts(held) && SettingLadder.text(setting, snapshot.optimizer.values) == after)
          if case .number = setting.kind {
            let (old, new) = (try #require(number(before)), try #require(number(after ?? "")))
            #expect(new == held && (key == "left" ? new < old : new > old), "\(line.name): \(old) to \(new)")
          }
        }
        switch line.name {
        case "seed": #expect(snapshot.seed == (key == "left" ? 8 : 10) && snapshot.step == 0)
        case "step": #expect(snapshot.step == (key == "left" ? 4 : 5))
        case "data": #expect(snapshot.data == (key == "left" ? "article" : "xor"))
        case "noise": #expect(key == "right" && snapshot.setup?.noise == 5)
        case "batch": #expect(snapshot.setup?.batch == (key == "left" ? 5 : 20))
        case "hidden layers": #expect(snapshot.setup?.hidden == (key == "left" ? [4] : [4, 2, 2]))
        case "units": #expect(snapshot.setup?.hidden == (key == "left" ? [3, 2] : [5, 2]))
        case "activation": #expect(snapshot.setup?.activation == (key == "left" ? "Identity" : "ReLU"))
        case "speed": #expect(run.report.pace != first.report.pace)
        default: break
        }
      }
    }
  }

  @Test func everyOptimizerThatCanRunIsReachedAndNoneStopsTheWay() throws {
    for name in ["circle", "article"] {
      for key in ["right", "left"] {
        var (run, state) = try open(preset(name, seed: 9))
        state.press("esc O", run)
        var seen: [String] = []
        for _ in 0..<Optimizers.all.count {
          seen.append(run.report.snapshot.optimizer.rule.name)
          state.press(key, run)
        }
        // Muon takes matrices only, and the Playground's networks have biases.
        let able = Optimizers.all.map(\.name).filter { $0 != "muon" || name == "article" }
        #expect(Set(seen) == Set(able), "\(name), \(key): \(seen)")
      }
    }
    let (_, state) = try open(preset("circle", seed: 9))
    #expect(try row("optimizer", state).meaning.contains("here not Muon"))
  }

  @Test func aScheduleThatAnOptimizerCannotHaveKeepsItOut() throws {
    // OneCycle turns a momentum, which Adagrad does not have.
    let configuration = try Configuration(
      Preset.all[1], seed: 9, optimizer: Optimizers.parse("sgd lr=0.1 momentum=0.9"),
      schedule: Schedules.parse("onecycle max_lr=0.1 total_steps=100"))
    var (run, state) = try open(configuration)
    state.press("esc O", run)
    for _ in 0..<6 {
      state.press("right", run)
      let name = run.report.snapshot.optimizer.rule.name
      #expect(name != "adagrad" && name != "adadelta", "\(name)")
    }
  }

  @Test(arguments: optimizers)
  func aValueBeyondTheLimitsIsRefusedInTheirWords(optimizer: String) throws {
    let (_, first) = try open(preset("circle", seed: 9, optimizer: optimizer))
    for setting in first.snapshot.optimizer.rule.settings {
      guard SettingLadder.isTyped(setting) else { continue }
      for text in ["-1", "1", "0.5", "1e30", "7.5", "0"] {
        var (run, state) = try open(preset("circle", seed: 9, optimizer: optimizer))
        try goTo(setting.name, &state)
        let before = run.report.snapshot.optimizer.values
        state.press(text.map { String($0) }.joined(separator: " ") + " enter", run)
        let value = try #require(Double(text))
        let after = run.report.snapshot.optimizer.values
        if setting.accepts(value) {
          var wanted = before
          wanted[setting.name] = value
          let isTaken = (try? first.snapshot.optimizer.rule.check(wanted)) != nil
          #expect(
            isTaken == (state.editing == nil), "\(setting.name)=\(text): \(state.editing?.problem ?? "")")
          #expect(after == (isTaken ? wanted : before))
        } else {
          #expect(state.editing?.problem == "\(setting.wanted) is needed", "\(setting.name)=\(text)")
          #expect(after == before)
          let last = Frame.draw(state, width: 120, height: 40).plainText.split(separator: "\n").last ?? ""
          #expect(last.contains("\(setting.wanted) is needed"), "\(last)")
        }
      }
    }
  }

  @Test func seedAndStepAreWholeNumbersAndFlagsAreNotTyped() throws {
    var (run, state) = try open(preset("circle", seed: 9), steps: 40)
    for name in ["seed", "step"] {
      for text in ["1.5", "-1"] {
        try goTo(name, &state)
        state.press(text.map { String($0) }.joined(separator: " ") + " enter", run)
        #expect(state.editing?.problem == "a whole number from 0 on is needed", "\(name) \(text)")
        state.press("esc", run)
      }
    }
    try goTo("step", &state)
    state.press("1 7 enter", run)
    #expect(run.report.snapshot.step == 17)
    try goTo("seed", &state)
    state.press("2 3 enter", run)
    #expect(run.report.snapshot.seed == 23 && run.report.snapshot.step == 0)
    let same = Trainer(preset("circle", seed: 23))
    #expect(run.report.snapshot.loss == same.loss)
    for name in ["nesterov", "optimizer", "data", "activation"] {
      try goTo(name, &state)
      state.press("enter", run)
      #expect(state.editing == nil && state.message == "\(name) is not typed: left and right change it")
    }
  }

  @Test(arguments: [
    ("schedule", "step step_size=4", "--schedule 'step step_size=4'"),
    ("clip norm", "0.5", "--clip-norm 0.5"),
    ("clip value", "0.01", "--clip-value 0.01"), ("schedule", "none", ""),
  ])
  func aScheduleAndBoundsThatAreTypedGiveTheRunOfTheCommandLine(row: String, text: String, option: String)
    throws
  {
    let line = "--preset circle --seed 9"
    var (run, state) = try open(RenderedRun(line).configuration)
    try goTo(row, &state)
    let keys = text.map { $0 == " " ? "space" : String($0) }
    state.press("enter \(keys.joined(separator: " ")) enter", run)
    #expect(state.editing == nil && state.message == nil)
    #expect(try self.row(row, state).value == text)
    run.takeSteps(until: 12)
    let (one, other) = try (run.report.snapshot, RenderedRun("\(line) --steps 12 \(option)").state.snapshot)
    #expect(one.step == 12 && one.loss == other.loss && one.learningRate == other.learningRate)
    #expect(one.parameters == other.parameters && one.setup == other.setup)
    if !option.isEmpty {
      let plain = try RenderedRun("\(line) --steps 12").state.snapshot
      #expect(plain.loss != one.loss, "it has an effect")
    }
  }

  @Test func aScheduleOrBoundThatIsNoneIsRefusedInOneLine() throws {
    for (row, text) in [
      ("schedule", "nonsense"), ("schedule", "step"), ("clip norm", "-1"), ("clip norm", "0"),
      ("clip value", "x"),
    ] {
      var (run, state) = try open(preset("circle", seed: 9))
      try goTo(row, &state)
      let before = run.report.snapshot.setup
      state.press("enter \(text.map { String($0) }.joined(separator: " ")) enter", run)
      let problem = try #require(state.editing?.problem, "\(row) \(text)")
      #expect(!problem.isEmpty && !problem.contains("\n") && run.report.snapshot.setup == before)
      let last = Frame.draw(state, width: 120, height: 40).plainText.split(separator: "\n").last ?? ""
      #expect(last.contains(problem.prefix(40)), "\(last)")
    }
  }

  @Test func whatIsNamedAsTheEndIsTheEnd() throws {
    for (name, key) in [
      ("lr", "left"), ("lr", "right"), ("beta1", "right"), ("beta1", "left"), ("eps", "left"),
    ] {
      var (run, state) = try open(preset("circle", seed: 9, optimizer: "adam"))
      try goTo(name, &state)
      for _ in 0..<90 where state.message == nil { state.press(key, run) }
      #expect(state.message == "\(name) goes no further; type a value", "\(state.message ?? "")")
      let setting = try run.report.snapshot.optimizer.rule.setting(named: name)
      let held = run.report.snapshot.optimizer.values[name]
      #expect(SettingLadder.next(setting, from: held, isUp: key == "right") == nil)
    }
  }
}
