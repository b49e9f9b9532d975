import Engine
import Languages

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
      self.init(
        [
          say("notice.logEnded", "✗ the log ended: \(failure)"), say("notice.log", "✗ log: \(failure)"),
        ], isBad: true)
    } else if let race = report.race {
      guard let lane = race.lanes.first(where: { $0.fault != nil }), let fault = lane.fault else {
        return nil
      }
      self.init(Self.words(fault, lane: race.name(of: lane)), isBad: true)
    } else if let goal = report.goal {
      let step = NumberText.grouped(goal)
      self.init(
        [
          say("notice.goal", "going to step \(step) of \(NumberText.grouped(report.lastStep))"),
          say("notice.goalShort", "→ step \(step)"),
        ], isBad: false)
    } else if let fault = report.snapshot.fault {
      self.init(Self.words(fault), isBad: true)
    } else if condition == .training, let start = report.evaluations.overfittingStart {
      let epoch = start.epoch
      self.init(
        [
          say(
            "notice.overfitting",
            "overfitting since epoch \(epoch): worse on the rows held out, better on those learnt from · < slides back"
          ),
          say(
            "notice.overfittingLoss",
            "overfitting since epoch \(epoch): held-out loss has risen · < slides back"),
          say("notice.overfittingBack", "overfitting since epoch \(epoch) · < slides back"),
          say("notice.overfittingSince", "overfitting since epoch \(epoch)"),
          say("notice.overfittingShort", "overfitting"),
        ], isBad: false)
    } else {
      self.init(condition, report)
    }
  }

  /// Where a recording that is played stands, and how it is taken over.
  private init(_ replay: ReplayState) {
    let time = Header.duration(.seconds(replay.time))
    let whole = Header.duration(.seconds(replay.duration))
    let factor = NumberText.shortest(replay.factor)
    let place =
      replay.factor == 1
      ? say("notice.replay", "replay \(time) of \(whole)")
      : say("notice.replayFaster", "replay \(time) of \(whole), \(factor)×")
    self.init(
      replay.isOver
        ? [
          say("notice.replayOver", "the recording is over · space goes on from here, < goes back"),
          say("notice.replayOverShort", "replay over · space goes on"),
        ]
        : [
          say("notice.replayAdvice", "\(place) · a key that changes the run takes it over"), place,
          say("notice.replayShort", "replay \(time)"),
        ],
      isBad: false)
  }

  private static func words(_ fault: NonFinite) -> [String] {
    let (step, subject) = (fault.step, Symbol.subject(fault))
    return [
      say("notice.faultAdvice", "✗ after step \(step) the \(subject) · - lowers the rate, then b or r"),
      say("notice.fault", "✗ after step \(step) the \(subject)"),
      say("notice.faultShort", "✗ step \(step): \(subject)"),
    ]
  }

  /// The same of a lane of a race.
  private static func words(_ fault: NonFinite, lane: String) -> [String] {
    let (step, subject) = (fault.step, Symbol.subject(fault))
    return [
      say(
        "notice.laneFaultAdvice",
        "✗ \(lane): after step \(step) the \(subject) · - lowers the rate, then b or r"),
      say("notice.laneFault", "✗ \(lane): after step \(step) the \(subject)"),
      say("notice.laneFaultShort", "✗ \(lane) step \(step): \(subject)"),
    ]
  }

  private init?(_ condition: Condition, _ report: RunReport) {
    switch condition {
    case .training:
      return nil
    case .saturated(let outputs):
      let isWhole = outputs.count == report.snapshot.prediction.count
      let name = isWhole ? "p" : Symbol.element("p", outputs[0])
      let words =
        isWhole
        ? say("notice.saturated", "saturated")
        : outputs.count == 1
          ? say("notice.saturatedOne", "\(name) saturated")
          : say("notice.saturatedMore", "\(name) and \(outputs.count - 1) more saturated")
      self.init(
        [
          say(
            "notice.saturatedAdvice",
            "\(words): \(name)(1−\(name)) ≈ 0, no gradient left · - lowers the rate, then r restarts"),
          say("notice.saturatedKeys", "\(words): no gradient left · - and then r"),
          say("notice.saturatedShort", "\(words): no gradient left"),
        ],
        isBad: true)
    case .converged:
      self.init(
        [
          say(
            "notice.convergedAdvice",
            "converged: no weight moves any more in float32 · + may go farther, r restarts"),
          say("notice.convergedKeys", "converged: no weight moves · r restarts"),
          say("notice.convergedWhy", "converged: no weight moves"),
          say("notice.converged", "converged"),
        ],
        isBad: false)
    case .stuck where report.snapshot.learningRate == 0:
      self.init(
        [
          say("notice.stuckZero", "stuck: the learning rate is 0 · + raises it"),
          say("notice.stuckZeroShort", "stuck: lr 0 · + raises it"),
        ], isBad: true)
    case .stuck:
      let rate = report.snapshot.rateText
      self.init(
        [
          say("notice.stuck", "stuck: at lr \(rate) no weight moves in float32 · + raises the rate"),
          say("notice.stuckShort", "stuck at lr \(rate) · + raises it"),
        ],
        isBad: true)
    case .growing(let place, let weight):
      let (name, value) = (Symbol.number(place), NumberText.compact(Double(weight), width: 8))
      self.init(
        [
          say(
            "notice.growingAdvice", "diverging: \(name) is \(value) and grows · b goes back, r restarts"),
          say("notice.growingKeys", "diverging: \(name) is \(value) and grows · b goes back"),
          say("notice.growing", "diverging: \(name) is \(value) and grows"),
        ], isBad: true)
    case .cutOff:
      self.init(
        [
          say(
            "notice.cutOffAdvice",
            "no gradient: every ∂L/∂W of this step is 0, the loss is not · - lowers the rate, then r restarts"
          ),
          say("notice.cutOffKeys", "no gradient: every ∂L/∂W is 0 · - and then r"),
          say("notice.cutOff", "no gradient"),
        ],
        isBad: true)
    case .farAbove:
      self.init(
        [
          say(
            "notice.farAboveAdvice",
            "the loss is far above that of the first steps · - lowers the rate, then r restarts"),
          say("notice.farAboveKeys", "the loss is far above its start · - and then r"),
          say("notice.farAbove", "the loss is far above its start"),
        ],
        isBad: true)
    case .rising:
      self.init(
        [
          say("notice.risingAdvice", "diverging: the loss rises · - lowers the rate, b goes back"),
          say("notice.risingKeys", "diverging: the loss rises · - lowers the rate"),
          say("notice.rising", "diverging: the loss rises"),
        ],
        isBad: true)
    }
  }
}
