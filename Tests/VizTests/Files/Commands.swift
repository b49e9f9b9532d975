import ArgumentParser
import Engine
import Formats
import Foundation

import TestRuns

@testable import Viz

/// Commands that are parsed once and then given other files: unoptimized, the parser takes a tenth of a second.
enum Parsed {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var options: [String: TrainingOptions] = [:]
  nonisolated(unsafe) private static var commands: [String: any ParsableCommand] = [:]

  /// The options of a run.
  static func options(_ line: String, data: String? = nil) throws -> TrainingOptions {
    try lock.withLock {
      var parsed = try options[line] ?? TrainingOptions.parse(words(line))
      options[line] = parsed
      if let data { parsed.data.source = .file(data) }
      return parsed
    }
  }

  private static func command<Command: ParsableCommand>(_ line: String) throws -> Command {
    try lock.withLock {
      let known = try (commands[line] as? Command) ?? Command.parse(words(line))
      commands[line] = known
      return known
    }
  }

  /// Carries out `viz export`.
  static func export(
    _ options: TrainingOptions, steps: Int, to path: String, hasState: Bool = false, tensor: String? = nil
  ) throws {
    var command: ExportCommandLine = try command("-o x.npz")
    (command.training, command.path, command.tensor) = (options, path, tensor)
    (command.length.steps, command.optimizerState) = (steps, hasState)
    try command.run()
  }

  /// What `viz predict` prints for rows, line by line.
  static func predicted(_ line: String, weights: String, data: String, features: [String] = []) throws
    -> [String]
  {
    var command: PredictCommandLine = try command("\(line) --weights 1 --data 1")
    (command.network.initialWeights, command.rows, command.features) = (.file(weights), data, features)
    try command.validate()
    let path = temporaryPath("predicted")
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    defer {
      close(descriptor)
      try? FileManager.default.removeItem(atPath: path)
    }
    var output = DescriptorWriter(descriptor: descriptor, name: path)
    try command.predict(to: &output)
    try output.flush()
    return try contents(of: path).split(separator: "\n").map(String.init)
  }

  /// The program that `viz script` prints.
  static func program(_ options: TrainingOptions, steps: Int = 1) throws -> String {
    var command: ScriptCommandLine = try command("--seed 1")
    (command.training, command.printing.length.steps) = (options, steps)
    return try command.program().text
  }
}

extension TrainingOptions {
  /// The run that they describe; `state` is a file with the state of one that is gone on with.
  func run(state: String? = nil) throws -> Configuration {
    try configuration(fallbackSeed: 0, state: state)
  }
}

/// What is said of something that is refused: its one line, and the exit status before it.
func refusal(_ body: () throws -> Any) -> String {
  do {
    return "accepted: \(try body())"
  } catch let error as ValidationError {
    return "64: \(error.message)"
  } catch {
    return "1: \(error)"
  }
}
