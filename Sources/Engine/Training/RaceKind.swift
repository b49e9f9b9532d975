import RealModule

/// What the lanes of a race differ in.
public enum RaceKind: String, CaseIterable, Sendable {
  /// The running optimizer and the one that was in use before it.
  case duel
  /// As many optimizers as fit the network and its schedule.
  case optimizers
  /// The running optimizer at several learning rates.
  case rates
  /// The running optimizer with several momenta.
  case momenta

  /// The most lanes of a race.
  public static let mostLanes = 6
}

extension Trainer {
  /// Who runs in a race of a kind from the present weights.
  func contestants(_ kind: RaceKind, from start: TrainerState) -> [OptimizerChoice] {
    let all: [OptimizerChoice]
    switch kind {
    case .duel:
      all = contenders.compactMap(choice)
    case .optimizers:
      let others = optimizers.filter { !contenders.contains($0.rule) }
      all = contenders.compactMap(choice) + others
    case .rates:
      all = rates(from: start)
    case .momenta:
      all = momenta
    }
    return Array(all.filter(fits).prefix(RaceKind.mostLanes))
  }

  /// The kinds of which there is a race of at least two, each another one.
  var raceKinds: [RaceKind] {
    RaceKind.allCases.filter { kind in
      switch kind {
      case .duel: true
      case .optimizers: optimizers.filter(fits).count > 2
      case .rates: !schedulesRate
      case .momenta: momenta.filter(fits).count > 1
      }
    }
  }

  private func choice(_ rule: OptimizerRule) -> OptimizerChoice? { optimizers.first { $0.rule == rule } }

  private func fits(_ choice: OptimizerChoice) -> Bool {
    do {
      try choice.rule.check(choice.values)
      try choice.rule.checkParameters(network.parameters)
      try configuration.schedule?.check(for: choice.rule)
      return true
    } catch {
      return false
    }
  }

  /// Whether the schedule sets the rate whatever the optimizer begins with.
  private var schedulesRate: Bool {
    configuration.schedule.map { Schedule($0, rate: 0.1).rate == Schedule($0, rate: 0.2).rate } ?? false
  }

  /// Six rates, from some that are too small to the first that is too large: after some steps, the loss is larger than at the
  /// one below it. They are a factor of ten apart, nearer to one another around the present one where six need no more.
  private func rates(from start: TrainerState) -> [OptimizerChoice] {
    guard var choice = choice(optimizer.rule) else { return [] }
    if schedulesRate { return [choice] }
    if choice.values["lr"] == 0 { choice.values["lr"] = 0.01 }
    let last = tooLarge(choice, from: start)
    let tens = (max(-2, last - RaceKind.mostLanes + 1)...last).map { choice.atRate(timesTenTo: $0) }
    let between = [0, -1].map { choice.atRate(timesTenTo: $0).atThriceTheRate }
    return (tens + between.prefix(RaceKind.mostLanes - tens.count)).sorted {
      $0.values["lr"] < $1.values["lr"]
    }
  }

  /// The least power of ten that makes the rate too large, from 1 to 4; of a network whose steps take long, 2 unseen.
  private func tooLarge(_ choice: OptimizerChoice, from start: TrainerState) -> Int {
    guard stepCost <= 1 << 16 else { return 2 }
    let trial = Trainer(configuration)
    func loss(_ power: Int) -> Float? {
      trial.begin(at: start, choice.atRate(timesTenTo: power))
      trial.run(until: Self.trialSteps)
      return trial.fault == nil ? trial.loss : nil
    }
    var before = loss(0)
    for power in 1..<4 {
      let next = loss(power)
      guard let next, let last = before, next <= last else { return power }
      before = next
    }
    return 4
  }

  private static let trialSteps = 20

  /// Momenta, or β₁, from none to much, and the present one.
  private var momenta: [OptimizerChoice] {
    guard let choice = choice(optimizer.rule) else { return [] }
    let isScheduled = configuration.schedule?.parts.contains { $0.rule.movesMomentum($0.values) } ?? false
    guard let name = choice.rule.cycledMomentum, !isScheduled else { return [choice] }
    return Set([0, 0.5, 0.9, 0.99, choice.values[name]]).sorted().map { value in
      var choice = choice
      choice.values[name] = value
      return choice
    }
  }
}

extension Trainer {
  /// Begins at another trainer's weights and rows, with an optimizer of empty state.
  func begin(at start: TrainerState, _ choice: OptimizerChoice) {
    restore(start, history: LossHistory())
    optimizers = start.optimizers.map { $0.rule == choice.rule ? choice : $0 }
    apply(.optimizer(choice.rule.name))
    history = LossHistory()
    history.firstOptimizer = choice.rule.name
    if fault == nil { history.append(loss) }
  }
}

extension OptimizerChoice {
  /// The same at a rate with its point moved, digit by digit: 0.07 becomes 7, and not 7.000000000000001.
  fileprivate func atRate(timesTenTo power: Int) -> OptimizerChoice {
    var next = self
    let parts = values["lr"].description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    next.values["lr"] = Double("\(parts[0])e\(exponent + power)") ?? values["lr"] * .pow(10, power)
    return next
  }

  /// The same at three times the rate, without what float64 makes of that behind its last digit.
  fileprivate var atThriceTheRate: OptimizerChoice {
    var next = self
    let figures = DecimalFigures(3 * values["lr"], count: 12)
    let text = "\(figures.text(filledTo: 12))e\(figures.exponent - 11)"
    next.values["lr"] = Double(text) ?? 3 * values["lr"]
    return next
  }
}
