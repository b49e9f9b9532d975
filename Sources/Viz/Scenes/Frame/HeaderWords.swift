import Languages

extension Header {
  /// What stands before the numbers of the first line.
  enum Labels {
    static var step: String { say("frame.step", "step") }
    static var epoch: String { say("frame.epoch", "epoch") }
    static var seed: String { say("frame.seed", "seed") }
  }

  /// What a run does, each with its sign.
  enum RunWords {
    static var stopped: String { "✗ " + say("frame.stopped", "stopped") }
    static var going: String { "→ " + say("frame.going", "going") }
    static var racing: String { "▶ " + say("frame.racing", "racing") }
    static var race: String { "‖ " + say("frame.race", "race") }
    static var paused: String { "‖ " + say("frame.paused", "paused") }
    static var running: String { "▶ " + say("frame.running", "running") }
    static var replaying: String { "▶ " + say("frame.replay", "replay") }
    static var replayHeld: String { "‖ " + say("frame.replay", "replay") }

    static var all: [String] { [stopped, going, racing, race, paused, running, replaying, replayHeld] }
  }

  /// The columns that the parts of the first line take with what parts them: the step with nine figures, the word for what
  /// the run does, the epoch with five, and the seed without its figures.
  struct ProgressWidths {
    let step: Int
    let word: Int
    let epoch: Int
    let seed: Int

    init(_ canvas: Canvas) {
      step = canvas.columns(Labels.step) + 2 + 9
      word = (RunWords.all.map { canvas.columns($0) }.max() ?? 0) + 1
      epoch = canvas.columns(Labels.epoch) + 3 + 5
      seed = canvas.columns(Labels.seed) + 3
    }
  }
}
