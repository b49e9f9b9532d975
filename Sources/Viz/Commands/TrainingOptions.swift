import ArgumentParser
import Engine

/// The options that decide a run, shared by all commands that train.
struct TrainingOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: "Seed of the initial weights, as torch.manual_seed takes it. (default: drawn at random and shown)",
    transform: OptionParsers.seed)
  var seed: UInt64?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Length of input and target. (default: 2)", valueName: "n"),
    transform: OptionParsers.size)
  var size = 2

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Input x, as many numbers as --size. (default: the article's -0.5,0.1)", valueName: "a,b,…"),
    transform: OptionParsers.numbers)
  var input: [Double] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Target y, as many numbers as --size. (default: the article's 0.1,0.2)", valueName: "a,b,…"),
    transform: OptionParsers.numbers)
  var target: [Double] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Initial weights instead of the seed's, row by row. (default: drawn from the seed)",
      valueName: "a,b;c,d"),
    transform: OptionParsers.matrix)
  var weights: [[Double]] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Optimizer to start with: sgd or adam. (default: sgd)", valueName: "name"),
    completion: .list(Optimizers.all.map(\.name)), transform: Self.optimizer)
  var optimizer: OptimizerRule?

  @Option(
    name: .customLong("lr"), parsing: .unconditional,
    help: ArgumentHelp(
      "Learning rate of both optimizers. (default: 0.1 for SGD, 0.001 for Adam)", valueName: "rate"),
    transform: OptionParsers.nonNegative)
  var learningRate: Double?

  @Option(
    name: .customLong("sgd-lr"), parsing: .unconditional,
    help: ArgumentHelp("Learning rate of SGD. (default: that of --lr)", valueName: "rate"),
    transform: OptionParsers.nonNegative)
  var sgdLearningRate: Double?

  @Option(
    name: .customLong("adam-lr"), parsing: .unconditional,
    help: ArgumentHelp("Learning rate of Adam. (default: that of --lr)", valueName: "rate"),
    transform: OptionParsers.nonNegative)
  var adamLearningRate: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("SGD's momentum. (default: 0)", valueName: "μ"),
    transform: OptionParsers.nonNegative)
  var momentum = 0.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("SGD's dampening of the momentum. (default: 0)", valueName: "d"),
    transform: OptionParsers.finite)
  var dampening = 0.0

  @Flag(help: "SGD with Nesterov's momentum.")
  var nesterov = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Weight decay of both optimizers. (default: 0)", valueName: "λ"),
    transform: OptionParsers.nonNegative)
  var weightDecay = 0.0

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Adam's β₁. (default: 0.9)", valueName: "β"),
    transform: OptionParsers.fraction)
  var beta1 = 0.9

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Adam's β₂. (default: 0.999)", valueName: "β"),
    transform: OptionParsers.fraction)
  var beta2 = 0.999

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Adam's ε. (default: 1e-8)", valueName: "ε"),
    transform: OptionParsers.nonNegative)
  var eps = 1e-8

  @Flag(help: "Adam with the largest second moment so far.")
  var amsgrad = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps after which the optimizer is switched, in any order. (default: none)", valueName: "40,80"),
    transform: OptionParsers.steps)
  var toggle: [Int] = []

  /// The seed when none is given: small, so that it is easily read out and typed.
  static func drawSeed() -> UInt64 {
    UInt64.random(in: 0..<10_000)
  }

  /// Lists must have the lengths that the size asks for, and Nesterov needs a momentum.
  func validate() throws {
    for (option, values) in [("--input", input), ("--target", target)] {
      if values.isEmpty, size != 2 {
        throw ValidationError("\(option) is missing: with --size \(size) it needs \(size) numbers")
      }
      if !values.isEmpty, values.count != size {
        let hint = values.count == 2 * size ? "; decimals are written with a point" : ""
        throw ValidationError(
          "\(option) has \(values.count) numbers but --size is \(size): it needs \(size)\(hint)")
      }
    }
    if !weights.isEmpty, weights.count != size || weights[0].count != size {
      throw ValidationError(
        "--weights has \(weights.count) rows of \(weights[0].count) numbers but --size is \(size): "
          + "it needs \(size) rows of \(size)")
    }
    if nesterov, momentum <= 0 || dampening != 0 {
      throw ValidationError("--nesterov needs a --momentum above 0 and a --dampening of 0")
    }
  }

  /// The run that the options describe, from `fallbackSeed` where no seed is given.
  func configuration(fallbackSeed: UInt64) throws -> Configuration {
    var sgd = OptimizerRule.sgd.defaults
    sgd["lr"] = sgdLearningRate ?? learningRate ?? sgd["lr"]
    sgd["momentum"] = momentum
    sgd["dampening"] = dampening
    sgd["nesterov"] = nesterov ? 1 : 0
    sgd["weight_decay"] = weightDecay
    var adam = OptimizerRule.adam.defaults
    adam["lr"] = adamLearningRate ?? learningRate ?? adam["lr"]
    adam["beta1"] = beta1
    adam["beta2"] = beta2
    adam["eps"] = eps
    adam["weight_decay"] = weightDecay
    adam["amsgrad"] = amsgrad ? 1 : 0
    let choices = [OptimizerChoice(.sgd, sgd), OptimizerChoice(.adam, adam)]
    let first = choices.first { $0.rule == optimizer ?? .sgd } ?? OptimizerChoice(optimizer ?? .sgd)
    var name = first.rule.name
    let events = toggle.sorted().map { step in
      name = name == "adam" ? "sgd" : "adam"
      return Timed(step: step, .optimizer(name))
    }
    return try .article(
      seed: seed ?? fallbackSeed,
      input: input.isEmpty ? Configuration.articleInput : input,
      target: target.isEmpty ? Configuration.articleTarget : target,
      initialWeight: weights.isEmpty ? nil : weights.flatMap { $0 }.map(Float.init),
      optimizer: first, others: choices, events: events)
  }

  private static func optimizer(_ text: String) throws -> OptimizerRule {
    try Optimizers.named(text)
  }
}
