import CNcurses
import Engine
import Languages

/// The full screen for a run that trains by itself, or did.
struct WatchScreen {
  let look: LookOptions
  var scenes = SceneList.watched

  /// Throws where there is no screen to show anything on; `refusal` says of what is no terminal what can be done without
  /// one.
  static func check(_ refusal: (_ name: String) -> String = Self.noTerminal) throws {
    if let stream = StandardStream.withoutTerminal { throw Failure(refusal(stream.rawValue)) }
  }

  private static func noTerminal(_ name: String) -> String {
    say(
      "error.noTerminal",
      "\(name) is not a terminal; 'viz attach --format json' prints a run without a screen")
  }

  /// Shows the run that `start` gives until somebody leaves; the screen is given back before this returns.
  func show<Run: RunSource>(
    _ start: () throws -> (run: Run, first: RunReport)
  ) throws -> (run: Run, ending: EventLoop.Ending) {
    let terminal = try look.openTerminal()
    let language = LookOptions.language(of: terminal.look)
    return try Language.$current.withValue(language) {
      try SceneList.$all.withValue(scenes) {
        let (run, first): (Run, RunReport)
        let pooling: PoolingState
        do {
          (run, first) = try start()
          pooling = try PoolingState()
        } catch {
          terminal.close()
          throw error
        }
        var loop = EventLoop(
          terminal: terminal, run: run, firstReport: first, pooling: pooling, scene: 0,
          followsBackground: look.theme == nil)
        let ending = loop.runToEnd()
        terminal.close()
        return (run, ending)
      }
    }
  }

  /// Tells how it ended, and ends this process by the signal that asked for it, if one did.
  static func finish(_ words: String?, _ ending: EventLoop.Ending) throws {
    // A shell that has the terminal again writes on it itself.
    if let words, !cncurses_is_background() {
      cncurses_guard_output(true)
      defer { cncurses_guard_output(false) }
      try? DescriptorWriter.print("viz: \(words)\n")
    }
    var signal = cncurses_guard_request()
    if case .signal(let first) = ending { signal = first }
    if signal != 0 { cncurses_die_by(signal) }
  }
}

extension Double {
  /// The number with so many figures, as no more are told.
  fileprivate func rounded(toFigures count: Int) -> Double {
    Double(NumberText.plain(NumberText.shortest(self, figures: count))) ?? self
  }
}

extension WatchedRun {
  /// Where the run stands, in one line.
  var summary: String {
    let snapshot = report.snapshot
    guard !snapshot.parameters.isEmpty else { return say("told.noStep", "no step of an optimizer was seen") }
    return StepRecord.text(
      step: snapshot.step, loss: snapshot.loss, learningRate: snapshot.learningRate.rounded(toFigures: 4),
      optimizer: snapshot.optimizer.rule)
  }
}
