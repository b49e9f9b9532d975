import Engine
import Formats
import Glibc
import Languages

/// A run that trains in another program, over its socket: one that was started here to be watched, or one that goes on
/// somewhere on this machine.
final class WatchedRun: RunSource {
  private var told = ToldRun()
  private var socket: RunSocket?
  private var tail: OutputTail?
  private let program: StartedProgram?
  /// What the run is called.
  private let command: String
  /// The name that the program's run has in the folder of runs, until it is found there.
  private let name: String?
  private let folder: RunFolder
  private let start = ContinuousClock.now
  private var nextSearch: ContinuousClock.Instant
  /// When the run began that was connected to last.
  private var lastStart = -Double.infinity
  private var interest = Interest()
  /// The losses of the runs that the program has had before.
  private var paleHistories: [LossHistory] = []
  private var phase: WatchedProgram.Phase
  private var answer: WatchedProgram.Answer?
  /// Why the connection ended, where that was neither the program's end nor asked for.
  private var fault: String?
  private var stopAsked: ContinuousClock.Instant?
  private var hasTerminated = false

  /// How many commands and interests came in all, and those that the run has not answered, by the number of the request.
  private var sentCount = 0
  private var open: [(number: Int, request: Int)] = []
  private var requestCount = 0
  private var hasNews = true
  private var isWanted = false

  /// How often is looked for what does not wake anybody: the file of the output, the program's end.
  private static let pollTime = Duration.milliseconds(100)
  private static let searchTime = Duration.milliseconds(20)
  /// How long a program has to end after SIGINT, before SIGTERM.
  private static let stopTime = Duration.seconds(10)

  /// A run that listens at `path`, which may be in the folder of runs; throws where nobody answers.
  init(attachingTo path: String, _ entry: RunFolder.Entry?) throws(Failure) {
    socket = try RunSocket(path)
    (program, name, folder) = (nil, nil, RunFolder())
    command = entry?.arguments.joined(separator: " ") ?? path
    phase = .training
    nextSearch = start
    tail = entry?.output.flatMap { try? OutputTail($0) }
  }

  /// A program that has just been started, whose runs have `name` in the folder of runs.
  init(watching program: StartedProgram, command: String, name: String, output: String) throws(Failure) {
    (self.program, self.name, folder) = (program, name, RunFolder())
    self.command = command
    phase = .starting(.zero)
    nextSearch = start
    tail = try OutputTail(output)
  }

  // MARK: - What viewers ask for

  var descriptors: [Int32] { socket.map { [$0.descriptor] } ?? [] }

  var patience: Duration? { socket == nil && program?.ending == nil ? Self.searchTime : Self.pollTime }

  func requestReport() { isWanted = true }

  func askToEnd() {}

  func look(at interest: Interest) {
    sentCount += 1
    let before = self.interest
    self.interest = interest
    if interest != before { sendWant() }
  }

  func send(_ command: RunCommand) {
    sentCount += 1
    hasNews = true
    if command == .stop { return stop() }
    guard socket != nil else { return }
    for request in requests(command) {
      requestCount += 1
      open.append((sentCount, requestCount))
      let optimizer = told.optimizer(of: interest.place.tensor)
      transmit(request.message(id: requestCount, of: told.optimizers.count > 1 ? optimizer : nil))
    }
  }

  /// What a command is on the wire.
  private func requests(_ command: RunCommand) -> [RunRequest] {
    switch command {
    case .toggleRunning: [told.isRunning ? .pause : .run]
    case .step: [.step(1)]
    case .command(.optimizer(let name)): [.optimizer(name)]
    case .command(.set(let name, let value)): [.set(name, to: value)]
    case .scaleRate(let factor): [.scale("lr", by: factor)]
    case .hold(let on, let factor): [.hold(on: on, factor: factor)]
    case .releaseSettings:
      told.settings(of: told.optimizer(of: interest.place.tensor)).sorted().map { .release($0) }
    default: []
    }
  }

  /// Asks the program to end: as Ctrl-C would, and if that does not help, by SIGTERM.
  private func stop() {
    guard let program, program.ending == nil else { return }
    program.signal(stopAsked == nil ? SIGINT : SIGTERM)
    if stopAsked == nil { stopAsked = .now }
    phase = .stopping
  }

  private func sendWant() {
    guard socket != nil else { return }
    var members = [
      JSONValue.Member("rate", .int(30)), JSONValue.Member("summaries", .flag(interest.wantsSummaries)),
    ]
    if interest.wantsParameter, let name = shownParameter {
      members.append(JSONValue.Member("tensors", .list([.text(name)])))
    }
    let cells = interest.cells ?? PictureSize(columns: 64, rows: 64)
    members += [JSONValue.Member("rows", .int(cells.rows)), JSONValue.Member("columns", .int(cells.columns))]
    transmit(WireMessage("want", members))
  }

  private var shownParameter: String? {
    let wanted = interest.place.tensor
    return told.parameters.first { $0.name == wanted }?.name ?? told.parameters.first?.name
  }

