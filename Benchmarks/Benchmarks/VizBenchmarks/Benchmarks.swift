import Benchmark

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput], maxDuration: .milliseconds(300))
  trainingBenchmarks()
  presetBenchmarks()
  poolingBenchmarks()
  frameBenchmarks()
}
