import Engine
import Formats
import FoundationEssentials
import Languages

/// Where a run ended, as a file of weights keeps it: the optimizer's tensors by name, and all else as JSON in an array of
/// bytes, because `.npz` has no other place.
struct RunCheckpoint: Codable {
  /// What the array of bytes is called.
  static let name = "viz.run"
  /// What the names of the optimizer's tensors begin with: "optimizer.0.weight.exp_avg".
  private static let prefix = "optimizer."

  /// What is wrong with a record.
  struct Broken: Error {
    let line: String
  }

  private let step: Int
  private let optimizer: String
  private let partner: String
  /// Every optimizer as text, with its settings as they were set.
  private let optimizers: [String]
  private let updates: Int
  private let states: [String]
  private let scalars: [Double]
  private let clipping: Clipping
  private let schedule: String?
  private let progress: Schedule.Progress?
  private let sampling: Sampling
  private let drawn: [[Float]]

  private init(_ start: RunStart) {
    (step, optimizer, partner) = (start.step, start.optimizer, start.partner)
    optimizers = start.optimizers.map(\.text)
    (updates, states, scalars) = (start.memory.stepCount, start.memory.names, start.memory.scalars)
    clipping = start.clipping
    (schedule, progress) = (start.schedule?.plan.text, start.schedule?.progress)
    (sampling, drawn) = (start.sampling, start.drawn)
  }

  /// Whether an array of a file is no weight but of a run.
  static func isExtra(_ name: String) -> Bool {
    name == Self.name || name.hasPrefix(prefix) || name == DataRecord.name
  }

  /// The arrays that keep a start; `parameters` are those of its network.
  static func tensors(of start: RunStart, _ parameters: [(name: String, shape: [Int])]) throws
    -> [NamedTensor]
  {
    var tensors: [NamedTensor] = []
    for (state, buffers) in zip(start.memory.names, start.memory.buffers) {
      for (parameter, elements) in zip(parameters, buffers) {
        tensors.append(
          NamedTensor(
            name: "\(prefix)\(parameter.name).\(state)", tensor: Tensor(elements, shape: parameter.shape)))
      }
    }
    return tensors + [try bytes(RunCheckpoint(start), name: name)]
  }

  /// The start that a file keeps; `elements` are those of an array by its name.
  static func start(
    _ record: NamedTensor, parameters: [String], elements: (String) -> [Float]?
  ) throws -> RunStart {
    let read: RunCheckpoint = try decoded(record)
    let progress = read.progress.map { [$0.step] + $0.steps } ?? []
    guard ([read.step, read.updates, read.sampling.epoch] + progress).allSatisfy(RunStart.canBe) else {
      throw Broken(
        line: say("file.steps", "steps and epochs from 0 to \(RunStart.mostSteps) are needed"))
    }
    var schedule: Schedule?
    if let text = read.schedule, let progress = read.progress {
      schedule = Schedule(try Schedules.parse(text), at: progress)
      if schedule == nil {
        throw Broken(line: say("file.schedule", "the schedule \(text) cannot be there"))
      }
    }
    let buffers = try read.states.map { state in
      try parameters.map { parameter in
        let name = "\(prefix)\(parameter).\(state)"
        guard let elements = elements(name) else {
          throw Broken(line: say("file.noState", "there is no \(name)"))
        }
        return elements
      }
    }
    return RunStart(
      step: read.step, optimizer: read.optimizer, partner: read.partner,
      optimizers: try read.optimizers.map { try Optimizers.parse($0) },
      memory: Optimizer.Memory(
        stepCount: read.updates, names: read.states, buffers: buffers, scalars: read.scalars),
      clipping: read.clipping, schedule: schedule, sampling: read.sampling, drawn: read.drawn)
  }

  /// JSON as an array of bytes.
  static func bytes(_ value: some Encodable, name: String) throws -> NamedTensor {
    let bytes = try json(value).map { Float($0) }
    return NamedTensor(name: name, tensor: Tensor(bytes, shape: [bytes.count]), elementType: .uint8)
  }

  /// The same value always gives the same bytes.
  static func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(value)
  }

  /// What an array of bytes says as JSON.
  static func decoded<Value: Decodable>(_ array: NamedTensor) throws -> Value {
    let bytes = array.tensor.elements.map { UInt8(exactly: $0) ?? 0 }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch {
      throw Broken(line: say("file.notExported", "\(array.name) is not what viz export writes"))
    }
  }
}

/// What a file of weights keeps of the rows they were learnt from, so that others are predicted in the same way.
struct DataRecord: Codable {
  /// What it is called, in the metadata of `.safetensors` or as an array of bytes.
  static let name = "viz.data"

  /// The names of the classes; `nil` where the targets are values.
  let classes: [String]?
  /// The label of the first of two classes among values.
  let lowLabel: Float
  /// How the features were brought to one scale: both have a number for each, or there are none.
  let mean: [Double]
  let deviation: [Double]

  /// Of a run's rows.
  init(_ data: TrainingData) {
    classes = data.training.classNames
    lowLabel = data.training.lowLabel
    mean = data.standardization?.mean ?? []
    deviation = data.standardization?.deviation ?? []
  }

  /// As text.
  var text: String {
    get throws { String(decoding: try RunCheckpoint.json(self), as: UTF8.self) }
  }

  /// How the features were brought to one scale.
  var standardization: Standardization? {
    guard !mean.isEmpty, mean.count == deviation.count, (mean + deviation).allSatisfy(\.isFinite),
      !deviation.contains(0)
    else { return nil }
    return Standardization(mean: mean, deviation: deviation)
  }
}
