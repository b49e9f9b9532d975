import ArgumentParser
import Formats
import Glibc
import Languages

/// `viz attach`: to a PyTorch run that trains with viz's Python folder, wherever it was started.
struct AttachCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "attach",
      abstract: say("command.attach", "Watch and steer a PyTorch run that is going on."),
      usage: say("command.attachUsage", "viz attach [<pid|socket>] [<options>]"),
      discussion: say(
        "command.attachDiscussion",
        """
        A run can be attached to that viz watch has left running, or that was started with viz's Python folder in front of PYTHONPATH. Without an argument it is \
        the only one that there is. Requests are carried out between two steps, and answered with the step at which they took \
        effect: {"kind":"ack","id":1,"ok":true,"step":412}.

        Examples:
          viz attach
          viz attach --format json --frames 3
          viz attach --do "lr*0.5"
        """))
  }

  /// How what comes is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case json
  }

  @Argument(
    help: ArgumentHelp(
      say("option.target", "The run's process, or its socket."),
      valueName: say("value.processOrSocket", "pid|socket")), completion: .file())
  var target: String?

  @Flag(help: ArgumentHelp(say("option.list", "List the runs that can be attached to.")))
  var list = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.attachFormat", "Print what comes as JSON Lines."), valueName: say("value.format", "format"))
  )
  var format: Format?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.frames", "Leave after so many frames. (default: at the run's end)"), valueName: "n"),
    transform: OptionParsers.positive)
  var frames: Int?

  @Option(
    name: .customLong("do"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.do",
        """
        Ask for one thing and print the answer: pause, run, step=N, lr=0.01, lr*0.5, lr=own, any other setting \
        likewise, optimizer=adam, stop.
        """), valueName: say("value.request", "request")),
    completion: .list(["pause", "run", "step=1", "lr=", "lr*0.5", "lr=own", "optimizer=", "stop"]),
    transform: Self.request)
  var request: RunRequest?

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  func validate() throws {
    if frames != nil, format == nil {
      throw ValidationError(say("error.framesAlone", "--frames says when --format json ends: give it too"))
    }
    if format != nil, request != nil {
      throw ValidationError(
        say("error.doAlone", "--do prints the answer as JSON by itself: leave --format out"))
    }
    if list, format != nil || request != nil || target != nil {
      throw ValidationError(say("error.listAlone", "--list stands alone"))
    }
  }

  func run() throws {
    let folder = RunFolder()
    if list {
      let lines = folder.entries().map(\.line)
      guard !lines.isEmpty else { return try DescriptorWriter.tell(Self.nobody) }
      return try DescriptorWriter.print(lines.joined(separator: "\n") + "\n")
    }
    let isShown = format == nil && request == nil
    if isShown { try WatchScreen.check() }
    let (path, entry) = try find(in: folder)
    if isShown { return try show(path, entry) }
    var socket = try RunSocket(path)
    if let request { return try ask(request, &socket) }
    try follow(&socket)
  }

  /// The full screen.
  private func show(_ path: String, _ entry: RunFolder.Entry?) throws {
    let (run, ending) = try WatchScreen(look: look).show {
      let run = try WatchedRun(attachingTo: path, entry)
      return (run, run.report)
    }
    let words =
      run.process.map { say("told.goesOn", "\(run.summary); process \($0) goes on") } ?? run.summary
    try WatchScreen.finish(words, ending)
  }

  private static var nobody: String {
    say(
      "told.nobody",
      "no run can be attached to: none goes on that viz watch or viz's Python folder has begun")
  }

  /// Where the run listens that is meant, and what it tells of itself.
  private func find(in folder: RunFolder) throws -> (path: String, entry: RunFolder.Entry?) {
    guard let target else {
      let entries = folder.entries()
      guard let first = entries.first else { throw Failure(Self.nobody) }
      guard entries.count == 1 else {
        let lines = entries.map(\.line).joined(separator: "; ")
        throw Failure(say("error.manyRuns", "there are \(entries.count) runs, name one: \(lines)"))
      }
      return (first.socket, first)
    }
    guard let process = Int(target) else { return (target, nil) }
    guard let entry = folder.entry(process) else {
      throw Failure(
        say(
          "error.noRun",
          "process \(process) is no run that can be attached to; 'viz attach --list' tells which are"))
    }
    return (entry.socket, entry)
  }

  /// Sends a request and prints the answer; fails where it was not carried out.
  private func ask(_ request: RunRequest, _ socket: inout RunSocket) throws {
    try socket.send(request.message(id: 1))
    while let messages = try socket.receive() {
      for message in messages where message.kind == "ack" && message.header["id"]?.int == 1 {
        try DescriptorWriter.print(message.header.line + "\n")
        if message.header["ok"]?.bool != true { throw ExitCode.failure }
        return
      }
    }
    throw Failure(say("error.endedBeforeAnswer", "the run ended before it answered"))
  }

  /// Prints all that comes.
  private func follow(_ socket: inout RunSocket) throws {
    var stdout = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    var rest = frames ?? .max
    while let messages = try socket.receive() {
      for message in messages {
        try stdout.write(Self.line(message))
        if message.kind == "hello" { try socket.send(Self.want(message)) }
        if message.kind == "frame" { rest -= 1 }
        if rest == 0 || message.kind == "end" { return try stdout.flush() }
      }
      try stdout.flush()
    }
  }

  /// A message as a line of JSON, with the numbers of its tensors in place of where they lie.
  private static func line(_ message: WireMessage) -> String {
    let members = message.header.members.filter { $0.name != "tensors" }
    let tensors = message.tensors.map { tensor in
      let numbers = tensor.numbers.map(JSONValue.double)
      let columns = tensor.shape.last ?? 1
      let rows = stride(from: 0, to: columns > 0 ? numbers.count : 0, by: max(1, columns)).map {
        JSONValue.list(Array(numbers[$0..<min(numbers.count, $0 + columns)]))
      }
      return JSONValue.Member(tensor.name, .list(rows))
    }
    return JSONValue.object(members + tensors).line + "\n"
  }

  /// What is asked to be told: the table, and the first parameters in small.
  private static func want(_ hello: WireMessage) -> WireMessage {
    let names = (hello.header["parameters"]?.elements ?? []).compactMap { $0["name"] }
    return WireMessage(
      "want",
      [
        JSONValue.Member("tensors", .list(Array(names.prefix(16)))), JSONValue.Member("rows", .int(16)),
        JSONValue.Member("columns", .int(16)), JSONValue.Member("rate", .int(30)),
        JSONValue.Member("summaries", .flag(true)),
      ])
  }

  private static func request(_ text: String) throws -> RunRequest {
    guard let request = RunRequest(text) else {
      throw ValidationError(
        say(
          "error.noRequest",
          """
          '\(text)' is no request; right would be pause, run, step=N, lr=0.01, lr*0.5, lr=own, optimizer=adam, stop
          """)
      )
    }
    return request
  }
}
