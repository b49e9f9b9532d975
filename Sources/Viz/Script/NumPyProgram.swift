import Engine
import Languages

/// The article's run as a program for NumPy in float64, with the gradient derived by hand and the optimizer written out.
struct NumPyProgram {
  private let configuration: Configuration
  private let sample: Sample
  private let steps: Int
  private let every: Int
  private let events: [Timed]
  /// The optimizers of the run by name, SGD's or Adam's rule, with the values that each setting has at some time.
  private let rules: [NumPyRule]

  /// A program that makes `steps` steps.
  ///
  /// - Throws: Where the run is another than the article's.
  init(_ configuration: Configuration, steps: Int, every: Int = 1) throws(ScriptRefusal) {
    guard configuration.isArticleRun, let sample = configuration.data.sample else {
      throw ScriptRefusal(
        say(
          "script.notByHand",
          """
          only the article's network is derived by hand for NumPy: one Linear without bias, Sigmoid, MSELoss and one \
          sample, not \(configuration.architecture.title)
          """))
    }
    if let schedule = configuration.schedule {
      throw ScriptRefusal(
        say(
          "script.noSchedule",
          "the program for NumPy has no schedule: \(schedule.text) would have to be left out"))
    }
    self.configuration = configuration
    self.sample = sample
    self.steps = steps
    self.every = every
    events = configuration.events.filter { $0.step < steps }
    rules = try NumPyRule.all(of: configuration, events)
  }

  /// The program's lines, with an end of line after each.
  var text: String {
    var walk = NumPyEvents(configuration, rules)
    let start = walk.start(events.prefix { $0.step == 0 })
    let changes = walk.changes(events.drop { $0.step == 0 })
    let parts = [
      ["import numpy as np"], sampleLines, weightLines, start, loopLines + changes.map(Python.indented),
    ]
    return parts.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private var sampleLines: [String] {
    [("x", sample.input), ("y", sample.target)].flatMap { name, numbers in
      Python.tensor(
        numbers.map(Python.number), shape: [numbers.count], start: "\(name) = np.array(", end: ")")
    }
  }

  private var weightLines: [String] {
    let shape = [sample.target.count, sample.input.count]
    let linear = "nn.Linear(\(shape[1]), \(shape[0]), bias=False)"
    var generator = Generator(seed: configuration.seed)
    let drawn = Network(configuration.architecture, &generator).parameters[0].data.elements
    let weights = configuration.initialWeights?[0] ?? drawn
    let comment =
      configuration.initialWeights == nil
      ? [
        "# The weights of \(linear) after torch.manual_seed(\(configuration.seed)); each row is an output's."
      ]
      : []
    return comment
      + Python.tensor(
        weights.map { Python.number(Double($0)) }, shape: shape, start: "W = np.array(", end: ")")
  }

  private var loopLines: [String] {
    let lines =
      [
        "# Forward: z = W x, p = sigmoid(z), and the mean of the squared errors.",
        "p = 1 / (1 + np.exp(-(W @ x)))",
        "loss = np.mean((p - y) ** 2)",
        "",
        "# Backward, by the chain rule.",
        "dp = 2 / len(y) * (p - y)  # dL/dp",
        "dz = dp * p * (1 - p)      # dL/dz, the slope of the sigmoid being p (1 - p)",
        "g = np.outer(dz, x)        # dL/dW[i, j] = dL/dz[i] x[j]",
      ] + clippingLines + [""] + updateLines
      + PyTorchProgram.printLines(steps: steps, every: every, loss: "loss")
    return ["for step in range(1, \(steps + 1)):"] + lines.map(Python.indented)
  }

  private var clippingLines: [String] {
    let clipping = configuration.clipping
    return (clipping.norm.map { ["g = g * min(1, \(Python.number($0)) / (np.linalg.norm(g) + 1e-6))"] } ?? [])
      + (clipping.value.map { ["g = np.clip(g, -\(Python.number($0)), \(Python.number($0)))"] } ?? [])
  }

  /// The rules of all optimizers in the run, of which the running one is asked for where there are two.
  private var updateLines: [String] {
    if rules.count == 1 { return ["# The step of \(rules[0].rule.title)."] + rules[0].updateLines }
    return rules.enumerated().flatMap { index, rule in
      ["\(index == 0 ? "if" : "elif") optimizer == \"\(rule.rule.name)\":"]
        + rule.updateLines.map(Python.indented)
    }
  }
}
