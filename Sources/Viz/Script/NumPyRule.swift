import Engine
import Languages

/// SGD or Adam by hand, as far as a run uses it.
struct NumPyRule {
  /// Which of the two.
  let rule: OptimizerRule
  /// For each setting, the values that it has at some time.
  private let values: [String: Set<Double>]

  /// The rules of the optimizers in a run, in the order in which they come.
  static func all(of configuration: Configuration, _ events: [Timed]) throws(ScriptRefusal) -> [NumPyRule] {
    var names = [configuration.optimizer]
    var settings: [String: [String: Set<Double>]] = [:]
    var running = configuration.optimizer
    for event in events {
      if case .optimizer(let name) = event.command {
        running = name
        if !names.contains(name) { names.append(name) }
      }
      if case .set(let name, let value) = event.command {
        settings[running, default: [:]][name, default: []].insert(value)
      }
    }
    var rules: [NumPyRule] = []
    for name in names {
      guard let choice = configuration.choice(name), ["sgd", "adam"].contains(name) else {
        throw ScriptRefusal(
          say("script.noRule", "the program for NumPy has SGD and Adam by hand, not \(name)"))
      }
      var values = settings[name] ?? [:]
      for setting in choice.rule.settings {
        values[setting.name, default: []].insert(choice.values[setting.name])
        guard setting.kind != .flag || values[setting.name]?.count == 1 else {
          throw ScriptRefusal(
            say("script.noChange", "the program for NumPy cannot change \(setting.name) during a run"))
        }
      }
      rules.append(NumPyRule(rule: choice.rule, values: values))
    }
    return rules
  }

  /// Whether a setting is other than 0 at some time.
  private func uses(_ name: String) -> Bool { values[name]?.contains { $0 != 0 } ?? false }

  /// Whether a setting is 0 at some time.
  private func isSometimesZero(_ name: String) -> Bool { values[name]?.contains(0) ?? true }

  /// Settings as variables of the same names, and empty state.
  func startLines(_ settings: SettingValues) -> [String] {
    let always: Set = ["lr", "beta1", "beta2", "eps"]
    let names = rule.settings.filter { $0.kind != .flag && (always.contains($0.name) || uses($0.name)) }
    return names.map { "\($0.name) = \(Python.number(settings[$0.name]))" } + stateLines
  }

  private var stateLines: [String] {
    if rule == .sgd { return uses("momentum") ? ["b = None  # the first gradient begins it"] : [] }
    return ["t = 0", "m = np.zeros_like(W)", "v = np.zeros_like(W)"]
      + (uses("amsgrad") ? ["v_max = np.zeros_like(W)"] : [])
  }

  /// One step along the gradient `g`.
  var updateLines: [String] {
    (uses("weight_decay") ? ["g = g + weight_decay * W"] : []) + (rule == .sgd ? sgdLines : adamLines)
  }

  private var sgdLines: [String] {
    guard uses("momentum") else { return ["W -= lr * g"] }
    let kept = uses("dampening") ? "momentum * b + (1 - dampening) * g" : "momentum * b + g"
    let lines = [
      "b = g if b is None else \(kept)", uses("nesterov") ? "g = g + momentum * b" : "g = b",
    ]
    return (isSometimesZero("momentum") ? ["if momentum != 0:"] + lines.map(Python.indented) : lines)
      + ["W -= lr * g"]
  }

  private var adamLines: [String] {
    let largest = uses("amsgrad")
    return ["t += 1", "m = beta1 * m + (1 - beta1) * g", "v = beta2 * v + (1 - beta2) * g**2"]
      + (largest ? ["v_max = np.maximum(v_max, v)"] : [])
      + [
        "m_hat = m / (1 - beta1**t)", "v_hat = \(largest ? "v_max" : "v") / (1 - beta2**t)",
        "W -= lr * m_hat / (np.sqrt(v_hat) + eps)",
      ]
  }
}

/// What changes during a run, as lines for NumPy.
struct NumPyEvents {
  private let rules: [NumPyRule]
  private var choices: [OptimizerChoice]
  private var running: String

  init(_ configuration: Configuration, _ rules: [NumPyRule]) {
    self.rules = rules
    choices = configuration.optimizers
    running = configuration.optimizer
  }

  /// The first optimizer, and what is done before the first step.
  mutating func start(_ events: ArraySlice<Timed>) -> [String] {
    var lines = optimizerLines
    for event in events {
      let new = carryOut(event.command)
      if case .optimizer = event.command { lines = new } else { lines += new }
    }
    return lines
  }

  /// What is done between steps, each after its step.
  mutating func changes(_ events: ArraySlice<Timed>) -> [String] {
    var changes: [ProgramChange] = []
    for event in events { changes.add(carryOut(event.command), after: event.step) }
    return changes.lines
  }

  private mutating func carryOut(_ command: Command) -> [String] {
    switch command {
    case .optimizer(let name):
      running = name
      return optimizerLines
    case .set(let name, let value):
      guard let index = choices.firstIndex(where: { $0.rule.name == running }) else { return [] }
      choices[index].values[name] = value
      return choices[index].rule.has(name) ? ["\(name) = \(Python.number(value))"] : []
    case .edit(let place, let value):
      let tensor = place.tensor == "x" || place.tensor == "y" ? place.tensor : "W"
      return ["\(tensor)[\(place.index.map { "\($0)" }.joined(separator: ", "))] = \(Python.number(value))"]
    case .reset, .reseed: return []
    }
  }

  private var optimizerLines: [String] {
    guard let rule = rules.first(where: { $0.rule.name == running }),
      let choice = choices.first(where: { $0.rule == rule.rule })
    else { return [] }
    return (rules.count > 1 ? ["optimizer = \"\(running)\""] : []) + rule.startLines(choice.values)
  }
}
