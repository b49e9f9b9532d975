import ArgumentParser
import Engine
import Languages

/// `viz export`: the weights of a run as a file for others.
struct ExportCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: say("command.export", "Write the weights that a run has after some steps to a file."),
      usage: say("command.exportUsage", "viz export [<options>] -o <file>"),
      discussion: say(
        "command.exportDiscussion",
        """
        The file's ending decides its form: .safetensors or .npz with all tensors by the names of PyTorch's state dict, .npy \
        with one, .csv with a line for each number. --weights reads the first three.

        Examples:
          viz export --preset spiral --seed 7 --epochs 300 -o spiral.safetensors
          viz export --preset digits --seed 1 -o digits.npz --optimizer-state
        """))
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup(title: say("option.lengthTitle", "Length"))
  var length: LengthOptions

  @Option(
    name: [.customShort("o"), .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp(
      say("option.output", "The file to write; its ending is one of .safetensors, .npz, .npy and .csv."),
      valueName: say("value.file", "file")),
    completion: .file())
  var path: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.tensor", "The tensor of a .npy file. (default: the only one)"),
      valueName: say("value.name", "name")))
  var tensor: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "option.exportState",
        """
        Write the optimizer's state too, and what a run needs to go on with --optimizer-state; of --weights that \
        have it, go on with it.
        """)))
  var optimizerState = false

  func run() throws {
    let export = try export()
    let configuration = try training.configuration(
      fallbackSeed: TrainingOptions.drawSeed(),
      state: optimizerState
        ? training.network.weightFile.flatMap { try WeightFile($0).hasState ? $0 : nil } : nil)
    let trainer = Trainer(configuration)
    let steps = try length.count(batchesPerEpoch: trainer.sampling.batchesPerEpoch)
    try check(export, trainer)
    var output = try OutputFile(path)
    do {
      trainer.run(until: trainer.step.countingOn(by: steps))
      if let fault = trainer.fault {
        throw Failure(say("error.trainingStopped", "training stopped: \(fault)"))
      }
      try export.write(trainer, to: &output)
    } catch {
      output.discard()
      throw error
    }
    try output.finish()
    if !export.keepsData, trainer.configuration.data.standardization != nil {
      try DescriptorWriter.tell(
        say(
          "told.standardizationLost",
          "\(path) does not keep how the features were standardized; .safetensors does, for viz predict"))
    }
    if training.seed == nil, let seed = trainer.seed {
      try DescriptorWriter.tell(say("told.seed", "seed \(seed)"))
    }
  }

  /// What the options ask for; throws where they do not go together.
  private func export() throws -> WeightExport {
    let export: WeightExport
    do {
      export = try WeightExport(path: path, tensor: tensor, withState: optimizerState)
    } catch {
      throw ValidationError(say("error.ofOption", "\("-o \(path)"): \(error)"))
    }
    if tensor != nil, !export.holdsOneTensor {
      throw ValidationError(
        say(
          "error.tensorForNPY", "--tensor is for a .npy file, which holds one; leave it out, or write to one")
      )
    }
    if optimizerState, !export.holdsState {
      throw ValidationError(
        say(
          "error.stateNeedsMany",
          "--optimizer-state needs a .safetensors or .npz file, which hold many tensors"))
    }
    return export
  }

  /// Throws where the network lacks the tensor that is asked for, or has more than the file holds.
  private func check(_ export: WeightExport, _ trainer: Trainer) throws {
    let all = trainer.network.parameters.map(\.name)
    let names = all.joined(separator: ", ")
    if let tensor, !all.contains(tensor) {
      throw ValidationError(say("error.noTensor", "--tensor \(tensor): the network's are \(names)"))
    }
    do {
      try export.check(trainer)
    } catch {
      throw ValidationError(
        say(
          "error.oneTensor",
          "-o \(path): a .npy file holds one tensor; --tensor with one of \(names) is needed"))
    }
  }
}
