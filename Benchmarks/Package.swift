// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the program carries none of what measuring it needs.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "viz", path: ".."),
    // Without its traits, which bring a replacement of malloc.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
  ],
  targets: [
    // What one thing costs by itself: scripts/benchmark.
    .executableTarget(
      name: "VizBenchmarks",
      dependencies: [
        .product(name: "Engine", package: "viz"),
        .product(name: "Viz", package: "viz"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/VizBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    // The engine's side of scripts/compare.
    .executableTarget(
      name: "PeerTimes",
      dependencies: [.product(name: "Engine", package: "viz")]
    ),
    // What watching costs, in the real program: scripts/measure.
    .executableTarget(
      name: "Measure",
      dependencies: [
        .product(name: "Engine", package: "viz"),
        .product(name: "Formats", package: "viz"),
        .product(name: "PseudoTerminal", package: "viz"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
