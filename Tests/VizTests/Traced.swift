import ArgumentParser
import Engine
import Foundation
import Glibc

import TestRuns

@testable import Viz

/// A run that `viz trace` printed, in this process.
struct Traced {
  /// The lines in order, as they were printed.
  let lines: [String]
  /// Why training stopped, where it did.
  private(set) var failure: String?

  /// The run of a command line.
  init(_ arguments: [String]) throws {
    let command = try TraceCommandLine.parse(arguments)
    try self.init(every: command.printing.every, command.prepared)
  }

  /// `steps` more of a run that is there already, with all that a step can have.
  init(_ configuration: Configuration, steps: Int, every: Int = 1, epochs: Bool = false) throws {
    try self.init(every: every) { output in
      let fields = Set(RecordField.allCases).subtracting([.hand])
      let run = TracedRun(configuration, form: .fields(fields), format: .json, output: output)
      if epochs { try run.evaluate() }
      return (run, run.trainer.step + steps)
    }
  }

  private init(
    every: Int, _ prepared: (DescriptorWriter) throws -> (run: TracedRun, steps: Int)
  ) throws {
    let path = temporaryPath("trace")
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    defer {
      close(descriptor)
      try? FileManager.default.removeItem(atPath: path)
    }
    let (run, steps) = try prepared(DescriptorWriter(descriptor: descriptor, name: path))
    do {
      try run.print(steps: steps, every: every)
    } catch let error as Failure {
      failure = error.description
    }
    lines = try contents(of: path).split(separator: "\n").map(String.init)
  }

  /// The run of a command line as a shell takes it.
  init(_ line: String) throws {
    try self.init(words(line))
  }

  /// The objects of the lines.
  func objects() throws -> [[String: Any]] {
    try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:] }
  }
}

/// The words of a command line as a shell takes them, with double quotes.
func words(_ line: String) -> [String] {
  var (words, word, isQuoted): ([String], String?, Bool) = ([], nil, false)
  for character in line {
    if character == "\"" {
      isQuoted.toggle()
      word = word ?? ""
    } else if character == " ", !isQuoted {
      if let done = word { words.append(done) }
      word = nil
    } else {
      word = (word ?? "") + String(character)
    }
  }
  return words + (word.map { [$0] } ?? [])
}
