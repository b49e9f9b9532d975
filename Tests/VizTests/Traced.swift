import ArgumentParser
import Foundation
import Glibc

@testable import Viz

/// A run that `viz trace` printed, in this process.
struct Traced {
  /// The lines in order, as they were printed.
  let lines: [String]
  /// Why training stopped, where it did.
  private(set) var failure: String?

  /// The run of a command line.
  init(_ arguments: [String]) throws {
    let path = temporaryPath("trace")
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    defer {
      close(descriptor)
      try? FileManager.default.removeItem(atPath: path)
    }
    let command = try TraceCommandLine.parse(arguments)
    let (run, steps) = try command.prepared(DescriptorWriter(descriptor: descriptor, name: path))
    do {
      try run.print(steps: steps, every: command.printing.every)
    } catch let error as Failure {
      failure = error.description
    }
    lines = try contents(of: path).split(separator: "\n").map(String.init)
  }

  /// The run of a command line without blanks in its arguments.
  init(_ words: String) throws {
    try self.init(words.split(separator: " ").map(String.init))
  }

  /// The objects of the lines.
  func objects() throws -> [[String: Any]] {
    try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:] }
  }
}
