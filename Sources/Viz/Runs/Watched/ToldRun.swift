import Engine
import Formats

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
  private(set) var parameters: [Parameter] = []
  private(set) var optimizers: [Optimizer] = []
  private(set) var step = 0
  private(set) var isRunning = true
  /// What the run lets itself be asked for.
  private(set) var abilities: [String] = []
  /// Why it ended, once it has said so.
  private(set) var ending: String?
  /// What is told besides; the command line is not.
  private(set) var about = WatchedProgram(command: "")
  /// The kinds of optimizers that torch has, with the names of their classes.
  private var kinds: [(name: String, title: String)] = []
  private var histories: [LossHistory] = []
  /// The newest loss of each history, which may be none that can be drawn.
  private var newest: [Float] = []
  private var marks: [(id: Int, optimizer: Int, mark: Timed)] = []
  /// The cells of what is looked at, by parameter and role.
  private var tensors: [String: [String: Tensor]] = [:]
  private var summaries: [String: ParameterSummary] = [:]

  /// Takes over a message; throws `Failure` for one of another version of the wire.
  mutating func take(_ message: WireMessage) throws {
    switch message.kind {
    case "hello": try takeHello(message)
    case "frame": takeFrame(message)
    case "mark": takeMark(message.header)
    case "end": ending = message.header["why"]?.string ?? "the program has ended"
    default: break
    }
  }

  // MARK: - What is told once

  private mutating func takeHello(_ message: WireMessage) throws {
    let header = message.header
    let version = header["proto"]?.int ?? 0
    guard version == WireMessage.version else {
      let old = version < WireMessage.version ? "the run's Python side" : "this viz"
      throw Failure(
        "the run speaks version \(version) of the wire and viz version \(WireMessage.version): \(old) is the older one"
      )
    }
    process = header["pid"]?.int ?? 0
    arguments = (header["argv"]?.elements ?? []).compactMap(\.string)
    torch = header["torch"]?.string ?? ""
    abilities = (header["capabilities"]?.elements ?? []).compactMap(\.string)
    (about.rank, about.world) = (header["rank"]?.int ?? 0, header["world"]?.int ?? 1)
    let names = (header["kinds"]?.elements ?? []).compactMap(\.string)
    let titles = (header["titles"]?.elements ?? []).compactMap(\.string)
    kinds = names.enumerated().map { ($1, titles.indices.contains($0) ? titles[$0] : $1) }
    parameters = (header["parameters"]?.elements ?? []).map { told in
      Parameter(
        name: told["name"]?.string ?? "", shape: (told["shape"]?.elements ?? []).map { max(0, $0.int ?? 0) },
        optimizer: told["optimizer"]?.int ?? 0)
    }
    takeState(header)
    takeHistories(message)
    for mark in header["marks"]?.elements ?? [] { takeMark(mark) }
  }

  /// What both a hello and a frame tell of the run.
  private mutating func takeState(_ header: JSONValue) {
    step = header["step"]?.int ?? step
    isRunning = header["running"]?.bool ?? isRunning
    guard let told = header["optimizers"]?.elements else { return }
    let before = optimizers
    optimizers = told.enumerated().map { index, told in
      let kind = told["kind"]?.string ?? ""
      var settings: [String: Double] = [:]
      for member in told["settings"]?.members ?? [] { settings[member.name] = member.value.double ?? .nan }
      let last = before.indices.contains(index) ? before[index] : nil
      let own = told["own"]?.string ?? kind
      let partner = kind != own ? own : kind == "sgd" ? "adam" : "sgd"
      return Optimizer(
        kind: kind, title: told["title"]?.string ?? title(of: kind), steps: told["ruleSteps"]?.int ?? 0,
        settings: settings, ownRate: told["scheduled"]?.double,
        partner: last.map { $0.kind == kind ? $0.partner : $0.kind } ?? partner)
    }
  }

  // MARK: - What frames tell

  private mutating func takeFrame(_ message: WireMessage) {
    let header = message.header
    takeState(header)
    about.stepsPerSecond = header["stepsPerSecond"]?.double
    about.cost = header["cost"]?.double
    about.heldWhy = header["why"]?.string
    about.accumulated = header["accumulated"]?.int ?? 1
    about.skipped = header["skipped"]?.int ?? 0
    about.ranks = (header["ranks"]?.elements ?? []).map { told in
      WatchedProgram.Rank(
        number: told["rank"]?.int ?? 0, step: told["step"]?.int ?? 0, loss: told["loss"]?.double ?? .nan,
        isEqual: told["isEqual"]?.bool)
    }
    takeHistories(message)
    for told in header["shown"]?.elements ?? [] {
      guard let name = told["name"]?.string, let role = told["role"]?.string,
        let tensor = message.tensors.first(where: { $0.name == told["tensor"]?.string })
      else { continue }
      tensors[name, default: [:]][role] = Tensor(tensor.numbers.map { Float($0) }, shape: tensor.shape)
    }
    for told in header["summaries"]?.elements ?? [] {
      guard let name = told["name"]?.string, let parameter = parameters.first(where: { $0.name == name })
      else { continue }
      let counts = (told["histogram"]?.elements ?? []).map { $0.int ?? 0 }
      about.isSampled = told["isSample"]?.bool ?? false
      summaries[name] = ParameterSummary(
        elsewhere: name, shape: parameter.shape, norm: told["norm"]?.double ?? .nan,
        // What is left out is not there; what is null is no finite number.
        gradientNorm: told["gradient"].map { $0.double ?? .nan },
        updateRatio: told["update"]?.double,
        histogram: counts.count == ParameterSummary.histogramParts
          ? counts : [Int](repeating: 0, count: ParameterSummary.histogramParts),
        limit: told["limit"]?.double ?? 0)
    }
  }

  // MARK: - Losses and marks

  private mutating func takeHistories(_ message: WireMessage) {
    for tensor in message.tensors where tensor.shape.count == 2 {
      let parts = tensor.name.split(separator: ".")
      guard let kind = parts.first, let number = parts.count > 1 ? Int(parts[1]) : 0,
        (0..<64).contains(number)
      else { continue }
      switch (kind, tensor.shape[1]) {
      case ("history", 5): takeWhole(tensor.numbers, number)
      case ("losses", 2): takeNew(tensor.numbers, number)
      default: break
      }
    }
  }

  private mutating func makeRoom(for number: Int) {
    while histories.count <= number {
      histories.append(LossHistory())
      newest.append(.nan)
    }
  }

  /// All losses so far, some of them in buckets: (first step, least, largest, sum, count).
  private mutating func takeWhole(_ rows: [Double], _ number: Int) {
    makeRoom(for: number)
    histories[number] = LossHistory()
    for row in stride(from: 0, to: rows.count - 4, by: 5) {
      guard let first = Int(exactly: rows[row]), first >= 0, let count = Int(exactly: rows[row + 4]),
        count > 0,
        count < 1 << 40
      else { continue }
      fill(number, until: first)
      let (least, largest, sum) = (Float(rows[row + 1]), Float(rows[row + 2]), rows[row + 3])
      newest[number] = count == 1 ? Float(sum) : largest
      guard least.isFinite, largest.isFinite, sum.isFinite else { continue }
      histories[number].append(from: least, to: largest, sum: sum, count: count)
      newest[number] = histories[number].latest ?? .nan
    }
    for (_, optimizer, mark) in marks where optimizer == number { histories[number].mark(mark) }
  }

  /// Losses that follow, one by one: (step, loss).
  private mutating func takeNew(_ pairs: [Double], _ number: Int) {
    makeRoom(for: number)
    for place in stride(from: 0, to: pairs.count - 1, by: 2) {
      guard let step = Int(exactly: pairs[place]), step >= histories[number].count else { continue }
      let loss = Float(pairs[place + 1])
      newest[number] = loss
      fill(number, until: step)
      if loss.isFinite { histories[number].append(loss) }
    }
  }

  /// Steps whose loss is not known, or no number, hold that of the step before; before the first one nothing is known.
  private mutating func fill(_ number: Int, until step: Int) {
    if let latest = histories[number].latest {
      while histories[number].count < step { histories[number].append(latest) }
    } else if histories[number].count < step {
      var history = LossHistory(
        firstStep: step, firstOptimizer: optimizers.indices.contains(number) ? optimizers[number].kind : nil)
      for mark in histories[number].marks { history.mark(mark) }
      histories[number] = history
    }
  }

  private mutating func takeMark(_ told: JSONValue) {
    guard let id = told["id"]?.int, !marks.contains(where: { $0.id == id }), let step = told["step"]?.int,
      let what = told["what"]?.string
    else { return }
    let command: Command
    if what == "optimizer", let name = told["to"]?.string {
      command = .optimizer(name)
    } else if let value = told["to"]?.double {
      command = .set(what, value)
    } else {
      return
    }
    let number = min(max(0, told["of"]?.int ?? 0), 63)
    makeRoom(for: number)
    marks.append((id, number, Timed(step: step, command)))
    histories[number].mark(Timed(step: step, command))
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
    histories.indices.filter { $0 != number && histories[$0].count > 0 }.map { histories[$0] }
  }

  /// All of it as a snapshot, seen from the optimizer that trains the parameter that is looked at.
  func snapshot(_ run: String, _ interest: Interest) -> Snapshot {
    let number = optimizer(of: interest.place.tensor)
    let running = optimizers.indices.contains(number) ? optimizers[number] : nil
    let history = histories.indices.contains(number) ? histories[number] : LossHistory()
    let choice = running.map(choice) ?? OptimizerChoice(Self.unknown)
    let numbers = parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
    return Snapshot(
      elsewhere: run, model: torch.isEmpty ? "" : "\(NumberText.grouped(numbers)) numbers in torch \(torch)",
      step: step, optimizer: choice,
      partner: running.map { rule($0.partner, $0.partner) } ?? choice.rule,
      optimizers: kinds.map { OptimizerChoice(rule($0.name, $0.title)) },
      optimizerStep: running?.steps ?? 0,
      parameters: parameters.map { parameter($0, choice) },
      loss: newest.indices.contains(number) ? newest[number] : .nan, history: history,
      summaries: interest.wantsSummaries ? parameters.compactMap { summaries[$0.name] } : [])
  }

  /// What stands for the optimizer before one has stepped.
  private static let unknown = OptimizerRule.elsewhere(name: "", title: "–", settings: [])

  private func title(of kind: String) -> String { kinds.first { $0.name == kind }?.title ?? kind }

  /// The rule that viz knows by that name, or what is known of another one.
  private func rule(_ kind: String, _ title: String, settings: [String] = []) -> OptimizerRule {
    Optimizers.all.first { $0.name == kind }
      ?? .elsewhere(name: kind, title: self.title(of: kind), settings: settings.map(Self.setting))
  }

  /// What the settings of optimizers are called that viz has itself.
  private static func setting(_ name: String) -> Setting {
    Optimizers.all.lazy.flatMap(\.settings).first { $0.name == name }
      ?? Setting(name, "as PyTorch has it", standard: 0, kind: .number(.zeroOrMore))
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

  private func parameter(_ parameter: Parameter, _ choice: OptimizerChoice) -> Snapshot.Parameter {
    var told = tensors[parameter.name] ?? [:]
    func reduced(_ role: String) -> ReducedTensor {
      ReducedTensor(elsewhere: parameter.shape, blocks: told[role] ?? Tensor([], shape: [0]))
    }
    let (value, gradient) = (reduced("weight"), reduced("gradient"))
    (told["weight"], told["gradient"]) = (nil, nil)
    let known = choice.rule.state(choice.values).filter { told[$0.name] != nil }
    let others = told.keys.filter { name in !known.contains { $0.name == name } }.sorted().map {
      StateTensor($0, symbol: $0, "", isSigned: true)
    }
    return Snapshot.Parameter(
      elsewhere: parameter.name, value: value, gradient: gradient,
      state: (known + others).map { Snapshot.State(elsewhere: $0, value: reduced($0.name)) })
  }

  /// Forgets the state of another optimizer than the one that runs now.
  mutating func forgetTensors() { tensors = [:] }
}
