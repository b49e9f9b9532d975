import Formats

/// Something that a watched run is asked for.
enum RunRequest: Equatable {
  case pause
  case run
  case step(Int)
  /// The setting is to have this value on all steps to come.
  case set(String, to: Double)
  /// The setting is to be this many times what it is.
  case scale(String, by: Double)
  /// The setting is to be the program's own again.
  case release(String)
  case optimizer(String)
  /// The run is held by itself when that happens; without a factor it no longer is.
  case hold(on: String, factor: Double?)
  case stop

  /// The words of the command line: pause, run, step=N, lr=0.01, lr*0.5, lr=own, optimizer=adam, stop.
  init?(_ text: String) {
    switch text {
    case "pause": self = .pause
    case "run": self = .run
    case "step": self = .step(1)
    case "stop": self = .stop
    default:
      guard let place = text.firstIndex(where: { $0 == "=" || $0 == "*" }) else { return nil }
      let name = String(text[..<place].map { $0 == "-" ? "_" : $0 })
      let value = String(text[text.index(after: place)...])
      guard !name.isEmpty, !value.isEmpty, !["pause", "run", "stop"].contains(name) else { return nil }
      switch (name, text[place]) {
      case ("step", "="):
        guard let count = Int(value), count > 0 else { return nil }
        self = .step(count)
      case ("optimizer", "="): self = .optimizer(value)
      case (_, "*"):
        guard let factor = Double(value), factor.isFinite, factor > 0 else { return nil }
        self = .scale(name, by: factor)
      case (_, _) where value == "own": self = .release(name)
      default:
        guard let number = Double(value), number.isFinite else { return nil }
        self = .set(name, to: number)
      }
    }
  }

  /// The message that asks for it, of one of the program's optimizers or of all; the answer has the same number.
  func message(id: Int, of optimizer: Int? = nil) -> WireMessage {
    var members = [JSONValue.Member("id", .int(id))]
    if let optimizer { members.append(JSONValue.Member("of", .int(optimizer))) }
    func add(_ name: String, _ value: JSONValue) { members.append(JSONValue.Member(name, value)) }
    switch self {
    case .pause: add("what", .text("pause"))
    case .run: add("what", .text("run"))
    case .stop: add("what", .text("stop"))
    case .step(let count):
      add("what", .text("step"))
      add("count", .int(count))
    case .optimizer(let name):
      add("what", .text("optimizer"))
      add("name", .text(name))
    case .hold(let on, let factor):
      add("what", .text("break"))
      add("on", .text(on))
      add("isOn", .flag(factor != nil))
      // That a loss is no number needs none.
      if let factor, on != "finite" { add("factor", .double(factor)) }
    case .set(let name, let value):
      add("what", .text("set"))
      add("setting", .text(name))
      add("value", .double(value))
    case .scale(let name, let factor):
      add("what", .text("set"))
      add("setting", .text(name))
      add("factor", .double(factor))
    case .release(let name):
      add("what", .text("set"))
      add("setting", .text(name))
    }
    return WireMessage("do", members)
  }
}
