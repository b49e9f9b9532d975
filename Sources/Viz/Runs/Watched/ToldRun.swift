import Engine
import Formats
import Languages

/// All that a run which trains elsewhere has told of itself, put together message by message.
struct ToldRun {
  /// A parameter, by what the run says of it once.
  struct Parameter {
    let name: String
    let shape: [Int]
    /// The number of the optimizer that trains it.
    let optimizer: Int
  }

  /// One of the program's optimizers, as the newest frame tells of it.
  struct Optimizer {
    let kind: String
    /// The class's name, such as "AdamW".
    let title: String
    /// How many steps its present rule has taken.
    let steps: Int
    /// In force, by PyTorch's names.
    let settings: [String: Double]
    /// What the program, or its schedule, has for the rate.
    let ownRate: Double?
    /// The kind that a switch goes to.
    var partner: String
  }

  private(set) var process = 0
  private(set) var arguments: [String] = []
  private(set) var torch = ""
  private(set) var parameters: [Parameter] = [] {
    didSet { shapes = Dictionary(parameters.map { ($0.name, $0.shape) }) { first, _ in first } }
  }
  private var shapes: [String: [Int]] = [:]
  private(set) var optimizers: [Optimizer] = []
  private(set) var step = 0
  private(set) var isRunning = true
  /// What the run lets itself be asked for.
  private(set) var capabilities: [String] = []
  /// Why it ended, once it has said so, in its own words.
  private var ending: String?
  /// What a program says that has come to its end.
  private static let usualEnd = "the program has ended"

  /// Whether it ended as programs do.
  var hasEndedWell: Bool { ending == Self.usualEnd }
  /// Why it ended, once it has said so.
  var endingText: String? {
    hasEndedWell ? say("watched.programEnded", "the program has ended") : ending
  }

  /// What is told besides; the command line is not.
  private(set) var about = WatchedProgram(command: "")
  /// The kinds of optimizers that torch has, with the names of their classes.
  private var kinds: [(name: String, title: String)] = []
  /// For each of the program's optimizers the kinds that cannot take over, with why.
  private var refusals: [[String: String]] = []
  private var losses = ToldLosses()
  /// The cells of what is looked at, by parameter and role.
  private var tensors: [String: [String: Tensor]] = [:]
  private var summaries: [String: ParameterSummary] = [:]

  /// Takes over a message; throws `Failure` for one of another version of the wire.
  mutating func take(_ message: WireMessage) throws {
    switch message.kind {
    case "hello": try takeHello(message)
    case "frame": takeFrame(message)
    case "mark": losses.takeMark(message.header)
    case "end":
      ending = message.header["why"]?.string ?? Self.usualEnd
      step = message.header["step"]?.int ?? step
    default: break
    }
  }

  // MARK: - What is told once

  private mutating func takeHello(_ message: WireMessage) throws {
    let header = message.header
    let version = header["proto"]?.int ?? 0
    guard version == WireMessage.version else {
      let own = WireMessage.version
      throw Failure(
        version < own
          ? say(
            "watched.oldPython",
            "the run speaks version \(version) of the wire and viz version \(own): the run's Python side is the older one"
          )
          : say(
            "watched.oldViz",
            "the run speaks version \(version) of the wire and viz version \(own): this viz is the older one")
      )
    }
    process = header["pid"]?.int ?? 0
    arguments = (header["argv"]?.elements ?? []).compactMap(\.string)
    torch = header["torch"]?.string ?? ""
    capabilities = (header["capabilities"]?.elements ?? []).compactMap(\.string)
    (about.rank, about.world) = (header["rank"]?.int ?? 0, header["world"]?.int ?? 1)
    let names = (header["kinds"]?.elements ?? []).compactMap(\.string)
    let titles = (header["titles"]?.elements ?? []).compactMap(\.string)
    refusals = (header["refusals"]?.elements ?? []).map { told in
      Dictionary(told.members.map { ($0.name, $0.value.string ?? "") }) { $1 }
    }
    kinds = names.enumerated().map { ($1, titles.indices.contains($0) ? titles[$0] : $1) }
    parameters = (header["parameters"]?.elements ?? []).map { told in
      Parameter(
        name: told["name"]?.string ?? "", shape: (told["shape"]?.elements ?? []).map { max(0, $0.int ?? 0) },
        optimizer: told["optimizer"]?.int ?? 0)
    }
    takeState(header)
    losses.take(message, kinds: optimizers.map(\.kind))
    for mark in header["marks"]?.elements ?? [] { losses.takeMark(mark) }
  }

