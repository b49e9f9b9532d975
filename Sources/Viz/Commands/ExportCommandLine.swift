import ArgumentParser
import Engine
import Formats
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
          viz export --preset digits --seed 1 --epochs 20 -o digits.npz --optimizer-state
        """))
  }

  /// What can be written.
  enum Form: Equatable {
    case arrays(ArrayFile.Kind)
    case csv
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
    let form = try form
    let configuration = try training.configuration(
      fallbackSeed: TrainingOptions.drawSeed(),
      state: optimizerState
        ? training.network.weightFile.flatMap { try WeightFile($0).hasState ? $0 : nil } : nil)
    let trainer = Trainer(configuration)
    let steps = try length.count(batchesPerEpoch: trainer.sampling.batchesPerEpoch)
    let tensors = try tensors(of: trainer, form)
    var output = try OutputFile(path)
    do {
      trainer.run(until: trainer.step.countingOn(by: steps))
      if let fault = trainer.fault {
        throw Failure(say("error.trainingStopped", "training stopped: \(fault)"))
      }
      try write(try tensors(), of: trainer, form, to: &output)
    } catch {
      output.discard()
      throw error
    }
    try output.finish()
    if !keepsData(form), trainer.configuration.data.standardization != nil {
      try DescriptorWriter.tell(
        say(
          "told.standardizationLost",
          "\(path) does not keep how the features were standardized; .safetensors does, for viz predict"))
    }
    if training.seed == nil, let seed = trainer.seed {
      try DescriptorWriter.tell(say("told.seed", "seed \(seed)"))
    }
  }

  /// Whether a file keeps what is known of the rows.
  private func keepsData(_ form: Form) -> Bool { form == .arrays(.safetensors) || optimizerState }

  private var form: Form {
    get throws {
      let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
      let kinds: [ArrayFile.Kind] = [.safetensors, .npz, .npy]
      let form = ending == "csv" ? Form.csv : kinds.first { $0.rawValue == ending }.map { .arrays($0) }
      guard let form, path.contains(".") else {
        throw ValidationError(
          say(
            "error.outputEnding",
            "-o \(path): a name with one of .safetensors, .npz, .npy and .csv at its end is needed"))
      }
      if tensor != nil, form != .arrays(.npy) {
        throw ValidationError(
          say(
            "error.tensorForNPY",
            "--tensor is for a .npy file, which holds one; leave it out, or write to one"))
      }
      if optimizerState, form != .arrays(.safetensors), form != .arrays(.npz) {
        throw ValidationError(
          say(
            "error.stateNeedsMany",
            "--optimizer-state needs a .safetensors or .npz file, which hold many tensors"))
      }
      return form
    }
  }

  /// What gives the tensors that are wanted once the steps are taken; throws where the network has no such tensor.
  private func tensors(of trainer: Trainer, _ form: Form) throws -> () throws -> [NamedTensor] {
    let parameters = trainer.network.parameters
    let names = parameters.map(\.name)
    if let tensor, !names.contains(tensor) {
      throw ValidationError(
        say("error.noTensor", "--tensor \(tensor): the network's are \(names.joined(separator: ", "))"))
    }
    if form == .arrays(.npy), tensor == nil, names.count > 1 {
      throw ValidationError(
        say(
          "error.oneTensor",
          """
          -o \(path): a .npy file holds one tensor; --tensor with one of \(names.joined(separator: ", ")) is needed
          """)
      )
    }
    return {
      let chosen = parameters.filter { tensor == nil || $0.name == tensor }
      return chosen.map { NamedTensor(name: $0.name, tensor: $0.tensor) }
        + (optimizerState
          ? try RunRecord.tensors(of: RunStart(of: trainer), trainer.network.architecture.parameters) : [])
    }
  }

  private func write(
    _ tensors: [NamedTensor], of trainer: Trainer, _ form: Form, to output: inout OutputFile
  ) throws {
    let data = DataRecord(trainer.configuration.data)
    switch form {
    case .csv:
      try output.write("weight,value\n")
      for tensor in tensors {
        for (index, number) in tensor.tensor.elements.enumerated() {
          let place = Place(tensor: tensor.name, index: tensor.tensor.indices(at: index))
          try output.write("\(place),\(number)\n")
        }
      }
    case .arrays(let kind):
      let isSafetensors = kind == .safetensors
      // An archive of arrays has no other place; without the state it holds the state dict alone.
      let extra = optimizerState && !isSafetensors ? [try RunRecord.bytes(data, name: DataRecord.name)] : []
      let metadata = isSafetensors ? [("format", "pt"), (DataRecord.name, try data.text)] : []
      try ArrayFile.write(tensors + extra, metadata: metadata, as: kind, name: path) { try output.write($0) }
    }
  }
}
