import Engine

@testable import Viz

/// A whole command line, one argument a line: parsed, then carried out as far as that is little work.
func fuzzCommandLine(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let arguments = text(data, count).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  do {
    switch try VizCommand.parseAsRoot(arguments) {
    case let command as TraceCommandLine: trace(command)
    case let command as CheckCommandLine: try check(command)
    case let command as PoolCommandLine: try pool(command)
    case let command as RenderCommandLine: try render(command)
    default: break
    }
  } catch {
    precondition(VizCommand.exitCode(for: error).isSuccess || !VizCommand.message(for: error).isEmpty)
  }
}

private func trace(_ command: TraceCommandLine) {
  guard command.training.size <= 32 else { return }
  let trainer = Trainer(command.training.configuration(fallbackSeed: 0))
  trainer.run(until: min(command.steps, 20))
  var record = StepRecord(before: trainer)
  trainer.takeStep()
  record.complete(after: trainer)
  precondition(record.json.hasSuffix("}\n") && record.text.hasSuffix("\n"))
}

private func check(_ command: CheckCommandLine) throws {
  guard command.training.size <= 8 else { return }
  _ = ArticleComparison(command.training.configuration(fallbackSeed: 0)).table
}

private func pool(_ command: PoolCommandLine) throws {
  guard command.valuesPath == nil, command.seed != nil, command.shape.reduce(1, *) <= 4096 else { return }
  _ = try command.printed()
}

private func render(_ command: RenderCommandLine) throws {
  let (size, screen) = (command.training.size, command.screen)
  guard size <= 16, command.steps <= 100, command.keys.count <= 30, screen.width * screen.height <= 4096
  else { return }
  _ = try command.rendered()
}
