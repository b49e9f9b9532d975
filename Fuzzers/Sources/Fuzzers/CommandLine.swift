import Engine

@testable import Viz

/// A whole command line, one argument a line: parsed, then carried out as far as that is little work.
func fuzzCommandLine(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let arguments = text(data, count).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  do {
    switch try VizCommand.parseAsRoot(arguments) {
    case let command as TraceCommandLine: try trace(command)
    case let command as CheckCommandLine: try check(command)
    case let command as ScriptCommandLine: try script(command)
    case let command as PoolCommandLine: try pool(command)
    case let command as RenderCommandLine: try render(command)
    default: break
    }
  } catch {
    precondition(VizCommand.exitCode(for: error).isSuccess || !VizCommand.message(for: error).isEmpty)
  }
}

private func trace(_ command: TraceCommandLine) throws {
  guard let trainer = try trainer(command.training) else { return }
  let steps = try command.printing.length.count(batchesPerEpoch: trainer.sampling.batchesPerEpoch)
  trainer.run(until: min(steps, 20))
  for form in [RecordForm(of: trainer.configuration), .fields(Set(RecordField.allCases))] {
    var record = StepRecord(before: trainer, form)
    trainer.takeStep { record.complete(after: trainer) }
    precondition(record.json.hasSuffix("}\n") && record.text.hasSuffix("\n"))
  }
}

private func script(_ command: ScriptCommandLine) throws {
  guard try trainer(command.training) != nil else { return }
  let program = try command.program().text
  precondition(program.hasSuffix("\n"))
}

private func check(_ command: CheckCommandLine) throws {
  guard let trainer = try trainer(command.training) else { return }
  if let layer = trainer.handDerived {
    _ = ArticleComparison(trainer, layer).table
  } else {
    _ = NetworkComparison(trainer).table
  }
}

/// A run that is little work; `nil` where it is not.
private func trainer(_ options: TrainingOptions) throws -> Trainer? {
  guard options.data.sampleSize <= 16, (options.data.samples ?? 0) <= 1000 else { return nil }
  let configuration = try options.configuration(fallbackSeed: 0)
  let weights = configuration.architecture.layers.flatMap(\.layer.parameters).map { $0.shape.reduce(1, *) }
  return weights.reduce(0, +) <= 4096 ? Trainer(configuration) : nil
}

private func pool(_ command: PoolCommandLine) throws {
  guard command.valuesPath == nil, command.seed != nil, command.shape.reduce(1, *) <= 4096 else { return }
  _ = try command.printed()
}

private func render(_ command: RenderCommandLine) throws {
  let screen = command.screen
  guard try trainer(command.training) != nil, command.steps <= 100, command.keys.count <= 30,
    screen.width * screen.height <= 4096
  else { return }
  _ = try command.rendered()
}
