import Engine
import Formats
import Glibc
import Languages

/// The weights of a run as a file for others, in the form that its name's ending says.
struct WeightExport {
  /// What can be written.
  private enum Form: Equatable {
    case arrays(ArrayFile.Kind)
    case csv
  }

  let path: String
  private let form: Form
  /// The only tensor that is wanted.
  private let tensor: String?
  /// Whether the optimizer's state is wanted, and what a run needs to go on.
  private let withState: Bool

  /// Why weights cannot be written so, as one line that names no option: a key asks for it as well.
  enum Refusal: Error, Equatable, CustomStringConvertible {
    /// The file's name has no known ending.
    case ending
    /// The file has room for one tensor, and the network has these.
    case tensors([String])

    var description: String {
      switch self {
      case .ending:
        say(
          "file.weightEnding",
          "a name with one of .safetensors, .npz, .npy and .csv at its end is needed")
      case .tensors(let names):
        say(
          "file.oneTensor",
          "a .npy file holds one tensor, and the network has \(names.count); .safetensors, .npz and .csv hold all"
        )
      }
    }
  }

  /// An export to `path`.
  init(path: String, tensor: String? = nil, withState: Bool = false) throws(Refusal) {
    (self.path, self.tensor, self.withState) = (path, tensor, withState)
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let kinds: [ArrayFile.Kind] = [.safetensors, .npz, .npy]
    let form = ending == "csv" ? Form.csv : kinds.first { $0.rawValue == ending }.map { .arrays($0) }
    guard let form, path.contains(".") else { throw .ending }
    self.form = form
  }

  /// Whether the file has room for one tensor alone.
  var holdsOneTensor: Bool { form == .arrays(.npy) }

  /// Whether the file has room for an optimizer's state.
  var holdsState: Bool { form == .arrays(.safetensors) || form == .arrays(.npz) }

  /// Whether the file keeps what is known of the rows.
  var keepsData: Bool { form == .arrays(.safetensors) || withState }

  /// Throws where the file has no room for all that a trainer's network has.
  func check(_ trainer: Trainer) throws(Refusal) {
    let names = trainer.network.parameters.map(\.name)
    if holdsOneTensor, tensor == nil, names.count > 1 { throw .tensors(names) }
  }

  /// Writes a trainer's weights to a file that there is not yet; throws in one line what is wrong.
  func writeNew(_ trainer: Trainer) throws {
    try check(trainer)
    if access(path, F_OK) == 0 {
      throw Failure(
        say("error.isThere", "\(path) is there already; another name would be right"))
    }
    var output = try OutputFile(path)
    do {
      try write(trainer, to: &output)
    } catch {
      output.discard()
      throw error
    }
    try output.finish()
  }

  /// Writes a trainer's weights.
  func write(_ trainer: Trainer, to output: inout OutputFile) throws {
    let parameters = trainer.network.parameters.filter { tensor == nil || $0.name == tensor }
    let tensors =
      parameters.map { NamedTensor(name: $0.name, tensor: $0.tensor) }
      + (withState
        ? try RunCheckpoint.tensors(of: RunStart(of: trainer), trainer.network.architecture.parameters) : [])
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
      let extra = withState && !isSafetensors ? [try RunCheckpoint.bytes(data, name: DataRecord.name)] : []
      let metadata = isSafetensors ? [("format", "pt"), (DataRecord.name, try data.text)] : []
      try ArrayFile.write(tensors + extra, metadata: metadata, as: kind, name: path) { try output.write($0) }
    }
  }
}
