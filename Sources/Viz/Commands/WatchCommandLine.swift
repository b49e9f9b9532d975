import ArgumentParser
import Glibc
import Languages

/// `viz watch`: starts a program that trains with PyTorch, and shows and steers it.
struct WatchCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch",
      abstract: say("command.watch", "Start a PyTorch program and watch and steer its training."),
      usage: say("command.watchUsage", "viz watch [<options>] -- <command> ..."),
      discussion: say(
        "command.watchDiscussion",
        """
        The program needs no edit. It runs in a session of its own, its output in a file; q asks whether to leave it running, \
        which viz attach comes back to, or to stop it. Untouched, it computes the same numbers as without viz.

        Examples:
          viz watch -- python train.py --lr 0.1
          viz watch --output train.log -- torchrun --nproc-per-node=2 train.py
        """))
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.cwd", "Folder to start it in. (default: this one)"),
      valueName: say("value.folder", "folder")),
    completion: .directory)
  var cwd: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.watchOutput",
        """
        File for all that it prints; an older one is replaced. What is changed is written beside it. (default: one \
        in ~/.local/state/viz)
        """), valueName: say("value.file", "file")), completion: .file())
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say("option.hold", "Keep a paused run paused when nobody watches any more, and not for a minute only."))
  )
  var hold = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.replay",
        "Do again, at the same steps, what the steering log of an earlier run tells. (default: nothing)"),
      valueName: say("value.file", "file")), completion: .file())
  var replay: String?

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp(
      say("option.program", "The program with its arguments, behind --."),
      valueName: say("value.command", "command")))
  var command: [String] = []

  func validate() throws {
    if command.isEmpty {
      throw ValidationError(
        say("error.programMissing", "the program is missing: viz watch -- python train.py would be right"))
    }
  }

  /// The command as it is shown: without the folder of the program.
  private var title: String {
    let name = command[0].split(separator: "/").last.map { String($0) } ?? command[0]
    return ([name] + command.dropFirst()).joined(separator: " ")
  }

  func run() throws {
    try WatchScreen.check()
    let files = try WatchFiles(output: output, replay: replay, program: command)
    let python = try PythonFolder()
    let name = "\(getpid())-\(UInt64.random(in: 0..<1 << 48))"
    let environment = files.environment(python: python.path, run: name, holds: hold)
    let (run, ending) = try WatchScreen(look: look).show {
      let program = try StartedProgram(
        command, folder: cwd, environment: environment, output: files.output)
      let run = try WatchedRun(
        watching: program, command: title, name: name, output: files.output)
      return (run, run.report)
    }
    let status = run.status
    let place = say("told.outputIn", "its output is in \(files.output)")
    let fate: String
    if let status {
      fate = say("told.ended", "\(run.summary); ended with status \(status)")
    } else if let process = run.process {
      fate =
        run.isHeld && !hold
        ? say(
          "told.goesOnSoon", "\(run.summary); process \(process) goes on in a minute, viz attach comes back")
        : say("told.leftRunning", "\(run.summary); process \(process) goes on, viz attach comes back")
    } else {
      fate = say("told.goesOn", "\(run.summary); process \(run.group) goes on")
    }
    try WatchScreen.finish("\(fate)\nviz: \(place)", ending)
    if let status, status != 0 { throw ExitCode(status) }
  }
}
