import Engine
import Foundation

@testable import Viz

/// A line of a log as any reader of JSON takes it.
private struct Line: Decodable {
  struct Hand: Decodable {
    let prediction: [Double]
    let gradient: [[Double]]
  }

  /// A number or a name.
  enum Value: Decodable, Equatable {
    case number(Double)
    case name(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        self = .name(name)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }
  }

  let step: Int
  /// What was done.
  let event: String?
  let value: Value?
  let optimizer: String?
  let lr: Double?
  let prediction: [Float]?
  let loss: Float?
  let gradient: [[Float]]?
  let hand: Hand?
  let weights: [[Float]]?

  enum CodingKeys: String, CodingKey {
    case event = "do"
    case step, value, optimizer, lr, prediction, loss, gradient, hand, weights
  }

  /// Whether nothing of the run was changed.
  var changesNothing: Bool {
    ["run", "pause", "step", "pace", "key", "race", "check", "end"].contains(event)
  }
}

/// A run done again from nothing but its log, each line held against a plain trainer.
///
/// The trainer takes the same steps without a log, without a timeline and without a thread.
struct LogReplay {
  /// What was done after how many steps, since the run began.
  private enum Event {
    case command(step: Int, Command)
    /// The run began again, from the same weights or the next seed's.
    case restart(step: Int, Command)
  }

  private let configuration: Configuration
  private let every: Int
  private var trainer: Trainer
  private var events: [Event] = []
  /// The step whose line was the last, or where lines began anew.
  private var printed = 0
  /// The first line that is not true.
  private(set) var problem: String?

  /// Reads the whole log of a run with `configuration` that ended at `end`.
  init(_ text: String, _ configuration: Configuration, every: Int, end: Trainer) throws {
    self.configuration = configuration
    self.every = every
    trainer = Trainer(configuration)
    guard text.hasSuffix("\n") else {
      problem = "the last line is not whole"
      return
    }
    let lines = try text.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    guard let first = lines.first, first.step == 0, hasWeights(first) else {
      problem = "there is no line of step 0"
      return
    }
    var isStart = false
    for (index, line) in lines.enumerated().dropFirst() {
      let found: String?
      if isStart {
        isStart = false
        found = line.step == 0 && hasWeights(line) ? nil : "no line of step 0 after a new start"
      } else if line.changesNothing {
        found = nil
      } else if line.event == nil {
        found = takeStep(line)
      } else {
        (found, isStart) = happen(line)
      }
      if let found {
        problem = "line \(index + 1): \(found)\n\(text.split(separator: "\n")[index])"
        return
      }
    }
    problem = self.end(at: end.step)
    if problem == nil, weight(of: trainer) != weight(of: end) { problem = "the last weights differ" }
  }

  /// A line of a step: all that held before it, and the weights after it.
  private mutating func takeStep(_ line: Line) -> String? {
    let step = line.step
    if step == trainer.step, printed < step {
      // What was changed after it stands before it.
      rebuild(at: step - 1)
      defer { rebuild(at: step) }
      return compareStep(line)
    }
    guard step > trainer.step else { return "its step is not a later one" }
    if let problem = go(to: step - 1) { return problem }
    forgetFuture()
    return compareStep(line)
  }

  /// Takes the step of a line from the step before it.
  private mutating func compareStep(_ line: Line) -> String? {
    let step = line.step
    let before = trainer.snapshot()
    guard line.optimizer == before.optimizer.rule.name else { return "another optimizer" }
    guard line.lr == before.learningRate else { return "another rate" }
    guard line.loss == before.loss else { return "another loss" }
    guard line.prediction == before.prediction.elements else { return "another prediction" }
    guard line.gradient.map({ $0.flatMap { $0 } }) == before.parameters[0].gradient.elements else {
      return "another gradient"
    }
    guard let layer = before.article?.layer else { return "no article" }
    let hand = layer.evaluate(weight: before.parameters[0].value.elements.map(Double.init))
    guard let lineHand = line.hand, lineHand.gradient.flatMap({ $0 }) == hand.gradient,
      lineHand.prediction == hand.prediction
    else { return "another derivation by hand" }
    trainer.takeStep()
    guard trainer.step == step, hasWeights(line) else { return "other weights after the step" }
    printed = step
    return nil
  }

