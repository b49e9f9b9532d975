import Languages

/// Where a run ended, so that another one goes on from there to the bit.
public struct RunStart: Sendable {
  /// How many steps were taken.
  public let step: Int
  /// The running optimizer by its name.
  public let optimizer: String
  /// The optimizer that was in use before it, by its name.
  public let partner: String
  /// Every optimizer with its settings as they were set.
  public let optimizers: [OptimizerChoice]
  /// What the running optimizer remembers.
  public let memory: Optimizer.Memory
  /// What bounds the gradients.
  public let clipping: Clipping
  /// How far the schedule has come, where there is one.
  public let schedule: Schedule?
  /// Which rows are in use and come next.
  public let sampling: Sampling
  /// What layers such as Dropout drew for the batch in use.
  public let drawn: [[Float]]

  /// A start from its parts.
  public init(
    step: Int, optimizer: String, partner: String, optimizers: [OptimizerChoice], memory: Optimizer.Memory,
    clipping: Clipping, schedule: Schedule?, sampling: Sampling, drawn: [[Float]]
  ) {
    self.step = step
    self.optimizer = optimizer
    self.partner = partner
    self.optimizers = optimizers
    self.memory = memory
    self.clipping = clipping
    self.schedule = schedule
    self.sampling = sampling
    self.drawn = drawn
  }

  /// More steps than any run takes; what a file says may be anything.
  public static let mostSteps = 1 << 48

  /// Whether this many steps can have been taken.
  public static func canBe(_ count: Int) -> Bool { (0...mostSteps).contains(count) }

  /// Where a trainer is at present.
  public init(of trainer: Trainer) {
    var schedule = trainer.schedule
    // A rate set by hand is what the schedule goes on from.
    schedule?.rate = trainer.learningRate
    self.init(
      step: trainer.step, optimizer: trainer.optimizer.rule.name, partner: trainer.partner.name,
      optimizers: trainer.optimizers, memory: trainer.optimizer.memory,
      clipping: trainer.configuration.clipping, schedule: schedule,
      sampling: trainer.sampling, drawn: trainer.stage.graph.drawn)
  }
}

/// Why a run cannot go on where another one ended, in one line.
public struct StartError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Configuration {
  /// Refuses a start that belongs to another run.
  func check(_ start: RunStart, _ network: Network) throws {
    guard let choice = start.optimizers.first(where: { $0.rule.name == start.optimizer }) else {
      throw StartError(
        say(
          "engine.training.stateOfOptimizer",
          "the state is that of an optimizer \(start.optimizer), which there is not"))
    }
    let sampling = sampling(Generator(seed: 0))
    guard start.sampling.fits(sampling) else {
      throw StartError(
        say(
          "engine.training.stateOfSampling",
          "the state is that of a run over \(start.sampling.words), but this one is over \(sampling.words)"))
    }
    guard start.clipping == clipping else {
      throw StartError(
        say(
          "engine.training.stateOfClipping",
          "the state is that of a run with \(start.clipping.words), but this one has \(clipping.words)"))
    }
    guard start.schedule?.plan.text == schedule?.text else {
      let none = say("engine.training.noSchedule", "none")
      let (theirs, ours) = (start.schedule?.plan.text ?? none, schedule?.text ?? none)
      throw StartError(
        say(
          "engine.training.stateOfSchedule",
          "the state is that of a run with the schedule \(theirs), but this one has \(ours)"))
    }
    let counts = network.parameters.map(\.data.count)
    for (name, buffers) in zip(start.memory.names, start.memory.buffers) where buffers.map(\.count) != counts
    {
      throw StartError(
        say(
          "engine.training.stateCounts",
          "the state \(name) has \(buffers.map(\.count)) numbers, not \(counts)"))
    }
    let made = try choice.make(parameters: network.parameters)
    guard made.memory.scalars.count == start.memory.scalars.count,
      [start.step, start.memory.stepCount].allSatisfy(RunStart.canBe)
    else {
      throw StartError(say("engine.training.stateNotWhole", "the state of \(start.optimizer) is not whole"))
    }
    let stage = try network.stage(
      rows: start.sampling.batch.count, random: RandomStream(start.sampling.generator))
    guard stage.graph.drawn.map(\.count) == start.drawn.map(\.count) else {
      throw StartError(
        say("engine.training.stateOfDraws", "the state is that of a network that draws other numbers"))
    }
  }

  /// The order of rows before the first batch.
  func sampling(_ generator: Generator) -> Sampling {
    Sampling(
      rows: data.training.rows, batch: batch, shuffles: shuffles, dropsLast: dropsLast, generator: generator)
  }
}
