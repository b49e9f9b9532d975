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

  /// A step of the schedule. PyTorch's OneCycleLR fails when it is asked for more rates than it has: the last one stays.
  static func stepLines(_ plan: SchedulePlan?, steps: Int) -> [String] {
    guard let plan else { return [] }
    var step = ["scheduler.step()"]
    for (index, part) in plan.parts.enumerated().reversed() where part.rule.has("total_steps") {
      let end = part.begin + Int(part.values["total_steps"])
      let next = index + 1 < plan.parts.count ? plan.parts[index + 1].begin : .max
      guard end < next, end <= steps else { continue }
      if next == .max {
        step =
          ["if scheduler.last_epoch < \(end - 1):  # \(part.rule.className)'s last rate stays"]
          + step.map(Python.indented)
      } else {
        step =
          [
            "if \(end - 1) <= scheduler.last_epoch < \(next - 1):  # \(part.rule.className)'s last rate stays",
            "    scheduler.last_epoch += 1",
          ] + (step.count == 1 ? ["else:"] + step.map(Python.indented) : ["el" + step[0]] + step.dropFirst())
      }
    }
    return step
  }
}

extension PyTorchProgram {
  /// The optimizer, and what happens before the first step.
  func optimizerLines(_ events: EventProgram) -> [[String]] {
    let optimizer = OptimizerProgram.lines(events.first, configuration.schedule)
    return [optimizer + events.beforeFirstStep]
  }
}
