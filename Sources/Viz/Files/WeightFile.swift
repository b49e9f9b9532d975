import Engine
import Formats
import Languages

/// The weights of a network in a file, by the names of its state dict; and what else `viz export` writes there.
struct WeightFile {
  private let tensors: [NamedTensor]
  /// What a `.safetensors` file says besides.
  private let metadata: [(String, String)]
  /// The kind of array file; `nil` for JSON.
  private let kind: ArrayFile.Kind?
  private let name: String

  /// Reads what is at `path`.
  init(_ path: String) throws {
    name = ByteInput.name(of: path)
    let progress = ReadingProgress(name)
    defer { progress.end() }
    let input = try ByteInput(path: path, progress: progress.note)
    if try WeightJSON.isRecognized(input) {
      (tensors, metadata, kind) = (try WeightJSON.read(input), [], nil)
    } else {
      let file = try ArrayFile.read(input)
      (tensors, metadata, kind) = (file.tensors, file.metadata, file.kind)
    }
  }

  /// The numbers of all parameters of a network; throws where the file has others.
  func weights(of architecture: Architecture) throws -> [[Float]] {
    let parameters = architecture.parameters
    if kind == .npy, parameters.count == 1 { return [try elements(tensors[0], parameters[0])] }
    let known = tensors.filter { !RunCheckpoint.isExtra($0.name) }
    let weights = try parameters.map { parameter in
      guard let tensor = self[parameter.name] else {
        throw problem(
          known.isEmpty
            ? say("file.noWeights", "there is no \(parameter.name) in it, but nothing")
            : say(
              "file.otherWeights",
              "there is no \(parameter.name) in it, but \(Self.list(known.map(\.name)))"),
          right: say(
            "file.stateDict",
            "the names of a state dict are needed, \(Self.list(parameters.map(\.name)))"))
      }
      return try elements(tensor, parameter)
    }
    if let other = known.first(where: { tensor in !parameters.contains { $0.name == tensor.name } }) {
      throw problem(
        say("file.weightsBesides", "it has \(other.name) too, which the network has not"),
        right: say("file.ownLayers", "its own layers are needed in --model"))
    }
    return weights
  }

  private func elements(_ tensor: NamedTensor, _ parameter: (name: String, shape: [Int])) throws -> [Float] {
    guard tensor.tensor.shape == parameter.shape else {
      throw problem(
        say("file.weightShape", "\(parameter.name) has the shape \(tensor.tensor.shape)"),
        right: say("file.networkShape", "the network's is \(parameter.shape)"))
    }
    let elements = tensor.tensor.elements
    if let wrong = elements.firstIndex(where: { !$0.isFinite }) {
      let place = Place(tensor: parameter.name, index: tensor.tensor.indices(at: wrong))
      throw problem(
        say("file.weight", "\(place) is \(elements[wrong])"),
        right: say("file.finite", "finite numbers are needed"))
    }
    return elements
  }

  /// Lines of Python that put the weights into `model`; `parameters` are the network's.
  func program(_ parameters: [String]) -> [String] {
    let path = Python.text(name)
    switch kind {
    case .safetensors:
      let areFloats = tensors.allSatisfy { $0.elementType == .float32 || RunCheckpoint.isExtra($0.name) }
      let type = areFloats ? "torch.float32" : "types[header[name][\"dtype\"]]"
      return [
        "with open(\(path), \"rb\") as file:",
        "    header = json.loads(file.read(int.from_bytes(file.read(8), \"little\")))",
        "    content = bytearray(file.read())",
      ]
        + (areFloats
          ? []
          : [
            "types = {\"F16\": torch.float16, \"BF16\": torch.bfloat16, \"F32\": torch.float32, \"F64\": torch.float64}"
          ]) + [
          "weights = {}", "for name in model.state_dict():",
          "    begin, end = header[name][\"data_offsets\"]",
          "    tensor = torch.frombuffer(content[begin:end], dtype=\(type))",
          "    weights[name] = tensor.reshape(header[name][\"shape\"])", "model.load_state_dict(weights)",
        ]
    case .npy:
      return [
        "weight = torch.from_numpy(numpy.load(\(path)).astype(\"float32\"))",
        "model.load_state_dict({\(Python.text(parameters[0])): weight})",
      ]
    case nil:
      return [
        "with open(\(path)) as file:",
        "    weights = json.load(file)",
        "weights = weights.get(\"parameters\", weights)",
        "model.load_state_dict({name: torch.tensor(weights[name]) for name in model.state_dict()})",
      ]
    case .npz, .idx:
      return [
        "weights = numpy.load(\(path))",
        "model.load_state_dict({name: torch.from_numpy(weights[name]) for name in model.state_dict()})",
      ]
    }
  }

  /// Where the run ended that the file is of, for a run with the same network.
  func start(for architecture: Architecture) throws -> RunStart {
    guard let record = self[RunCheckpoint.name] else {
      throw problem(
        say("file.noOptimizerState", "it has no optimizer's state"),
        right: say("file.optimizerState", "viz export --optimizer-state writes it"))
    }
    // Another network is told as such, not by what its state lacks.
    _ = try weights(of: architecture)
    do {
      return try RunCheckpoint.start(record, parameters: architecture.parameters.map(\.name)) {
        self[$0]?.tensor.elements
      }
    } catch let error as RunCheckpoint.Broken {
      throw problem(say("file.brokenState", "its optimizer's state is broken: \(error.line)"))
    } catch {
      // An optimizer or a schedule that there is not.
      throw problem(say("file.brokenState", "its optimizer's state is broken: \(error)"))
    }
  }

  /// Whether the file has an optimizer's state.
  var hasState: Bool { self[RunCheckpoint.name] != nil }

  /// What it keeps of the rows that the weights were learnt from; `nil` where it keeps nothing.
  var data: DataRecord? {
    get throws {
      do {
        if let text = metadata.first(where: { $0.0 == DataRecord.name })?.1 {
          let bytes = Tensor(text.utf8.map { Float($0) }, shape: [text.utf8.count])
          return try RunCheckpoint.decoded(NamedTensor(name: DataRecord.name, tensor: bytes))
        }
        return try self[DataRecord.name].map { try RunCheckpoint.decoded($0) }
      } catch let error as RunCheckpoint.Broken {
        throw problem(error.line)
      }
    }
  }

  /// The tensor of that name.
  private subscript(name: String) -> NamedTensor? { tensors.first { $0.name == name } }

  private func problem(_ problem: String, right: String? = nil) -> FormatError {
    FormatError(reading: name, problem, right: right)
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
  }
}
