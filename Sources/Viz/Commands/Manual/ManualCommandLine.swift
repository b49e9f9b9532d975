import ArgumentParser
import Languages

/// `viz manual`: the manual page.
struct ManualCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "manual",
      abstract: say("command.manual", "Print the manual page, for man."),
      usage: "viz manual",
      discussion: say(
        "command.manualDiscussion",
        """
        All commands with their options, all keys, files and variables, as a page of man: made from what --help and ? \
        are made from.

        Examples:
          viz manual | man -l -
          viz manual > viz.1
        """))
  }

  func run() throws {
    try DescriptorWriter.print(try Manual().text)
  }
}
