import Engine

/// The steps of a run, as PyTorch makes them.
extension PyTorchProgram {
  /// The loop over steps, or over epochs and their batches.
  func trainingLines(_ events: EventProgram) -> [[String]] {
    let update = stepLines(events)
    if isFixed { return [["for step in range(1, \(steps + 1)):"] + indented(update, by: 1)] }
    let perEpoch = Self.batchesPerEpoch(configuration)
    let batches = ["for x, y in loader:"] + indented(["step += 1"] + update, by: 1)
    if steps % perEpoch == 0 {
      return [
        [loaderLine, "step = 0", "for epoch in range(\(steps / perEpoch)):"] + indented(batches, by: 1)
      ]
    }
    let end = ["if step == \(steps):", "    break"]
    return [
      [loaderLine, "step = 0", "while step < \(steps):"] + indented(batches, by: 1) + indented(end, by: 2)
    ]
  }

  /// One update, its line of output, and what changes after it.
  private func stepLines(_ events: EventProgram) -> [String] {
    let clipping = configuration.clipping
    let update =
      ["optimizer.zero_grad()"] + lossLines + ["loss.backward()"]
      + (clipping.norm.map {
        ["nn.utils.clip_grad_norm_(model.parameters(), max_norm=\(Python.number($0)))"]
      } ?? [])
      + (clipping.value.map {
        ["nn.utils.clip_grad_value_(model.parameters(), clip_value=\(Python.number($0)))"]
      } ?? [])
      + ["optimizer.step()"] + OptimizerProgram.stepLines(configuration.schedule, steps: steps)
    return update + Self.printLines(steps: steps, every: every)
      + events.changes.lines
  }

  /// The line of a step, of which not all may be printed.
  static func printLines(steps: Int, every: Int, loss: String = "loss.item()") -> [String] {
    let line = "print('{\"step\":%d,\"loss\":%.9g}' % (step, \(loss)))"
    if every == 1 { return [line] }
    let last = steps % every == 0 ? "" : " or step == \(steps)"
    return ["if step % \(every) == 0\(last):", "    \(line)"]
  }

  private func indented(_ lines: [String], by levels: Int) -> [String] {
    (0..<levels).reduce(lines) { lines, _ in lines.map(Python.indented) }
  }

  /// The batches; a loader draws each epoch's order from the generator as the network left it.
  private var loaderLine: String {
    let rows = configuration.data.training.rows
    let size =
      configuration.batch.map { $0 < rows ? "\($0)" : "len(\(dataSetName))" } ?? "len(\(dataSetName))"
    let arguments =
      [dataSetName, "batch_size=\(size)"] + (configuration.shuffles ? ["shuffle=True"] : [])
      + (configuration.dropsLast && rows % sampling.batchSize != 0 ? ["drop_last=True"] : [])
    return "loader = DataLoader(\(arguments.joined(separator: ", ")))"
  }
}
