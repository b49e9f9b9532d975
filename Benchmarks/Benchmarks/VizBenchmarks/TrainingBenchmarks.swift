import Benchmark
import Engine

/// One training step, and what the screen asks of the engine between two of them.
func trainingBenchmarks() {
  for size in [2, 8, 32, 128, 512, 1024] {
    for optimizer in OptimizerKind.allCases {
      Benchmark(
        "step \(optimizer.title) n=\(size)",
        configuration: .init(scalingFactor: size <= 32 ? .kilo : .one)
      ) { benchmark in
        let trainer = trainer(size: size, optimizer)
        benchmark.startMeasurement()
        trainer.run(until: trainer.step + benchmark.scaledIterations.count)
        benchmark.stopMeasurement()
      }
    }
    Benchmark("snapshot n=\(size)") { benchmark in
      let trainer = trainer(size: size, .adam)
      benchmark.startMeasurement()
      blackHole(trainer.snapshot())
    }
    Benchmark("examination n=\(size)") { benchmark in
      let trainer = trainer(size: size, .adam)
      benchmark.startMeasurement()
      blackHole(Examination(trainer, Interest()))
    }
  }
}

/// A trainer that has left its first steps, which are not like the others, behind.
private func trainer(size: Int, _ optimizer: OptimizerKind) -> Trainer {
  let input = (0..<size).map { Double($0 * 37 % 19 - 9) / 16 }
  let target = (0..<size).map { Double($0 % 7 + 1) / 16 }
  let trainer = Trainer(Configuration(seed: 0, input: input, target: target, optimizer: optimizer))
  trainer.run(until: 10)
  return trainer
}
