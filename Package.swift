// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "viz",
  products: [
    .executable(name: "viz", targets: ["Viz"]),
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
    .executableTarget(
      name: "Viz",
      dependencies: [
        "CNcurses",
        "Engine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
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
      dependencies: ["Viz"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
