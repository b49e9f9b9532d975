import ArgumentParser
import Glibc

/// The command line's root; `viz` alone is `viz run`.
struct VizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "viz",
    abstract: "Train a small model before your eyes, and steer it by keys.",
    version: "0.1.0",
    subcommands: [
      RunCommandLine.self, TraceCommandLine.self, CheckCommandLine.self, PoolCommandLine.self,
      RenderCommandLine.self,
    ],
    defaultSubcommand: RunCommandLine.self
  )
}

/// Something that went wrong beside the command line itself: one line on stderr, exit 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// The program `viz`.
public enum Program {
  /// Runs the command that the process was started with; every error is one line on stderr.
  public static func main() {
    do {
      var command = try VizCommand.parseAsRoot()
      try command.run()
    } catch {
      let code = VizCommand.exitCode(for: error)
      if code.isSuccess || error is ExitCode { VizCommand.exit(withError: error) }
      let message = VizCommand.message(for: error).split(separator: "\n").joined(separator: " ")
      try? DescriptorWriter.tell(message)
      exit(code == .validationFailure ? 64 : 1)
    }
  }
}
