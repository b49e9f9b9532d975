import Engine
import Testing

@testable import Viz

/// The program of a preset's run.
func program(
  of preset: String, model: String? = nil, loss: String? = nil, optimizer: String? = nil, seed: UInt64 = 7,
  schedule: String? = nil, clipping: Clipping = .none, events: [Timed] = [], batch: Int? = 10,
  shuffles: Bool = true, dropsLast: Bool = false, fraction: Double? = 0.5, noise: Double = 0,
  initialWeights: [[Float]]? = nil, steps: Int? = nil, epochs: Int? = nil, every: Int = 1
) throws -> String {
  let preset = try #require(Preset.all.first { $0.name == preset })
  let set = DataSets.named(preset.data)
  let data =
    try set.map {
      try TrainingData(
        .builtIn($0, samples: $0.samples, noise: noise), seed: 3, trainingFraction: fraction)
    }
    ?? TrainingData(.sample(input: Configuration.articleInput, target: Configuration.articleTarget))
  let configuration = try Configuration(
    Architecture(
      model ?? preset.model, loss: loss ?? preset.loss,
      rowShape: Array(data.training.features.shape.dropFirst())),
    data: data, optimizer: Optimizers.parse(optimizer ?? preset.optimizer), seed: seed,
    initialWeights: initialWeights, batch: set == nil ? nil : batch, shuffles: set != nil && shuffles,
    dropsLast: dropsLast, schedule: schedule.map { try Schedules.parse($0) }, clipping: clipping,
    events: events)
  let count = epochs.map { $0 * PyTorchProgram.batchesPerEpoch(configuration) } ?? steps ?? 100
  return PyTorchProgram(configuration, steps: count, every: every).text
}

/// The lines of a program without what they are indented by.
func lines(_ program: String) -> [String] {
  program.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    String(line.drop { $0 == " " })
  }
}
