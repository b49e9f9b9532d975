import Engine

/// What changes during a run, as lines of Python.
struct EventProgram {
  /// The optimizer that makes the first step, as it is made.
  private(set) var first: OptimizerChoice
  /// What is done before the first step, after the optimizer is made.
  private(set) var beforeFirstStep: [String] = []
  /// What is done between steps.
  private(set) var changes: [ProgramChange] = []

  private let configuration: Configuration
  /// Every optimizer with its settings as they were set last.
  private var choices: [OptimizerChoice]
  private var running: Int
  /// The step after which the running optimizer was made, and the states that it has had since.
  private var begin = 0
  private var states: Set<String> = []

  /// The events before the last step; what comes after it changes nothing.
  init(_ configuration: Configuration, before steps: Int) {
    self.configuration = configuration
    choices = configuration.optimizers
    running = choices.firstIndex { $0.rule.name == configuration.optimizer } ?? 0
    first = choices[running]
    for event in configuration.events where event.step < steps {
      let lines = carryOut(event)
      if event.step == 0 { beforeFirstStep += lines } else { changes.add(lines, after: event.step) }
    }
  }

  private mutating func carryOut(_ event: Timed) -> [String] {
    switch event.command {
    case .optimizer(let name):
      running = choices.firstIndex { $0.rule.name == name } ?? running
      (begin, states) = (event.step, [])
      let choice = choices[running]
      if event.step == 0 {
        // It is as if the run had begun with it; what was set on another optimizer is kept for when that comes back.
        first = choice
        beforeFirstStep.removeAll { $0.hasPrefix("optimizer.") }
        return []
      }
      return OptimizerProgram.lines(choice, configuration.schedule, indent: 12)
    case .set(let name, let value): return set(name, value, after: event.step)
    case .edit(let place, let value): return edit(place, value)
    case .reset, .reseed: return []
    }
  }

  private mutating func set(_ name: String, _ value: Double, after step: Int) -> [String] {
    let rule = choices[running].rule
    guard let setting = try? rule.setting(named: name) else { return [] }
    states.formUnion(rule.state(choices[running].values).map(\.name))
    choices[running].values[setting.name] = value
    let group = "optimizer.param_groups[0][\"\(setting.keyword)\"]"
    var literal = rule.literal(of: setting, choices[running].values)
    if let place = setting.place, configuration.schedule != nil {
      // A schedule may have moved the others of the tuple.
      let parts = rule.settings.filter { $0.place?.tuple == place.tuple }.compactMap { $0.place?.index }
        .sorted()
      let numbers = parts.map { $0 == place.index ? setting.literal([value]) : "\(group)[\($0)]" }
      literal = "(\(numbers.joined(separator: ", ")))"
    }
    return ["\(group) = \(literal)"] + stateLines(rule, after: step)
  }

  /// State that the new settings ask for and that there never was: PyTorch makes it before an optimizer's first step only.
  private mutating func stateLines(_ rule: OptimizerRule, after step: Int) -> [String] {
    let names = rule.state(choices[running].values).map(\.name)
    let new = names.filter { !states.contains($0) }
    states.formUnion(new)
    guard rule.countsSteps, step > begin, !new.isEmpty else { return [] }
    return ["for parameter in model.parameters():"]
      + new.map { "    optimizer.state[parameter][\"\($0)\"] = torch.zeros_like(parameter)" }
  }

  private func edit(_ place: Place, _ value: Double) -> [String] {
    let number = Python.number(value)
    if place.tensor == "x" || place.tensor == "y" {
      return ["\(place.tensor)[0, \(place.column)] = \(number)"]
    }
    let tensor = PyTorchProgram.code(ofParameter: place.tensor, in: configuration.architecture)
    let index = place.index.map { "\($0)" }.joined(separator: ", ")
    return ["with torch.no_grad():", "    \(tensor)[\(index)] = \(number)"]
  }
}
