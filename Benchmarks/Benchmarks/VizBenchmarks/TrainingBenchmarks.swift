import Benchmark
import Engine

/// One training step, and what the screen asks of the engine between two of them.
func trainingBenchmarks() {
  for size in [2, 8, 32, 128, 512, 1024] {
    for optimizer in [OptimizerRule.sgd, .adam] {
      Benchmark(
        "step \(optimizer.title) n=\(size)",
        configuration: .init(scalingFactor: size <= 32 ? .kilo : .one)
      ) { benchmark in
        let trainer = try trainer(size: size, optimizer)
        benchmark.startMeasurement()
        trainer.run(until: trainer.step + benchmark.scaledIterations.count)
        benchmark.stopMeasurement()
      }
    }
    Benchmark("snapshot n=\(size)") { benchmark in
      let trainer = try trainer(size: size, .adam)
      benchmark.startMeasurement()
      blackHole(trainer.snapshot())
    }
    Benchmark("examination n=\(size)") { benchmark in
      let trainer = try trainer(size: size, .adam)
      benchmark.startMeasurement()
      blackHole(Examination(trainer, Interest()))
    }
  }
}

/// The steps of the networks to start with.
func presetBenchmarks() {
  for preset in Preset.all {
    Benchmark("step \(preset.name)", configuration: .init(scalingFactor: .kilo)) { benchmark in
      let trainer = Trainer(try Configuration(preset, seed: 0))
      trainer.run(until: 10)
      benchmark.startMeasurement()
      trainer.run(until: trainer.step + benchmark.scaledIterations.count)
      benchmark.stopMeasurement()
    }
  }
}

/// A trainer that has left its first steps, which are not like the others, behind.
private func trainer(size: Int, _ optimizer: OptimizerRule) throws -> Trainer {
  let input = (0..<size).map { Double($0 * 37 % 19 - 9) / 16 }
  let target = (0..<size).map { Double($0 % 7 + 1) / 16 }
  let trainer = Trainer(
    try .article(seed: 0, input: input, target: target, optimizer: OptimizerChoice(optimizer)))
  trainer.run(until: 10)
  return trainer
}
