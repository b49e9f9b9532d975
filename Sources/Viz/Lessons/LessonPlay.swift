import Engine
import Languages

/// What plays a lesson without a screen, and writes down what is done at which time.
final class LessonPlay {
  private let run: InlineRun
  private(set) var state: AppState
  private(set) var lines: [RecordedLine] = []
  private(set) var mistakes: [LessonText.Mistake] = []
  private var time = 0.0
  /// The numbers of all parameters where the stop began, and its loss.
  private var start: (parameters: [[Float]], loss: Float) = ([], 0)

  /// How long a key waits for what was done before, and steps take at the least and at the most, in seconds.
  private static let (keyTime, leastTime, mostTime) = (0.8, 0.6, 6.0)
  /// How many steps a second are taken where that takes neither too short nor too long.
  private static let rate = 25.0
  /// How far until: goes.
  private static let mostSteps = 200_000

  init(_ configuration: Configuration) throws {
    run = InlineRun(Session(configuration))
    state = AppState(run.report, pooling: try PoolingState(seed: configuration.seed), look: Look())
    state.screen = ScreenSize(width: 120, height: 40)
    run.perform(.showScene(0), on: &state)
  }

  /// Whether something could not be done, so that what follows would be done elsewhere.
  private(set) var isBroken = false

  private func fail(_ line: Int, _ words: String, isClaim: Bool = false) {
    mistakes.append(LessonText.Mistake(line: line, words: words, isClaim: isClaim))
    if !isClaim { isBroken = true }
  }

  /// Goes to what a stop looks at.
  func beginStop(_ look: Lesson.Look?) {
    time += Self.keyTime
    start = (run.trainer.network.parameters.map(\.data.elements), run.trainer.loss)
    guard let look, !isBroken else { return }
    guard let scene = SceneList.place(of: look.scene) else {
      let names = SceneList.all.map(\.name).joined(separator: ", ")
      return fail(
        look.line, say("lesson.noScene", "look: there is no scene '\(look.scene)'; the scenes are: \(names)"))
    }
    note { run.perform(.showScene(scene), on: &state) }
    guard let text = look.place else { return }
    guard let place = place(text), run.report.snapshot.holds(place) else {
      return fail(
        look.line, say("lesson.noPlace", "look: there is no number \(text) in this run; \(example) is one"))
    }
    run.perform(.putCursor(place), on: &state)
  }

  /// A number that there is, as it is written.
  private var example: String {
    let parameter = run.report.snapshot.parameters.first
    return (parameter?.name ?? "W") + (parameter?.value.shape.map { _ in "[0]" }.joined() ?? "[0][0]")
  }

  /// Does something and writes down what came of it.
  func perform(_ action: Lesson.Numbered<Lesson.Action>) {
    // One mistake is told, and not what comes of it.
    guard !isBroken else { return }
    switch action.value {
    case .keys(let keys): for key in keys { press(key, action.line) }
    case .run(let steps): take(steps, action.line)
    case .until(let condition): take(until: condition, action.line)
    case .expect(let condition):
      guard let left = value(condition.left), let right = value(condition.right) else {
        return fail(
          action.line, say("lesson.noValue", "expect: \(condition.text): this run has no such number"),
          isClaim: true)
      }
      if LessonCondition.holds(left, condition.comparison, right) != true {
        fail(
          action.line,
          say(
            "lesson.notHeld",
            "expect: \(condition.text) does not hold: \(left.text) at the left, \(right.text) at the right"),
          isClaim: true)
      }
    }
  }

  // MARK: Keys and steps

  private func press(_ key: Key, _ line: Int) {
    guard let action = state.action(for: key) else {
      return fail(
        line,
        say(
          "lesson.keyDoesNothing", "keys: '\(key.name)' does nothing here; the help (?) lists those that do"))
    }
    switch action {
    case .run(.toggleRunning):
      return fail(
        line,
        say(
          "lesson.keyRuns", "keys: '\(key.name)' runs until it is pressed again; run: and until: take steps"))
    case .quit, .leave, .savePicture, .saveRecording, .beginSaving, .saveProgram, .toggle, .redraw,
      .toggleBigNumbers:
      return fail(line, say("lesson.keyNotHere", "keys: '\(key.name)' is not for lessons"))
    default: break
    }
    time += Self.keyTime
    note { run.perform(action, on: &state) }
    lines.append(recorded(.key(key)))
  }

  private func take(_ steps: Int, _ line: Int) {
    let duration = min(Self.mostTime, max(Self.leastTime, Double(steps) / Self.rate))
    if run.isRacing {
      for _ in 0..<steps {
        time += duration / Double(steps)
        note { run.perform(.run(.step), on: &state) }
      }
      return
    }
    let before = run.trainer.step
    run.takeSteps(until: before + steps)
    finishSteps(from: before, duration)
    if run.trainer.step < before + steps, !mayStop {
      fail(line, say("lesson.stopped", "run: training stopped after step \(run.trainer.step)"))
    }
  }

  /// A lesson may be about how training stops: then it says so by a condition.
  private var mayStop: Bool { run.trainer.fault != nil }