  private func transmit(_ message: WireMessage) {
    guard socket != nil else { return }
    do {
      try socket?.send(message)
    } catch {
      lose("\(error)")
    }
  }

  // MARK: - What the run tells

  func takeReport() -> RunReport? {
    listen()
    guard hasNews, isWanted else { return nil }
    (hasNews, isWanted) = (false, false)
    return report
  }

  private func listen() {
    if tail?.read() == true { hasNews = true }
    receive()
    if let program {
      if program.look(), let ending = program.ending {
        // What it wrote at its very end.
        _ = tail?.read()
        receive()
        phase = .ended(ending.text, isBad: ending != .status(0) && stopAsked == nil)
        socket = nil
        open = []
        hasNews = true
      } else if program.ending == nil {
        goOnStopping(program)
        search()
      }
    }
  }

  private func goOnStopping(_ program: StartedProgram) {
    guard let stopAsked, !hasTerminated, .now - stopAsked >= Self.stopTime else { return }
    hasTerminated = true
    program.signal(SIGTERM)
  }

  /// Looks for a run of the program that was started; one after another may come, as a script has them.
  private func search() {
    guard socket == nil, let name, .now >= nextSearch else { return }
    nextSearch = .now + Self.searchTime
    if case .starting = phase {
      phase = .starting(.now - start)
      hasNews = true
    }
    for entry in folder.entries(ofRun: name) where entry.start > lastStart {
      guard let found = try? RunSocket(entry.socket) else { continue }
      (lastStart, socket) = (entry.start, found)
      break
    }
    guard socket != nil else { return }
    // What a run before this one has come to stays as a pale line.
    paleHistories = (paleHistories + told.otherLosses(than: -1)).suffix(8)
    told = ToldRun()
    (open, requestCount) = ([], 0)
    if stopAsked == nil { phase = .training }
  }

  private func receive() {
    guard socket != nil else { return }
    do {
      guard let messages = try socket?.receive(waits: false) else { return lose(nil) }
      for message in messages { try take(message) }
    } catch {
      lose("\(error)")
    }
  }

  private func take(_ message: WireMessage) throws {
    hasNews = true
    if message.kind == "ack", let id = message.header["id"]?.int {
      open.removeAll { $0.request == id }
      if message.header["ok"]?.bool == false {
        let why = message.header["why"]?.string
        answer = .init(id: id, text: why.map { "✗ \($0)" } ?? say("watched.notDone", "✗ not done"))
      }
      return
    }
    try told.take(message)
    if message.kind == "hello" { sendWant() }
  }

  /// The connection has ended.
  private func lose(_ why: String?) {
    guard socket != nil else { return }
    socket = nil
    open = []
    hasNews = true
    if program != nil {
      // Its exit status will say more.
      if phase == .training { phase = .between(why ?? say("watched.over", "this run is over")) }
      return
    }
    // A program that has ended by itself has said so.
    let words = why ?? told.endingText ?? say("watched.gone", "the program is gone")
    phase = .ended(words, isBad: why != nil || !told.hasEndedWell)
  }

  /// Everything the viewer shows.
  var report: RunReport {
    let snapshot = told.snapshot(command, interest)
    let number = told.optimizer(of: interest.place.tensor)
    var about = told.about
    about.command = command
    about.phase = phase
    (about.optimizer, about.optimizerCount) = (number, max(1, told.optimizers.count))
    about.ownRate = told.optimizers.indices.contains(number) ? told.optimizers[number].ownRate : nil
    about.settable = told.settings(of: number)
    about.otherLosses = told.otherLosses(than: number)
    about.output = tail?.output
    about.answer = answer
    about.hasOpenRequest = !open.isEmpty
    var report = RunReport(
      snapshot: snapshot, examination: Examination(pendingAt: told.step), changesRows: true, goal: nil,
      isRunning: told.isRunning && phase == .training, pace: .unlimited, firstStep: 0, lastStep: told.step,
      paleHistories: paleHistories, race: nil, logFailure: nil, capabilities: capabilities)
    report.watched = about
    report.heardCount = (open.map(\.number).min() ?? sentCount + 1) - 1
    return report
  }

  private var capabilities: Capabilities {
    var capabilities: Capabilities = program != nil ? .stopping : []
    guard socket != nil else { return capabilities }
    if told.capabilities.contains("stepping") { capabilities.insert(.stepping) }
    if told.capabilities.contains("breakpoints") { capabilities.insert(.breakpoints) }
    if told.capabilities.contains("settings") { capabilities.formUnion([.optimizer, .ownSettings]) }
    return capabilities
  }

  // MARK: - At the end

  /// The process to attach to again, where one goes on.
  var process: Int? { told.process > 0 && socket != nil ? told.process : nil }

  /// Whether it is held.
  var isHeld: Bool { !told.isRunning }

  /// The first process of the program that was started.
  var group: pid_t { program?.process ?? 0 }

  /// The program's exit status, once it has ended.
  var status: Int32? {
    _ = program?.look()
    return program?.ending?.code
  }
}
