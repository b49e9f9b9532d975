import Engine
import Languages

/// Something while it is being typed: a number or a line of text.
struct Editing: Equatable {
  /// What is typed.
  enum Subject: Equatable, Sendable {
    /// The number at a place.
    case number(Place)
    /// A setting of the running optimizer.
    case setting(Setting)
    /// The seed of the weights.
    case seed
    /// A step to go to.
    case step
    /// A row of somebody's own.
    case row
    /// What moves the learning rate.
    case schedule
    /// The largest norm of all gradients together, or the largest magnitude of an element.
    case clipNorm, clipValue
    /// The two weights that the race's contour is over.
    case pair
    /// The file that the weights are written to.
    case weightFile

    /// Whether it is a line of text, and no number.
    var isLine: Bool { self == .row || self == .pair || self == .schedule || self == .weightFile }
  }

  let subject: Subject
  private(set) var number = TypedNumber()
  /// What is typed of a subject that is a line.
  private(set) var line = ""
  /// What is wrong with what was typed.
  var problem: String?

  /// What a line is to hold, where the run says that.
  private let wanted: String

  /// The longest line that is taken.
  private static let longestLine = 2000

  /// Typing that begins with `text`.
  init(_ subject: Subject, text: String = "", wanted: String = "") {
    (self.subject, self.wanted) = (subject, wanted)
    for scalar in text.unicodeScalars { insert(scalar) }
  }

  /// What was typed so far, as it will be read.
  var text: String { subject.isLine ? line : number.text }

  mutating func insert(_ scalar: Unicode.Scalar) {
    guard subject.isLine else {
      number.append(scalar)
      problem = number.problem
      return
    }
    problem = nil
    if line.unicodeScalars.count < Self.longestLine, scalar.columns > 0 { line.unicodeScalars.append(scalar) }
  }

  mutating func delete() {
    guard subject.isLine else {
      number.removeLast()
      problem = number.problem
      return
    }
    problem = nil
    if !line.isEmpty { line.removeLast() }
  }

  /// The number that was typed; where it is none, what is wrong is noted.
  fileprivate mutating func finishedNumber() -> Double? {
    switch number.value {
    case .success(let value): return value
    case .failure(let refusal):
      problem = refusal.reason
      return nil
    }
  }

  /// The same, as a whole number of 0 or more.
  fileprivate mutating func finishedCount() -> UInt64? {
    guard let value = finishedNumber() else { return nil }
    guard let count = UInt64(exactly: value) else {
      problem = say("edit.countNeeded", "a whole number from 0 on is needed")
      return nil
    }
    return count
  }

  /// The line that shows it in at most `room` columns: of a long text its end, where typing goes on.
  func prompt(_ room: Int, _ canvas: Canvas) -> String {
    let hint = problem ?? advice
    let line = "\(name) = \(text)▏  \(hint)"
    // The hint gives way first, but not what is wrong: that has nowhere else to be said.
    guard canvas.columns(problem == nil ? "\(name) = \(text)▏" : line) > room else { return line }
    let (head, tail) = ("\(name) = …", "▏" + (problem.map { "  " + $0 } ?? ""))
    var end = Substring(text)
    while !end.isEmpty, canvas.columns(head + end + tail) > room { end.removeFirst() }
    return head + end + tail
  }

  private var name: String {
    switch subject {
    case .number(let place): Symbol.number(place)
    case .setting(let setting): setting.name
    case .seed: say("edit.seed", "seed")
    case .step: say("edit.step", "step")
    case .row: say("edit.row", "row")
    case .pair: say("edit.pair", "two weights")
    case .schedule: say("edit.schedule", "schedule")
    case .clipNorm: say("edit.clipNorm", "clip norm")
    case .clipValue: say("edit.clipValue", "clip value")
    case .weightFile: say("edit.weightFile", "weights to")
    }
  }