  private func take(until condition: LessonCondition, _ line: Int) {
    let before = run.trainer.step
    var holds = false
    while run.trainer.step < before + Self.mostSteps, !holds {
      guard let left = value(condition.left), let right = value(condition.right),
        let result = LessonCondition.holds(left, condition.comparison, right)
      else {
        return fail(
          line, say("lesson.cannotCompare", "until: \(condition.text) compares what cannot be compared"))
      }
      holds = result
      if holds { break }
      let step = run.trainer.step
      if run.isRacing {
        guard lines.count < Recording.mostLines / 64 else { break }
        time += 1 / Self.rate
        note { run.perform(.run(.step), on: &state) }
        continue
      }
      run.takeSteps(until: step + 1)
      if run.trainer.step == step { break }
    }
    let steps = run.trainer.step - before
    finishSteps(from: before, min(Self.mostTime, max(Self.leastTime, Double(steps) / Self.rate)))
    if !holds {
      fail(line, say("lesson.neverHolds", "until: \(condition.text) does not hold within \(steps) steps"))
    }
  }

  private func finishSteps(from step: Int, _ duration: Double) {
    time += duration
    run.show(on: &state)
    lines.append(recorded(.check))
  }

  private func recorded(_ deed: Deed) -> RecordedLine {
    RecordedLine(step: run.trainer.step, time: time, deed: deed, state: nil)
  }

  /// Carries something out and writes down the deeds that it was.
  private func note(_ body: () -> Void) {
    let count = run.deedCount
    body()
    for deed in run.deeds(since: count) where ![.run, .pause, .check].contains(deed.deed) {
      lines.append(RecordedLine(step: deed.step, time: time, deed: deed.deed, state: nil))
    }
  }

  // MARK: What holds

  /// The place that a text names: "W" is the article's weight.
  private func place(_ text: String) -> Place? {
    Place(text.hasPrefix("W[") ? "layer.weight" + text.dropFirst() : text)
  }

  private func value(_ quantity: LessonCondition.Quantity) -> LessonValue? {
    let trainer = run.trainer
    func evaluation(_ data: DataSet?) -> Evaluation? {
      data.flatMap { try? Evaluator(trainer.network, $0) }?.evaluate()
    }
    let data = trainer.configuration.data
    let number: Double?
    switch quantity {
    case .number(let given): return .number(given)
    case .word(let word): return .word(word)
    case .optimizer: return .word(trainer.optimizer.rule.name)
    case .fault: return .word(trainer.fault.map { "\($0.role)" } ?? "none")
    case .shape:
      let shape = state.pooling.pipeline.stages.last?.tensor.shape ?? []
      return .word(shape.map { "\($0)" }.joined(separator: "x"))
    case .window:
      let pipeline = state.pooling.pipeline
      number = Double(pipeline.pooled[pipeline.source(of: state.pooling.window).pooled])
    case .windowGradient:
      let source = state.pooling.pipeline.source(of: state.pooling.window)
      number = source.elements.first.map { Double(state.pooling.gradient[$0]) }
    case .prediction:
      let snapshot = run.report.snapshot
      number = (snapshot.row?.prediction.first ?? snapshot.prediction.elements.first).map(Double.init)
    case .loss: number = Double(trainer.loss)
    case .firstLoss: number = Double(start.loss)
    case .step: number = Double(trainer.step)
    case .epoch: number = Double(trainer.epoch)
    case .learningRate: number = trainer.learningRate
    case .trainingLoss: number = evaluation(data.training)?.loss
    case .accuracy: number = evaluation(data.training)?.accuracy
    case .heldOutLoss: number = evaluation(data.heldOut)?.loss
    case .heldOutAccuracy: number = evaluation(data.heldOut)?.accuracy
    case .lane(let lane):
      let losses = run.laneLosses
      number = losses.indices.contains(lane - 1) ? Double(losses[lane - 1]) : nil
    case .value(let text): number = element(text) { $0.data.elements }
    case .gradient(let text): number = element(text) { $0.gradient?.elements }
    case .moved(let text):
      let now = element(text) { $0.data.elements }
      let before = element(text) { [start] parameter in
        trainer.network.parameters.firstIndex { $0.name == parameter.name }.flatMap { index in
          start.parameters.indices.contains(index) ? start.parameters[index] : nil
        }
      }
      number = now.flatMap { now in before.map { now - $0 } }
    case .state(let name, let text):
      number = element(text) { parameter in
        let index = trainer.network.parameters.firstIndex { $0.name == parameter.name } ?? 0
        return trainer.optimizer.stateDictionary(parameter: index).first { $0.name == name }?.elements
      }
    }
    return number.map { .number($0) }
  }

  /// A number of a parameter's tensor, such as its gradient.
  private func element(_ text: String, of elements: (Value) -> [Float]?) -> Double? {
    guard let place = place(text),
      let parameter = run.trainer.network.parameters.first(where: { $0.name == place.tensor }),
      let index = parameter.element(at: place.index), let all = elements(parameter),
      all.indices.contains(index)
    else { return nil }
    return Double(all[index])
  }
}

extension Snapshot {
  /// Whether there is a number at a place.
  fileprivate func holds(_ place: Place) -> Bool {
    if place.tensor == "x" || place.tensor == "y" { return article != nil && place.index.count == 1 }
    return parameters.contains { parameter in
      parameter.name == place.tensor && parameter.value.shape.count == place.index.count
        && zip(place.index, parameter.value.shape).allSatisfy { (0..<$1).contains($0) }
    }
  }
}
