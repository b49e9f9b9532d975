// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the program carries nothing of what made-up input needs. scripts/fuzz builds it.
let package = Package(
  name: "Fuzzers",
  dependencies: [.package(name: "viz", path: "..")],
  targets: [
    // libFuzzer's C interface, which has no header of its own.
    .target(name: "CLibFuzzer"),
    // One file a target, named in Targets.swift.
    .executableTarget(
      name: "Fuzzers",
      dependencies: [
        "CLibFuzzer",
        .product(name: "Engine", package: "viz"),
        .product(name: "Formats", package: "viz"),
        .product(name: "Languages", package: "viz"),
        .product(name: "Viz", package: "viz"),
      ],
      // The package viz has them as a test, so that what is fuzzed is always built and always takes its seeds.
      exclude: ["SeedTests.swift"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
