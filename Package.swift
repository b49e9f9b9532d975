// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "viz",
  products: [
    .executable(name: "viz", targets: ["VizProgram"]),
    .library(name: "Viz", targets: ["Viz"]),
    .library(name: "Engine", targets: ["Engine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw")]
    ),
    .target(
      name: "Engine",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]
    ),
    .target(
      name: "Viz",
      dependencies: [
        "CNcurses",
        "Engine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Program"]
    ),
    // Two lines that start the program: what is left can then be imported by tests, benchmarks and fuzzers.
    .executableTarget(
      name: "VizProgram",
      dependencies: ["Viz"],
      path: "Sources/Viz/Program"
    ),
    .testTarget(
      name: "EngineTests",
      dependencies: ["Engine"],
      resources: [.copy("Golden")]
    ),
    .testTarget(
      name: "VizTests",
      dependencies: ["Viz", "Engine"],
      resources: [.copy("Snapshots")]
    ),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Viz", "VizProgram"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
