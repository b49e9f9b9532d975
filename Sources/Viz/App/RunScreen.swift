import CNcurses
import Engine
import Glibc
import Languages

/// The full screen for a run of one's own, from its first frame to its last line.
struct RunScreen {
  private let terminal: Terminal
  /// Whether the theme is to be found from the terminal's background.
  private let followsBackground: Bool

  /// Throws where there is no screen to show a run on.
  static func check() throws {
    switch StandardStream.withoutTerminal {
    case .stdout:
      throw Failure(
        say("error.stdoutNoTerminal", "stdout is not a terminal; 'viz trace' prints a run without a screen"))
    case .stdin:
      throw Failure(
        say(
          "error.stdinNoTerminal",
          "stdin is not a terminal, so there are no keys; 'viz trace' prints a run without a screen"))
    case nil: break
    }
  }

  /// Takes the terminal.
  init(_ look: LookOptions) throws {
    terminal = try look.openTerminal()
    followsBackground = look.theme == nil
  }

  /// Shows the session that `makeSession` gives until somebody leaves, gives the screen back and tells how the run ended.
  func show(
    scene: Int = 0, lesson: LessonScript? = nil, _ pooling: PoolingState, takesMouse: Bool = true,
    rings: Bool = false, framesPerSecond: Int? = nil, _ makeSession: @escaping @Sendable () -> Session
  ) throws {
    try Language.$current.withValue(LookOptions.language(of: terminal.look)) {
      try run(
        scene, lesson, pooling, takesMouse: takesMouse, rings: rings, framesPerSecond: framesPerSecond,
        makeSession)
    }
  }

  private func run(
    _ scene: Int, _ lesson: LessonScript?, _ pooling: PoolingState, takesMouse: Bool, rings: Bool,
    framesPerSecond: Int?, _ makeSession: @escaping @Sendable () -> Session
  ) throws {
    let wake = terminal.wakeDescriptor
    let thread = TrainingThread(
      makeSession: makeSession,
      onReport: {
        var byte: UInt8 = 0
        _ = write(wake, &byte, 1)
      })
    var ending = EventLoop.Ending.quit
    var last: AppState?
    if let first = firstReport(of: thread, &ending) {
      var loop = EventLoop(
        terminal: terminal, run: thread, firstReport: first, pooling: pooling, scene: scene, lesson: lesson,
        mayTakeMouse: takesMouse, mayRing: rings, followsBackground: followsBackground,
        framesPerSecond: framesPerSecond)
      ending = loop.runToEnd()
      last = loop.state
    }
    waitForEnd(of: thread, &ending)
    let result = Result { try thread.end() }
    terminal.close()
    let final = thread.finalReport ?? last?.report
    try finish(final?.snapshot, result, ending)
  }

  /// Waits until the log is written, and takes note meanwhile of who asks for the end.
  private func waitForEnd(of thread: TrainingThread, _ ending: inout EventLoop.Ending) {
    let start = ContinuousClock().now
    var isPatient = true
    thread.askToEnd()
    while !thread.hasEnded {
      let (events, isGone) = terminal.wait(milliseconds: 100, takesKeys: false)
      for event in events {
        switch event {
        case .ended(let signal): if ending == .quit { ending = .signal(signal) }
        case .suspended: terminal.suspend()
        case .resized, .continued, .woken: break
        }
      }
      if isGone {
        if ending == .quit { ending = .signal(SIGHUP) }
        break
      }
      if isPatient, ContinuousClock().now - start > Self.patience {
        isPatient = false
        terminal.leave()
        // A terminal that is gone has nobody to tell.
        try? DescriptorWriter.tell(
          say("told.logUnfinished", "the log is still being written; interrupt three times to give it up"))
      }
    }
    cncurses_guard_progress()
  }

  /// How long a log may take to be written before the screen is given back for it.
  private static let patience = Duration.seconds(1)

  /// Tells how the run ended, and ends the process by the signal that asked for it, if one did.
  private func finish(
    _ snapshot: Snapshot?, _ result: Result<Void, any Error>, _ ending: EventLoop.Ending
  ) throws {
    // A shell that has the terminal again writes on it itself.
    if let snapshot, !cncurses_is_background() { try printSummary(snapshot) }
    var signal = cncurses_guard_request()
    if case .signal(let first) = ending { signal = first }
    guard signal != 0 else { return try result.get() }
    if case .failure(let error) = result { try? DescriptorWriter.tell("\(error)") }
    cncurses_die_by(signal)
  }

  /// Waits for the run to come up.
  private func firstReport(of thread: TrainingThread, _ ending: inout EventLoop.Ending) -> RunReport? {
    while true {
      if let report = thread.takeReport() { return report }
      let (events, isGone) = terminal.wait(milliseconds: -1)
      for event in events {
        switch event {
        case .ended(let signal):
          ending = .signal(signal)
          return nil
        case .suspended: terminal.suspend()
        case .resized: terminal.resize()
        case .continued: terminal.takeAgain()
        case .woken: break
        }
      }
      if isGone {
        ending = .signal(SIGHUP)
        return nil
      }
    }
  }

  private func printSummary(_ snapshot: Snapshot) throws {
    let run = StepRecord.text(
      step: snapshot.step, loss: snapshot.loss, learningRate: snapshot.learningRate,
      optimizer: snapshot.optimizer.rule)
    var stdout = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    cncurses_guard_output(true)
    defer { cncurses_guard_output(false) }
    let seed =
      snapshot.seed.map { say("told.seed", "seed \($0)") }
      ?? say("told.seedNone", "seed none, weights given")
    try stdout.write("viz: \(run)  \(seed)\n")
    // A terminal that is gone has nobody to tell.
    try? stdout.flush()
  }
}
