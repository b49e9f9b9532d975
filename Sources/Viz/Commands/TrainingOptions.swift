import ArgumentParser
import Engine
import Glibc
import Languages

/// The options that decide a run, shared by all commands that train.
struct TrainingOptions: ParsableArguments {
  /// How many threads may compute.
  enum Threads: Equatable {
    case atMost(Int)
    /// As many as pay.
    case auto

    /// How many threads are asked for; never more than there are processors, because the others would only take turns.
    var count: Int {
      switch self {
      case .atMost(let count): min(count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      case .auto: Self.atMost(2).count
      }
    }
  }

  @OptionGroup(title: say("option.networkTitle", "Network"))
  var network: NetworkOptions

  @OptionGroup(title: say("option.dataTitle", "Data"))
  var data: DataOptions

  @OptionGroup(title: say("option.optimizerTitle", "Optimizer"))
  var optimizer: OptimizerOptions

  @OptionGroup(title: say("option.eventsTitle", "Events"))
  var events: EventOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.threads",
        "Threads that may compute, or auto; the numbers are the same bits whatever it is. (default: 1)"),
      valueName: "n"),
    completion: .list(["1", "2", "auto"]), transform: Self.threads)
  var threads = Threads.atMost(1)

  /// The seed of the initial weights, where one is given.
  var seed: UInt64? { network.seed }

  /// The seed when none is given: small, so that it is easily read out and typed.
  static func drawSeed() -> UInt64 {
    UInt64.random(in: 0..<10_000)
  }

  /// What needs no data to be found wrong.
  func validate() throws {
    if let missing = missingParts {
      throw ValidationError(missing)
    }
    let size = data.sampleSize
    if let row = network.weights.first, isArticles, network.weights.count != size || row.count != size {
      throw ValidationError(
        say(
          "error.weightRows",
          """
          --weights has \(network.weights.count) rows of \(row.count) numbers but --size is \(size): it needs \
          \(size) rows of \(size)
          """))
    }
  }

  private static func threads(_ text: String) throws -> Threads {
    if text.lowercased() == "auto" { return .auto }
    guard let count = try? OptionParsers.positive(text), count <= 1024 else {
      throw ValidationError(say("error.threads", "a whole number from 1 to 1024 is needed, or auto"))
    }
    return .atMost(count)
  }
}

extension TrainingOptions {
  /// The run that the options describe, from `fallbackSeed` where no seed is given.
  ///
  /// - Parameters:
  ///   - hasKeys: Whether a key can switch to another optimizer, so that its settings count as well.
  ///   - state: A file with the state of a run that is gone on with.
  func configuration(fallbackSeed: UInt64, hasKeys: Bool = false, state: String? = nil) throws
    -> Configuration
  {
    let (rows, notice) = try data.rows(orOf: preset?.data ?? DataSet.sampleName, for: try targetForm)
    if let notice { try DescriptorWriter.tell(notice) }
    let architecture = try architecture(rows)
    let first = try firstChoice
    let events = try events.events(first: first.rule)
    let choices = try optimizer.choices(first, among: rules(first.rule, events, hasKeys: hasKeys))
    if let schedule = optimizer.schedule {
      try OptionParsers.naming("--schedule \(schedule.text)") { try schedule.check(for: first.rule) }
    }
    let batch = try data.batchSize(preset, rows)
    let isSample = rows.sample != nil
    let (weights, start) = try initial(architecture, state)
    if let start, let choice = start.optimizers.first(where: { $0.rule.name == start.optimizer }) {
      try DescriptorWriter.tell(
        say("told.goesOnAfter", "goes on after step \(start.step) with \(choice.text)"))
    }
    do {
      return try Configuration(
        architecture, data: rows, optimizer: choices[0], others: choices, seed: seed ?? fallbackSeed,
        initialWeights: weights, start: start, batch: batch, shuffles: !isSample && !data.noShuffle,
        dropsLast: data.dropLast && !isSample, schedule: optimizer.schedule, clipping: optimizer.clipping(),
        threads: threads.count, events: events
      )
    } catch let error as NetworkError {
      throw ValidationError(say("error.ofOption", "\(network.modelWords): \(error)"))
    } catch let error as SettingError {
      throw ValidationError(say("error.ofOptimizer", "--optimizer \(first.rule.name): \(error)"))
    } catch let error as StartError {
      throw Failure(say("error.cannotGoOn", "cannot go on with \(state ?? ""): \(error)"))
    } catch let error as EventError {
      throw ValidationError(
        say("error.ofEvent", "--at \(error.event.step):\(error.event.command.text): \(error)"))
    }
  }

