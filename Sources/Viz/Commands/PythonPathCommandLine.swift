import ArgumentParser
import Languages

/// `viz python-path`: the folder that lets PyTorch runs be watched.
struct PythonPathCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "python-path",
      abstract: say("command.pythonPath", "Print the folder of the Python side, for PYTHONPATH."),
      usage: "viz python-path",
      discussion: say(
        "command.pythonPathDiscussion",
        """
        With that folder in front of PYTHONPATH, each PyTorch program that takes a step of an optimizer can be attached to. \
        Where Python leaves PYTHONPATH out of account, two lines in the program do the same, once the folder is on sys.path: \
        import viz_torch; viz_torch.watch(model).

        Examples:
          PYTHONPATH=$(viz python-path) python train.py
          PYTHONPATH=$(viz python-path) torchrun --nproc-per-node=2 train.py
        """))
  }

  func run() throws {
    try DescriptorWriter.print(try PythonFolder().path + "\n")
  }
}