  /// What both a hello and a frame tell of the run.
  private mutating func takeState(_ header: JSONValue) {
    step = header["step"]?.int ?? step
    isRunning = header["running"]?.bool ?? isRunning
    guard let told = header["optimizers"]?.elements else { return }
    let before = optimizers
    defer {
      // What an optimizer kept says nothing of the one that steps now.
      if optimizers.map(\.kind) != before.map(\.kind) { tensors = [:] }
    }
    optimizers = told.enumerated().map { index, told in
      let kind = told["kind"]?.string ?? ""
      var settings: [String: Double] = [:]
      for member in told["settings"]?.members ?? [] { settings[member.name] = member.value.double ?? .nan }
      let last = before.indices.contains(index) ? before[index] : nil
      let own = told["own"]?.string ?? kind
      // From another one, a switch leads back to the program's own; from that, to the other one that was used last.
      let partner =
        kind != own ? own : last.map { $0.kind == own ? $0.partner : $0.kind } ?? usualPartner(of: own, index)
      return Optimizer(
        kind: kind, title: told["title"]?.string ?? title(of: kind), steps: told["ruleSteps"]?.int ?? 0,
        settings: settings, ownRate: told["scheduled"]?.double,
        partner: partner)
    }
  }

  /// The first of the usual ones that can take over.
  private func usualPartner(of own: String, _ index: Int) -> String {
    let refused = refusals.indices.contains(index) ? refusals[index] : [:]
    return ["sgd", "adam"].first { $0 != own && refused[$0] == nil } ?? (own == "sgd" ? "adam" : "sgd")
  }

  // MARK: - What frames tell

  private mutating func takeFrame(_ message: WireMessage) {
    let header = message.header
    takeState(header)
    about.stepsPerSecond = header["stepsPerSecond"]?.double
    about.cost = header["cost"]?.double
    about.heldWhy = header["why"]?.string
    let breakpoints = header["breakpoints"]?.members ?? []
    about.breakpoints = Dictionary(breakpoints.map { ($0.name, $0.value.double ?? 0) }) { $1 }
    about.accumulated = header["accumulated"]?.int ?? 1
    about.skipped = header["skipped"]?.int ?? 0
    about.ranks = (header["ranks"]?.elements ?? []).map { told in
      WatchedProgram.Rank(
        number: told["rank"]?.int ?? 0, step: told["step"]?.int ?? 0, loss: told["loss"]?.double ?? .nan,
        isEqual: told["isEqual"]?.bool)
    }
    losses.take(message, kinds: optimizers.map(\.kind))
    for told in header["shown"]?.elements ?? [] {
      guard let name = told["name"]?.string, let role = told["role"]?.string,
        let tensor = message.tensors.first(where: { $0.name == told["tensor"]?.string })
      else { continue }
      tensors[name, default: [:]][role] = Tensor(tensor.numbers.map { Float($0) }, shape: tensor.shape)
    }
    for told in header["summaries"]?.elements ?? [] {
      guard let name = told["name"]?.string, let shape = shapes[name] else { continue }
      let counts = (told["histogram"]?.elements ?? []).map { $0.int ?? 0 }
      about.isSampled = told["isSample"]?.bool ?? false
      summaries[name] = ParameterSummary(
        elsewhere: name, shape: shape, norm: told["norm"]?.double ?? .nan,
        // What is left out is not there; what is null is no finite number.
        gradientNorm: told["gradient"].map { $0.double ?? .nan },
        updateRatio: told["update"]?.double,
        histogram: counts.count == ParameterSummary.histogramParts
          ? counts : [Int](repeating: 0, count: ParameterSummary.histogramParts),
        limit: told["limit"]?.double ?? 0)
    }
  }

  // MARK: - As frames are drawn from it

  /// The number of the optimizer that trains a parameter.
  func optimizer(of name: String) -> Int {
    let number = parameters.first { $0.name == name }?.optimizer ?? 0
    return optimizers.indices.contains(number) ? number : 0
  }