  /// The preset that is meant, if any: without one, model, loss and data are all given.
  private var preset: Preset? {
    network.preset ?? (network.model == nil && data.source == nil ? .article : nil)
  }

  /// Whether it is the article's layer on its sample, but for the loss.
  private var isArticles: Bool {
    preset == .article && network.model == nil
      && (data.source ?? .named(DataSet.sampleName)) == .named(DataSet.sampleName)
  }

  /// What is said where neither a preset nor a whole run of one's own is given.
  private var missingParts: String? {
    guard preset == nil else { return nil }
    let parts = [
      ("--model", network.model == nil), ("--loss", network.loss == nil), ("--data", data.source == nil),
    ]
    let (missing, given) = (parts.filter(\.1).map(\.0), parts.filter { !$0.1 }.map(\.0))
    guard !missing.isEmpty else { return nil }
    let and = say("error.and", " and ")
    let (absent, present) = (missing.joined(separator: and), given.joined(separator: and))
    return say(
      "error.partsMissing",
      """
      \(absent) \("is", or: "are", for: missing.count) missing beside \(present); or give a --preset, which has them all
      """)
  }

  /// The optimizer to start with, as its text or the preset has it.
  private var firstChoice: OptimizerChoice {
    get throws {
      if let first = optimizer.first { return first }
      return try Optimizers.parse(preset?.optimizer ?? Preset.article.optimizer)
    }
  }

  /// The optimizers of the run, `first` first: those that events switch to and, where a key can, the one that a first switch
  /// goes to. Of the article that one counts in any case, so that one command line serves runs that start with either.
  private func rules(_ first: OptimizerRule, _ events: [Timed], hasKeys: Bool) -> [OptimizerRule] {
    let named = events.compactMap { event -> OptimizerRule? in
      guard case .optimizer(let name) = event.command else { return nil }
      return Optimizers.all.first { $0.name == name }
    }
    let partner = Optimizers.partner(of: first)
    let isPair = Optimizers.partner(of: partner) == first
    return (named + (hasKeys || isArticles && isPair ? [partner] : [])).reduce(into: [first]) { rules, rule in
      if !rules.contains(rule) { rules.append(rule) }
    }
  }

  /// How the loss wants its targets.
  private var targetForm: TargetForm {
    get throws {
      let loss = network.loss ?? preset?.loss ?? ""
      return type(of: try OptionParsers.naming("--loss \(loss)") { try Architecture.loss(loss) }).targets
    }
  }

  private func architecture(_ rows: TrainingData) throws -> Architecture {
    var model = network.model ?? preset?.model ?? ""
    if isArticles, let sample = rows.sample {
      model = Preset.articleModel(inputs: sample.input.count, outputs: sample.target.count)
    }
    let loss = network.loss ?? preset?.loss ?? ""
    let architecture = try OptionParsers.naming(network.modelWords) {
      try Architecture(model, loss: loss, rowShape: rows.training.rowShape)
    }
    _ = try OptionParsers.naming("--loss \(loss)") { try rows.training.targets(for: architecture.loss) }
    return architecture
  }

  /// The weights to begin with, where they are not drawn, and the run that is gone on with.
  private func initial(_ architecture: Architecture, _ state: String?) throws -> (
    weights: [[Float]]?, start: RunStart?
  ) {
    let file = try state.map { try WeightFile($0) }
    let start = try file?.start(for: architecture)
    switch network.initialWeights {
    case .numbers(let rows):
      guard isArticles else {
        throw ValidationError(
          say(
            "error.articleNumbers",
            """
            --weights takes the numbers of the article's layer, and another network is given; a file would be right
            """)
        )
      }
      return ([rows.flatMap { $0 }.map(Float.init)], start)
    case .file(let path):
      let own = path == state ? file : nil
      return (try (own ?? WeightFile(path)).weights(of: architecture), start)
    case nil: return (try file?.weights(of: architecture), start)
    }
  }
}