  /// The keys, and before anything is typed, what may be.
  private var advice: String {
    switch subject {
    case .pair where text.isEmpty:
      say("edit.advicePair", "such as 0.weight[0][1] 0.bias[0]; enter sets it, esc leaves it")
    case .schedule where text.isEmpty:
      say("edit.adviceSchedule", "such as cosine T_max=500, or none; enter sets it, esc leaves it")
    case _ where text.isEmpty && !wanted.isEmpty:
      say("edit.adviceWanted", "\(wanted); enter sets it, esc leaves it")
    default: say("edit.advice", "enter sets it, esc leaves it")
    }
  }
}

/// What typing asks for.
enum EditAction: Equatable, Sendable {
  case insert(Unicode.Scalar)
  case delete
  case commit
  case cancel

  /// What a key means while something is typed.
  init?(_ key: Key) {
    switch key {
    case .character(let scalar): self = .insert(scalar)
    case .backspace: self = .delete
    case .enter: self = .commit
    case .escape: self = .cancel
    default: return nil
    }
  }
}

extension AppState {
  /// Carries out a key of what is typed; what is finished becomes a command, or changes what is looked at.
  mutating func perform(_ action: EditAction) -> RunCommand? {
    switch action {
    case .insert(let scalar): editing?.insert(scalar)
    case .delete: editing?.delete()
    case .cancel: editing = nil
    case .commit: return finishEditing()
    }
    return nil
  }

  private mutating func finishEditing() -> RunCommand? {
    guard var editing else { return nil }
    let command: RunCommand?
    switch editing.subject {
    case .number(let place):
      command = editing.finishedNumber().map { .command(.edit(place, $0)) }
    case .setting(let setting):
      command = editing.finishedNumber().flatMap { value in
        editing.problem = refusal(of: setting, value)
        return editing.problem == nil ? .command(.set(setting.name, value)) : nil
      }
    case .seed:
      command = editing.finishedCount().map { .command(.reseed($0)) }
    case .step:
      command = editing.finishedCount().map { .move(.to(Int(clamping: $0))) }
    case .schedule, .clipNorm, .clipValue:
      do {
        command = try setupChange(&editing).map(RunCommand.change)
      } catch {
        editing.problem = "\(error)"
        command = nil
      }
    case .weightFile:
      do {
        _ = try WeightExport(path: editing.line)
        command = .saveWeights(editing.line)
      } catch {
        editing.problem = "\(error)"
        command = nil
      }
    case .row:
      switch OwnRow(editing.line, for: snapshot) {
      case .features(let features):
        row = .own(features)
        self.editing = nil
        return nil
      case .problem(let problem):
        editing.problem = problem
        command = nil
      }
    case .pair:
      switch TypedPair(editing.line, among: snapshot.parameters) {
      case .pair(let pair):
        race.pair = pair
        self.editing = nil
        return nil
      case .problem(let problem):
        editing.problem = problem
        command = nil
      }
    }
    self.editing = command == nil ? editing : nil
    return command
  }

  /// What a schedule or a bound that was typed comes to; where it is no number, that is noted.
  private func setupChange(_ editing: inout Editing) throws -> SetupChange? {
    let clipping = expected.setup(snapshot)?.clipping ?? .none
    switch editing.subject {
    case .schedule where editing.line == "none": return .schedule(nil)
    case .schedule:
      let plan = try Schedules.parse(editing.line)
      try plan.check(for: snapshot.optimizer.rule)
      return .schedule(plan)
    case .clipNorm:
      return try editing.finishedNumber().map { .clipping(try Clipping(norm: $0, value: clipping.value)) }
    default:
      return try editing.finishedNumber().map { .clipping(try Clipping(norm: clipping.norm, value: $0)) }
    }
  }

  /// Why the running optimizer cannot take a value for a setting, or `nil`.
  func refusal(of setting: Setting, _ value: Double) -> String? {
    guard setting.accepts(value) else { return say("edit.isNeeded", "\(setting.wanted) is needed") }
    var values = snapshot.optimizer.values
    values[setting.name] = value
    do {
      try snapshot.optimizer.rule.check(values)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
