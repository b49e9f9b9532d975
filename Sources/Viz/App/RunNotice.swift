import Engine

/// What must be known in every scene, in words from the longest form to the shortest.
struct RunNotice: Equatable {
  let forms: [String]
  /// Whether it tells of something that went wrong.
  let isBad: Bool

  private init(_ forms: [String], isBad: Bool) {
    self.forms = forms
    self.isBad = isBad
  }

  /// The same, without the keys to press where they mean something else.
  func advising(_ hasKeys: Bool) -> RunNotice {
    guard !hasKeys else { return self }
    return RunNotice(
      forms.map { form in form.firstRange(of: " · ").map { String(form[..<$0.lowerBound]) } ?? form },
      isBad: isBad)
  }

  /// What a report and the condition of its run have to say, if anything; the most urgent first.
  init?(_ report: RunReport, condition: Condition) {
    if let watched = report.watched {
      guard let words = watched.notice else { return nil }
      self.init(words.forms, isBad: words.isBad)
    } else if let replay = report.replay {
      self.init(replay)
    } else if let failure = report.logFailure {
      self.init(["✗ the log ended: \(failure)", "✗ log: \(failure)"], isBad: true)
    } else if let race = report.race {
      guard let lane = race.lanes.first(where: { $0.fault != nil }), let fault = lane.fault else {
        return nil
      }
      let name = race.name(of: lane)
      self.init(Self.words(fault, before: "\(name): ", short: "\(name) "), isBad: true)
    } else if let goal = report.goal {
      let step = NumberText.grouped(goal)
      self.init(
        ["going to step \(step) of \(NumberText.grouped(report.lastStep))", "→ step \(step)"], isBad: false)
    } else if let fault = report.snapshot.fault {
      self.init(Self.words(fault), isBad: true)
    } else if condition == .training, let start = report.evaluations.overfittingStart {
      self.init(
        [
          "overfitting since epoch \(start.epoch): worse on the rows held out, better on those learnt from · < slides back",
          "overfitting since epoch \(start.epoch): held-out loss has risen · < slides back",
          "overfitting since epoch \(start.epoch) · < slides back", "overfitting since epoch \(start.epoch)",
          "overfitting",
        ], isBad: false)
    } else {
      self.init(condition, report)
    }
  }

  /// Where a recording that is played stands, and how it is taken over.
  private init(_ replay: ReplayState) {
    let time = Header.duration(.seconds(replay.time))
    let whole = Header.duration(.seconds(replay.duration))
    let speed = replay.factor == 1 ? "" : ", \(NumberText.shortest(replay.factor))×"
    let place = "replay \(time) of \(whole)\(speed)"
    self.init(
      replay.isOver
        ? ["the recording is over · space goes on from here, < goes back", "replay over · space goes on"]
        : ["\(place) · a key that changes the run takes it over", place, "replay \(time)"],
      isBad: false)
  }

  private static func words(_ fault: NonFinite, before: String = "", short: String = "") -> [String] {
    let subject = Symbol.subject(fault)
    let long = "✗ \(before)after step \(fault.step) the \(subject)"
    return [long + " · - lowers the rate, then b or r", long, "✗ \(short)step \(fault.step): \(subject)"]
  }

  private init?(_ condition: Condition, _ report: RunReport) {
    switch condition {
    case .training:
      return nil
    case .saturated(let outputs):
      let isWhole = outputs.count == report.snapshot.prediction.count
      let name = isWhole ? "p" : Symbol.element("p", outputs[0])
      let more = isWhole || outputs.count == 1 ? "" : " and \(outputs.count - 1) more"
      let words = isWhole ? "saturated" : "\(name)\(more) saturated"
      self.init(
        [
          "\(words): \(name)(1−\(name)) ≈ 0, no gradient left · - lowers the rate, then r restarts",
          "\(words): no gradient left · - and then r", "\(words): no gradient left",
        ],
        isBad: true)
    case .converged:
      self.init(
        [
          "converged: no weight moves any more in float32 · + may go farther, r restarts",
          "converged: no weight moves · r restarts", "converged: no weight moves",
          "converged",
        ],
        isBad: false)
    case .stuck where report.snapshot.learningRate == 0:
      self.init(["stuck: the learning rate is 0 · + raises it", "stuck: lr 0 · + raises it"], isBad: true)
    case .stuck:
      let rate = report.snapshot.rateText
      self.init(
        [
          "stuck: at lr \(rate) no weight moves in float32 · + raises the rate",
          "stuck at lr \(rate) · + raises it",
        ],
        isBad: true)
    case .growing(let place, let weight):
      let text =
        "diverging: \(Symbol.number(place)) is \(NumberText.compact(Double(weight), width: 8)) and grows"
      self.init([text + " · b goes back, r restarts", text + " · b goes back", text], isBad: true)
    case .cutOff:
      self.init(
        [
          "no gradient: every ∂L/∂W of this step is 0, the loss is not · - lowers the rate, then r restarts",
          "no gradient: every ∂L/∂W is 0 · - and then r", "no gradient",
        ],
        isBad: true)
    case .farAbove:
      self.init(
        [
          "the loss is far above that of the first steps · - lowers the rate, then r restarts",
          "the loss is far above its start · - and then r", "the loss is far above its start",
        ],
        isBad: true)
    case .rising:
      self.init(
        [
          "diverging: the loss rises · - lowers the rate, b goes back",
          "diverging: the loss rises · - lowers the rate", "diverging: the loss rises",
        ],
        isBad: true)
    }
  }
}
