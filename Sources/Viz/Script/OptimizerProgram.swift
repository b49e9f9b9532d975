import Engine

/// An optimizer and its schedule, as PyTorch makes them.
enum OptimizerProgram {
  /// A new optimizer with a new schedule, in `optimizer` and `scheduler`.
  static func lines(_ choice: OptimizerChoice, _ schedule: SchedulePlan?, indent: Int = 0) -> [String] {
    let arguments = ["model.parameters()"] + choice.rule.arguments(choice.values, always: ["lr"])
    return Python.call("optimizer = torch.optim.\(choice.rule.className)", arguments, indent: indent)
      + (schedule.map { lines($0, indent: indent) } ?? [])
  }

  private static func lines(_ plan: SchedulePlan, indent: Int) -> [String] {
    let parts = plan.parts.map { part in
      (name: part.rule.className, arguments: ["optimizer"] + part.rule.arguments(part.values))
    }
    if parts.count == 1 {
      return Python.call("scheduler = \(parts[0].name)", parts[0].arguments, indent: indent)
    }
    let milestones = plan.parts.dropFirst().map { "\($0.begin)" }.joined(separator: ", ")
    let list = parts.map { "\($0.name)(\($0.arguments.joined(separator: ", ")))" }
    return ["scheduler = \(plan.className)(", "    optimizer,", "    ["]
      + list.map { "        \($0)," } + ["    ],", "    milestones=[\(milestones)],", ")"]
  }

  /// How many rates a plan has; PyTorch's fails when it is asked for more. `nil` where there is no end.
  private static func rateCount(_ plan: SchedulePlan) -> Int? {
    guard let last = plan.parts.last, last.rule.has("total_steps") else { return nil }
    return last.begin + Int(last.values["total_steps"])
  }

  /// A step of the schedule, while there is one.
  static func stepLines(_ schedule: SchedulePlan?, steps: Int) -> [String] {
    guard let schedule else { return [] }
    guard let count = rateCount(schedule), steps >= count else { return ["scheduler.step()"] }
    return [
      "if scheduler.last_epoch < \(count - 1):  # there are \(count) rates; the last one stays",
      "    scheduler.step()",
    ]
  }
}

extension PyTorchProgram {
  /// The optimizer, what happens before the first step, and the loader, which draws last.
  func optimizerLines(_ events: EventProgram) -> [[String]] {
    let optimizer = OptimizerProgram.lines(events.first, configuration.schedule)
    return [optimizer + events.beforeFirstStep] + (isFixed ? [] : [loaderLines])
  }

  private var loaderLines: [String] {
    let rows = configuration.data.training.rows
    let size = configuration.batch.map { $0 < rows ? "\($0)" : "len(dataset)" } ?? "len(dataset)"
    let arguments =
      ["dataset", "batch_size=\(size)"] + (configuration.shuffles ? ["shuffle=True"] : [])
      + (configuration.dropsLast && rows % sampling.batchSize != 0 ? ["drop_last=True"] : [])
    return ["loader = DataLoader(\(arguments.joined(separator: ", ")))"]
  }
}
