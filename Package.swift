// swift-tools-version: 6.1
import Foundation
import PackageDescription

// Nearly every PC processor has vectors of eight floats and fused multiply-add, and many have vectors of sixteen, but
// compilers do not assume so. By itself the program is built for the processor that builds it; VIZ_PORTABLE=v3 takes no more
// than vectors of eight, so that it runs on others, and VIZ_PORTABLE=1 none, where the same bits come many times slower.
#if arch(x86_64)
  let features = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  func has(_ names: String...) -> Bool { names.allSatisfy { features.contains(" \($0) ") } }
  let portable = Context.environment["VIZ_PORTABLE"]
  let hasVectors = has("avx2", "fma", "bmi1", "bmi2", "movbe", "f16c", "abm")
  let hasWideVectors = has("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl")
  let level: String? =
    switch portable {
    case nil: hasVectors ? hasWideVectors ? "v4" : "v3" : nil
    case "v3": "v3"
    default: nil
    }
  let processor: [SwiftSetting] =
    level.map { level in
      [.unsafeFlags(["-Xcc", "-march=x86-64-\(level)"])] + (level == "v4" ? [.define("WIDE_VECTORS")] : [])
    } ?? []
  // What the program asks of its processor before it runs anything that is built for it.
  let needs: [SwiftSetting] =
    level.map { [.define("NEEDS_VECTORS")] + ($0 == "v4" ? [.define("NEEDS_WIDE_VECTORS")] : []) } ?? []
#else
  let processor: [SwiftSetting] = []
  let needs: [SwiftSetting] = []
#endif

// Tests are built with the released program (scripts/test), where optimising them would take longer than they run; those
// of whole screens draw hundreds of thousands and are optimised.
let quicklyBuilt: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
  name: "viz",
  products: [
    .executable(name: "viz", targets: ["VizProgram"]),
    .library(name: "Viz", targets: ["Viz"]),
    .library(name: "Engine", targets: ["Engine"]),
    .library(name: "Formats", targets: ["Formats"]),
    .library(name: "Languages", targets: ["Languages"]),
    // For the package Benchmarks.
    .library(name: "PseudoTerminal", targets: ["PseudoTerminal"]),
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
    // What is said, in which language: the rooms above say everything through it.
    .target(name: "Languages"),
    // The square root of whole vectors: a header alone.
    .systemLibrary(name: "CSIMD"),
    .target(
      name: "Engine",
      dependencies: ["CSIMD", "Languages", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: processor
    ),
    // Without pkgConfig, which would warn where pkg-config is missing: the library is where the linker looks anyway.
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Formats",
      dependencies: ["CZlib", "Engine", "Languages"],
      swiftSettings: processor
    ),
    .target(
      name: "Viz",
      dependencies: [
        "CNcurses",
        "Engine",
        "Formats",
        "Languages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Program"],
      swiftSettings: processor
    ),
    // What starts the program: all else can then be imported by tests, benchmarks and fuzzers.
    .executableTarget(
      name: "VizProgram",
      dependencies: ["CNcurses", "Viz"],
      path: "Sources/Viz/Program",
      swiftSettings: needs
    ),
    // Counts what the tests ask the system for, in place of the C library's own functions.
    .target(
      name: "AllocationCounter",
      path: "Tests/AllocationCounter"
    ),
    // Runs, files and random numbers that tests are made of.
    .target(
      name: "TestRuns",
      dependencies: ["Engine"],
      path: "Tests/TestRuns"
    ),
    .testTarget(
      name: "EngineTests",
      dependencies: ["AllocationCounter", "Engine", "TestRuns"],
      resources: [.copy("Golden")],
      swiftSettings: quicklyBuilt
    ),
    .testTarget(
      name: "FormatsTests",
      dependencies: ["CZlib", "Engine", "Formats"],
      resources: [.copy("Golden")],
      swiftSettings: quicklyBuilt
    ),
    .testTarget(
      name: "VizTests",
      dependencies: ["Viz", "Engine", "Formats", "Languages", "TestRuns"],
      swiftSettings: quicklyBuilt
    ),
    .testTarget(
      name: "ScreenTests",
      dependencies: ["Viz", "Engine", "Languages", "TestRuns"],
      resources: [.copy("Snapshots")]
    ),
    // What is fuzzed, given its seeds.
    .testTarget(
      name: "FuzzerTests",
      dependencies: ["Engine", "Formats", "Languages", "TestRuns", "Viz"],
      path: "Fuzzers/Sources/Fuzzers",
      exclude: ["main.swift"],
      swiftSettings: quicklyBuilt
    ),
    .target(
      name: "PseudoTerminal",
      path: "Tests/PseudoTerminal"
    ),
    .executableTarget(
      name: "TerminalProbe",
      dependencies: ["Engine", "Viz"],
      path: "Tests/TerminalProbe"
    ),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["PseudoTerminal", "TerminalProbe", "TestRuns", "Viz", "VizProgram"],
      exclude: ["scripted_trainer.py"],
      swiftSettings: quicklyBuilt
    ),
  ],
  swiftLanguageModes: [.v6]
)
