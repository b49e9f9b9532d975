import ArgumentParser
import CNcurses
import Glibc
import Languages

/// The command line's root; `viz` alone is `viz run`.
struct VizCommand: ParsableCommand {
  static let version = "0.2.0"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "viz",
      abstract: say(
        "command.viz", "Train a network before your eyes, or watch PyTorch train yours, and steer it by keys."
      ),
      usage: say("command.vizUsage", "viz [<command>] [<options>]"),
      discussion: say(
        "command.vizDiscussion",
        """
        Without a command, the options are those of run.

        Examples:
          viz --seed 7
          viz trace --preset circle --seed 7 --epochs 3 --every 25
          viz watch -- python train.py
        """),
      version: version,
      subcommands: [
        RunCommandLine.self, TraceCommandLine.self, ScriptCommandLine.self, CheckCommandLine.self,
        PoolCommandLine.self,
        RenderCommandLine.self, ExportCommandLine.self, PredictCommandLine.self, WatchCommandLine.self,
        AttachCommandLine.self, OpenCommandLine.self, ReplayCommandLine.self, CastCommandLine.self,
        LessonCommandLine.self,
        PythonPathCommandLine.self, ManualCommandLine.self,
      ],
      defaultSubcommand: RunCommandLine.self)
  }
}

/// The program `viz`.
public enum Program {
  /// Runs the command that the process was started with; every error is one line on stderr.
  public static func main() {
    cncurses_guard_process()
    holdStandardDescriptors()
    // A file that reaches the shell's limit is an error of writing, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = CommandLine.arguments.dropFirst()
    let wantsHelp = arguments.contains { ["help", "--help", "-h", "manual"].contains($0) }
    // The words of options are made before any is parsed.
    Language.$current.withValue(language(of: arguments)) {
      HelpPage.$isWanted.withValue(wantsHelp) {
        do {
          try CommandAdvice.checkHelp(arguments)
          var command = try VizCommand.parseAsRoot()
          try command.run()
        } catch {
          exit(end(by: error))
        }
      }
    }
  }

  /// The language that a command line asks for, or else the locale, where the terminal takes its characters; frames without
  /// a terminal look at no locale.
  static func language(
    of arguments: some Collection<String>,
    environment: (String) -> String? = environmentVariable
  ) -> Language {
    // What stands behind -- is another program's.
    let words = Array(arguments.prefix { $0 != "--" })
    let place = words.firstIndex { $0 == "--lang" || $0.hasPrefix("--lang=") }
    let asked = place.map { place in
      words[place].hasPrefix("--lang=")
        ? String(words[place].dropFirst(7)) : words[(place + 1)...].first ?? ""
    }
    if let language = asked.flatMap(Language.init) { return language }
    let isStill = ["render", "cast"].contains(words.first)
    guard asked == "auto" || !isStill, CharacterSet.namesUTF8(environment) else { return .english }
    return .asked(by: environment)
  }

  /// Tells what ended the command and returns the exit status: help goes to stdout, what went wrong to stderr.
  private static func end(by error: any Error) -> Int32 {
    let code = VizCommand.exitCode(for: error)
    if error is ExitCode { return code.rawValue }
    if code.isSuccess {
      do {
        try DescriptorWriter.print(CompletionScript.completed(ParserWords.fullMessage(for: error)) + "\n")
        return 0
      } catch {
        return end(by: error)
      }
    }
    let message =
      CommandAdvice(CommandLine.arguments.dropFirst(), error)?.text
      ?? ParserWords.translated(VizCommand.message(for: error))
    try? DescriptorWriter.tell(message)
    return code == .validationFailure ? 64 : 1
  }

  /// Occupies the standard descriptors that whoever started the program has closed, so that no file of its own gets
  /// such a number and what is meant for people; writing to them still fails.
  private static func holdStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