  /// A line of something that happened; tells whether a new start follows.
  private mutating func happen(_ line: Line) -> (String?, Bool) {
    let step = line.step
    guard let event = line.event else { return ("no event", false) }
    if ["reset", "seed", "go"].contains(event) {
      if let problem = self.end(at: step) { return (problem, false) }
    } else if let problem = go(to: step) {
      return (problem, false)
    }
    switch event {
    case "reset", "seed":
      var command = Command.reset
      if event == "seed" {
        guard case .number(let seed) = line.value else { return ("no seed", false) }
        command = .reseed(UInt64(seed))
      }
      forgetFuture()
      trainer.apply(command)
      events.append(.restart(step: step, command))
      printed = 0
      return (nil, true)
    case "go":
      guard case .number(let number) = line.value else { return ("no step to go to", false) }
      let target = Int(number)
      rebuild(at: target)
      printed = target
      return (trainer.step == target ? nil : "there is no step \(target)", false)
    default:
      guard let value = line.value, let command = command(event, value) else { return ("no event", false) }
      forgetFuture()
      guard trainer.apply(command) else { return ("it changes nothing", false) }
      events.append(.command(step: step, command))
      return (nil, false)
    }
  }

  /// The command that an event's line tells of, at the present state.
  private func command(_ event: String, _ value: Line.Value) -> Command? {
    if event == "optimizer" {
      guard case .name(let name) = value else { return nil }
      return .optimizer(name)
    }
    guard case .number(let number) = value else { return nil }
    if event == "lr" { return .set(event, number) }
    let places = event.split { !$0.isNumber }.compactMap { Int($0) }
    switch (event.prefix { $0 != "[" }, places.count) {
    case ("layer.weight", 2): return .edit(.weight(row: places[0], column: places[1]), number)
    case ("x", 1): return .edit(.input(places[0]), number)
    case ("y", 1): return .edit(.target(places[0]), number)
    default: return nil
    }
  }

  /// Takes steps that have no line; none of them may be due.
  private mutating func go(to step: Int) -> String? {
    guard step >= trainer.step else { return "it is before step \(trainer.step)" }
    if step > trainer.step { forgetFuture() }
    while trainer.step < step {
      let before = trainer.step
      trainer.takeStep()
      guard trainer.step > before else { return "no step after \(before) can be taken" }
      if trainer.step % every == 0, trainer.hasFiniteWeights, printed < trainer.step {
        return "step \(trainer.step) has no line"
      }
    }
    return nil
  }

  /// The run stopped being what it was after `step`: that step has its line, or the one before where it broke.
  private mutating func end(at step: Int) -> String? {
    let start = printed
    if let problem = go(to: step) { return problem }
    let last = trainer.hasFiniteWeights ? step : max(step - 1, start)
    return printed == last ? nil : "step \(last) was the last and has no line"
  }

  /// All that was done up to a step of the present run, done again from its beginning.
  private mutating func rebuild(at target: Int) {
    trainer = Trainer(configuration)
    let start = events.lastIndex { if case .restart = $0 { true } else { false } } ?? -1
    for (index, event) in events.enumerated() {
      switch event {
      case .restart(let step, let command):
        trainer.run(until: step)
        trainer.apply(command)
      case .command(let step, let command) where index < start || step <= target:
        trainer.run(until: step)
        trainer.apply(command)
      case .command: break
      }
    }
    trainer.run(until: target)
  }

  /// What was done after the present step will not happen any more.
  private mutating func forgetFuture() {
    let start = (events.lastIndex { if case .restart = $0 { true } else { false } } ?? -1) + 1
    let present = trainer.step
    let kept = events[start...].filter {
      if case .command(let step, _) = $0 { step <= present } else { true }
    }
    events = events[..<start] + kept
  }

  private func hasWeights(_ line: Line) -> Bool {
    line.weights.map { $0.flatMap { $0 } } == weight(of: trainer)
  }

  private func weight(of trainer: Trainer) -> [Float] { trainer.network.parameters[0].data.elements }
}
