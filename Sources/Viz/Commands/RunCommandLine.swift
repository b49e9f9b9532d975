import ArgumentParser
import CNcurses
import Engine
import Glibc
import Languages

/// `viz run`: the full screen.
struct RunCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: say("command.run", "Train on the full screen, steered by keys (the default)."),
      usage: say("command.runUsage", "viz [run] [<options>]"),
      discussion: say(
        "command.runDiscussion",
        """
        On the screen, ? lists the keys of the scene that is shown: space runs and pauses, s takes a step, o switches \
        the optimizer, + and - change the learning rate, 1 to \(SceneList.all.count) show the scenes, q quits.

        Examples:
          viz --seed 7
          viz --preset spiral --speed max --log run.jsonl --every 100
        """))
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup
  var state: StateOptions

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var screen: ScreenOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.speed", "Steps a second, or max. (default: 100)"), valueName: say("value.pace", "rate")),
    completion: .list(["1", "10", "100", "1000", "max"]), transform: OptionParsers.pace)
  var speed = Pace.standard

  @Flag(help: ArgumentHelp(say("option.paused", "Start paused.")))
  var paused = false

  @Flag(help: ArgumentHelp(say("option.noMouse", "Leave the mouse to the terminal, in every scene.")))
  var noMouse = false

  @Flag(
    help: ArgumentHelp(
      say("option.bell", "Ring the terminal's bell when training has converged or has stopped by itself.")))
  var bell = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.stopAt", "Pause after this step. (default: never)"), valueName: "n"),
    transform: OptionParsers.count)
  var stopAt: Int?

  @Option(
    name: .customLong("log"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.log",
        """
        Write the run to a file as viz trace prints it, with a line for each key that changed it. The file grows \
        while the run goes on; an older one is replaced. (default: none)
        """), valueName: say("value.file", "file")),
    completion: .file())
  var logPath: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.logEvery", "Log each k-th step, and the last. (default: 1)"), valueName: "k"),
    transform: OptionParsers.positive)
  var every: Int?

  /// What decides nothing is refused.
  func validate() throws {
    if every != nil, logPath == nil {
      throw ValidationError(
        say("error.everyWithoutLog", "--every says how often --log writes: give --log a file too"))
    }
  }

  func run() throws {
    let configuration = try training.configuration(
      fallbackSeed: TrainingOptions.drawSeed(), hasKeys: true, state: state.path)
    guard isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        say("error.stdoutNoTerminal", "stdout is not a terminal; 'viz trace' prints a run without a screen"))
    }
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(
        say(
          "error.stdinNoTerminal",
          "stdin is not a terminal, so there are no keys; 'viz trace' prints a run without a screen"))
    }
    let pooling = try screen.poolingState(seed: configuration.seed)
    var log = try logPath.map { try RunLog(path: $0, every: every ?? 1) }
    let terminal: Terminal
    do {
      terminal = try screen.look.openTerminal()
    } catch {
      log?.discard()
      throw error
    }
    let (wake, paused, speed, stopAt, startedLog) = (terminal.wakeDescriptor, paused, speed, stopAt, log)
    let thread = TrainingThread(
      makeSession: {
        Session(configuration, isRunning: !paused, pace: speed, stopAt: stopAt, log: startedLog)
      },
      onReport: {
        var byte: UInt8 = 0
        _ = write(wake, &byte, 1)
      })
    var ending = EventLoop.Ending.quit
    var last: AppState?
    if let first = firstReport(of: thread, terminal, &ending) {
      var loop = EventLoop(
        terminal: terminal, run: thread, firstReport: first, pooling: pooling, scene: screen.scene,
        mayTakeMouse: !noMouse, mayRing: bell, followsBackground: screen.look.theme == nil)
      ending = loop.runToEnd()
      last = loop.state
    }
    waitForEnd(of: thread, terminal, &ending)
    let result = Result { try thread.end() }
    terminal.close()
    let final = thread.finalReport ?? last?.report
    try finish(final?.snapshot, result, ending)
  }

  /// Waits until the log is written, and takes note meanwhile of who asks for the end.
  private func waitForEnd(
    of thread: TrainingThread, _ terminal: Terminal, _ ending: inout EventLoop.Ending
  ) {
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
  private func firstReport(
    of thread: TrainingThread, _ terminal: Terminal, _ ending: inout EventLoop.Ending
  ) -> RunReport? {
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