  /// The settings of an optimizer that can be asked for.
  func settings(of number: Int) -> Set<String> {
    optimizers.indices.contains(number) ? Set(optimizers[number].settings.keys) : []
  }

  /// The losses of all other optimizers.
  func otherLosses(than number: Int) -> [LossHistory] {
    losses.histories.enumerated().filter { $0 != number && $1.count > 0 }.map(\.element)
  }

  /// All of it as a snapshot, seen from the optimizer that trains the parameter that is looked at.
  func snapshot(_ run: String, _ interest: Interest) -> Snapshot {
    let number = optimizer(of: interest.place.tensor)
    let running = optimizers.indices.contains(number) ? optimizers[number] : nil
    let history = losses.histories.indices.contains(number) ? losses.histories[number] : LossHistory()
    let choice = running.map(choice) ?? OptimizerChoice(Self.unknown)
    let numbers = parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let model =
      torch.isEmpty
      ? "" : say("watched.model", "\(NumberText.grouped(numbers)) numbers in torch \(torch)")
    return Snapshot(
      elsewhere: run, model: model, step: step, optimizer: choice,
      partner: running.map { rule($0.partner, $0.partner) } ?? choice.rule,
      optimizers: kinds.map { OptimizerChoice(rule($0.name, $0.title)) },
      refusals: refusals.indices.contains(number) ? refusals[number] : [:],
      optimizerStep: running?.steps ?? 0,
      parameters: parameters.map { parameter($0, states: choice.rule.state(choice.values)) },
      loss: losses.newest.indices.contains(number) ? losses.newest[number] : .nan, history: history,
      summaries: interest.wantsSummaries ? parameters.compactMap { summaries[$0.name] } : [])
  }

  /// What stands for the optimizer before one has stepped.
  private static let unknown = OptimizerRule.elsewhere(name: "", title: "–", settings: [])

  private func title(of kind: String) -> String { kinds.first { $0.name == kind }?.title ?? kind }

  /// The rule that viz knows by that name, or what is known of another one.
  private func rule(_ kind: String, _ title: String, settings: [String] = []) -> OptimizerRule {
    Optimizers.all.first { $0.name == kind }
      ?? .elsewhere(
        name: kind, title: kinds.first { $0.name == kind }?.title ?? title,
        settings: settings.map(Self.setting))
  }

  /// What the settings of optimizers are called that viz has itself.
  private static func setting(_ name: String) -> Setting {
    // These mean the same in all of them.
    let common = ["lr", "momentum", "weight_decay", "eps", "beta1", "beta2"]
    return Optimizers.all.lazy.flatMap(\.settings).first { $0.name == name && common.contains(name) }
      ?? Setting(
        name, Words("watched.asPyTorch", "as PyTorch has it"), standard: 0, kind: .number(.zeroOrMore))
  }

  private func choice(_ optimizer: Optimizer) -> OptimizerChoice {
    let order = ["lr", "momentum", "beta1", "beta2"]
    let names =
      order.filter { optimizer.settings[$0] != nil }
      + optimizer.settings.keys.filter { !order.contains($0) }.sorted()
    let rule = rule(optimizer.kind, optimizer.title, settings: names)
    var values = rule.defaults
    for (name, value) in optimizer.settings { values[name] = value }
    return OptimizerChoice(rule, values)
  }

  private func parameter(_ parameter: Parameter, states: [StateTensor]) -> Snapshot.Parameter {
    var told = tensors[parameter.name] ?? [:]
    func reduced(_ role: String) -> ReducedTensor {
      ReducedTensor(elsewhere: parameter.shape, blocks: told[role] ?? Tensor([], shape: [0]))
    }
    let (value, gradient) = (reduced("weight"), reduced("gradient"))
    (told["weight"], told["gradient"]) = (nil, nil)
    let known = states.filter { told[$0.name] != nil }
    let others = told.keys.filter { name in !known.contains { $0.name == name } }.sorted().map {
      StateTensor($0, symbol: $0, "", isSigned: true)
    }
    return Snapshot.Parameter(
      elsewhere: parameter.name, value: value, gradient: gradient,
      state: (known + others).map { Snapshot.State(elsewhere: $0, value: reduced($0.name)) })
  }
}
