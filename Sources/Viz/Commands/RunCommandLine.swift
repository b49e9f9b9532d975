import ArgumentParser
import CNcurses
import Engine
import Glibc

/// `viz run`: the full screen.
struct RunCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Train on the full screen, steered by keys (the default).")

  @OptionGroup(title: "Training")
  var training: TrainingOptions

  @OptionGroup(title: "Screen")
  var screen: ScreenOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Steps a second, or max.", valueName: "rate"),
    transform: OptionParsers.pace)
  var speed = Pace.standard

  @Flag(help: "Start paused.")
  var paused = false

  @Flag(help: "Leave the mouse to the terminal, in every scene.")
  var noMouse = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Pause after this step.", valueName: "n"),
    transform: OptionParsers.count)
  var stopAt: Int?

  @Option(
    name: .customLong("log"), parsing: .unconditional,
    help: ArgumentHelp("Write the run to a file as viz trace prints it.", valueName: "file"))
  var logPath: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Log each k-th step, and the last.", valueName: "k"),
    transform: OptionParsers.positive)
  var every = 1

  func run() throws {
    guard isatty(STDOUT_FILENO) == 1 else {
      throw Failure("stdout is not a terminal; 'viz trace' prints a run without a screen")
    }
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(
        "stdin is not a terminal, so there are no keys; 'viz trace' prints a run without a screen")
    }
    let log = try logPath.map { try RunLog(path: $0, every: every) }
    let configuration = training.configuration(fallbackSeed: TrainingOptions.drawSeed())
    let pooling = try screen.poolingState(seed: configuration.seed)
    let terminal: Terminal
    do {
      terminal = try openTerminal()
    } catch {
      log?.discard()
      throw error
    }
    let (wake, paused, speed, stopAt) = (terminal.wakeDescriptor, paused, speed, stopAt)
    let thread = TrainingThread(
      makeSession: {
        Session(configuration, isRunning: !paused, pace: speed, stopAt: stopAt, log: log)
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
        mayTakeMouse: !noMouse)
      ending = loop.runToEnd()
      last = loop.state
    }
    let result = Result { try thread.end() }
    let final = thread.finalReport ?? last?.report
    terminal.close()
    if let final { try printSummary(final.snapshot) }
    try result.get()
    if case .signal(let signal) = ending { cncurses_die_by(signal) }
  }

  private func openTerminal() throws -> Terminal {
    do throws(Terminal.Failure) {
      return try Terminal(depth: screen.color, ascii: screen.ascii)
    } catch {
      switch error {
      case .unknownTerminal(let name):
        throw Failure(
          "terminfo does not know the terminal '\(name)'; set TERM, for instance to xterm-256color")
      case .noCursorPlacement(let name):
        throw Failure(
          "the terminal '\(name)' cannot place its cursor; set TERM, for instance to xterm-256color")
      case .noPipe:
        throw Failure("no pipe can be opened: \(systemErrorText())")
      }
    }
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
      optimizer: snapshot.optimizer)
    var stdout = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    try stdout.write("viz: \(run)  seed \(snapshot.seed.map { String($0) } ?? "none, weights given")\n")
    // A terminal that is gone has nobody to tell.
    try? stdout.flush()
  }
}
