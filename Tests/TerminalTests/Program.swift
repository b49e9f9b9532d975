import Foundation

/// The program under test, as it is released, and other programs run without a terminal.
enum Program {
  /// How a program ended, and all it printed.
  struct Outcome {
    let status: Int32
    let output: Data
    let errors: Data

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// Why there is nothing to test with.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The built program: `VIZ_BINARY`, or else the newest that is built in this package.
  static func locate() throws -> URL {
    let files = FileManager.default
    if let path = ProcessInfo.processInfo.environment["VIZ_BINARY"], !path.isEmpty {
      let url = URL(fileURLWithPath: path).absoluteURL
      guard files.isExecutableFile(atPath: url.path) else {
        throw Missing(description: "VIZ_BINARY is no program: \(url.path)")
      }
      return url
    }
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let built = [".build/release/viz", ".build/debug/viz"].map { root.appendingPathComponent($0) }
      .filter { files.isExecutableFile(atPath: $0.path) }
    func date(_ url: URL) -> Date {
      let attributes = try? files.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)
      return attributes?[.modificationDate] as? Date ?? .distantPast
    }
    guard let newest = built.max(by: { date($0) < date($1) }) else {
      throw Missing(description: "viz is not built: run scripts/test, or swift build -c release first")
    }
    return newest
  }

  /// The variables that programs are started with: few, so that no test depends on who runs it.
  static func environment(_ changes: [String: String] = [:]) -> [String: String] {
    var environment = ["LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    for name in ["PATH", "LD_LIBRARY_PATH"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    return environment.merging(changes) { $1 }
  }

  /// Runs `viz` without a terminal.
  static func viz(_ arguments: String...) throws -> Outcome {
    try run(locate(), arguments, environment: environment())
  }

  /// Runs a program to its end.
  static func run(_ program: URL, _ arguments: [String], environment: [String: String]) throws -> Outcome {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = program
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Errors are few: they fit the pipe while the output is read.
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: printed, errors: complaints)
  }
}

/// The lines of a log that `viz trace` prints as well: without the run that it begins with, and without what was done.
func numbers(ofLog log: String) -> String {
  log.split(separator: "\n", omittingEmptySubsequences: false).filter {
    !$0.hasPrefix(#"{"viz":"#) && !$0.contains(#","do":""#)
  }.joined(separator: "\n")
}

/// The same of a file.
func numbers(ofLogAt url: URL) throws -> String {
  numbers(ofLog: try String(contentsOf: url, encoding: .utf8))
}
