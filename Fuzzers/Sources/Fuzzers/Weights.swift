import Engine
import Foundation
import Formats

@testable import Viz

/// A file of weights of a small network, by its bytes: refused in one line, or used for a step, and, where it has the state
/// of a run, to go on with that.
func fuzzWeights(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let path = "/dev/shm/viz-fuzz-\(getpid())"
  let input = Data(bytes(data, count))
  guard FileManager.default.createFile(atPath: path, contents: input) else { return }
  defer { try? FileManager.default.removeItem(atPath: path) }
  var options = small
  options.network.initialWeights = .file(path)
  for state in [nil, path] {
    do {
      let trainer = Trainer(try options.configuration(fallbackSeed: 0, state: state))
      trainer.run(until: trainer.step + 30)
      _ = try RunCheckpoint.tensors(of: RunStart(of: trainer), trainer.network.architecture.parameters)
      _ = try WeightFile(path).data
    } catch {
      let line = "\(error)"
      precondition(error is FormatError || error is Failure, line)
      precondition(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, line)
    }
  }
}

/// A network of three numbers over five rows, with an optimizer and a schedule that keep something.
private let small: TrainingOptions = {
  let line = [
    "--model", "Linear(2, 1)", "--loss", "mse", "--data", "plane", "--samples", "5", "--split", "1",
    "--batch", "2", "--optimizer", "adam", "--schedule", "step step_size=3", "--seed", "1",
  ]
  guard let options = try? TrainingOptions.parse(line) else { fatalError("the options are refused") }
  return options
}()
