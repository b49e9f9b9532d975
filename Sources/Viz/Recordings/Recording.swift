import Engine
import Formats
import Languages

/// A run that can be done again: what it was begun with, and what was done to it.
///
/// As a file it is JSON Lines, the run first. Lines of numbers, as a log has them between the others, are compared and
/// otherwise passed over.
struct Recording: Sendable {
  /// What is wrong with a line.
  struct Problem: Error {
    let line: String

    init(_ line: String) { self.line = line }
  }

  /// The loss of a step as a log tells of it: that at the weights before the step.
  struct LoggedStep: Equatable, Sendable {
    let step: Int
    let loss: Float
  }

  /// A line, of either kind.
  enum Line: Equatable, Sendable {
    case deed(RecordedLine)
    case numbers(LoggedStep)
  }

  let head: RecordingHead
  /// The lines behind the first, each with its number in the file.
  private(set) var lines: [(number: Int, line: Line)] = []
  /// Whether the file ends within a line, which is left out.
  private(set) var isTorn = false

  /// The longest time that a recording takes, in seconds: some thirty years.
  static let longest = 1e9
  /// How many lines are taken.
  static let mostLines = 1 << 24

  /// What was done, without the numbers.
  var deeds: [RecordedLine] {
    lines.compactMap { if case .deed(let line) = $0.line { line } else { nil } }
  }

  /// Reads a file; throws what is wrong with it, in one line that begins with its name.
  init(path: String) throws {
    try self.init(try ByteInput(path: path))
  }

  /// Reads what `input` gives.
  init(_ input: ByteInput) throws {
    var lines = TextLines(input)
    guard let first = try lines.next() else {
      throw FormatError(
        reading: input.name, say("recording.empty", "it is empty"),
        right: say("recording.writes", "viz --record or the key w writes a recording"))
    }
    do throws(Problem) {
      head = try RecordingHead(try Self.object(first.bytes, first.isWhole))
    } catch {
      throw FormatError(
        reading: input.name, say("recording.line", "line \(1): \(error.line)"),
        right: say("recording.writes", "viz --record or the key w writes a recording"))
    }
    var time = 0.0
    while let next = try lines.next() {
      guard next.isWhole else {
        isTorn = true
        break
      }
      do throws(Problem) {
        guard let line = try Self.line(next.bytes) else { continue }
        if case .deed(let deed) = line {
          guard deed.time >= time else {
            throw Problem(say("recording.earlier", "its time is before that of the line before"))
          }
          time = deed.time
        }
        self.lines.append((lines.count, line))
        guard self.lines.count <= Self.mostLines else {
          throw Problem(say("recording.tooMany", "there are too many lines"))
        }
      } catch {
        throw FormatError(reading: input.name, say("recording.line", "line \(lines.count): \(error.line)"))
      }
    }
  }

  /// What a line tells of; `nil` where that is nothing that is done again.
  private static func line(_ bytes: [UInt8]) throws(Problem) -> Line? {
    guard bytes.contains(where: { $0 > UInt8(ascii: " ") }) else { return nil }
    let value = try object(bytes, true)
    if value["do"] != nil { return .deed(try RecordedLine(value)) }
    // The line of step 0 and those of epochs have no rate of a step.
    guard value["lr"] != nil else { return nil }
    guard let step = value["step"]?.int, RunStart.canBe(step), step > 0, let loss = value["loss"]?.float
    else {
      return nil
    }
    return .numbers(LoggedStep(step: step, loss: loss))
  }

  private static func object(_ bytes: [UInt8], _ isWhole: Bool) throws(Problem) -> JSONValue {
    guard isWhole, let value = try? JSONValue(bytes, name: ""), case .object = value else {
      throw Problem(say("recording.noObject", "it is no JSON object"))
    }
    return value
  }
}

/// What a recording begins with: the run as its options, and where it stood at its start.
struct RecordingHead: Equatable, Sendable {
  /// The options of `viz script` that give the run.
  let options: [String]
  /// A hash of the rows that it learns from; `nil` where that is not told.
  let rows: String?
  /// The first step.
  let step: Int
  /// Where the run stood.
  let state: RecordedState?

  /// Of a run with some options, which give `configuration`.
  init(options: [String], _ configuration: Configuration, step: Int, state: RecordedState) {
    (self.options, self.step, self.state) = (options, step, state)
    rows = Fingerprint(of: configuration.data).text
  }

  /// The head that an object is; throws in one line what is wrong with it.
  init(_ value: JSONValue) throws(Recording.Problem) {
    guard value["viz"] != nil, case .list(let words)? = value["run"] else {
      throw Recording.Problem(say("recording.noRun", "it does not say which run it is of"))
    }
    options = words.compactMap(\.string)
    guard options.count == words.count else {
      throw Recording.Problem(say("recording.noOptions", "the options of its run are not all texts"))
    }
    rows = try value["rows"].map { (rows) throws(Recording.Problem) in try RecordedState.hash(rows) }
    step = value["step"]?.int ?? 0
    guard RunStart.canBe(step) else {
      throw Recording.Problem(say("recording.noStep", "it has no step, a whole number from 0 on"))
    }
    state = try RecordedState(value)
  }

  /// The line of JSON.
  var json: String {
    let run = "[" + options.map(JSONText.text).joined(separator: ",") + "]"
    let rows = rows.map { ",\"rows\":\"\($0)\"" } ?? ""
    let state = state.map { ",\($0.json)" } ?? ""
    return "{\"viz\":\"\(VizCommand.version)\",\"run\":\(run)\(rows),\"step\":\(step)\(state)}\n"
  }
}

extension JSONValue {
  /// The number as float32, if it is one; what is written as null was none.
  var float: Float? {
    switch self {
    case .number(let digits): Float(digits)
    case .null: .nan
    default: nil
    }
  }
}

/// The lines of an input.
private struct TextLines {
  private let input: ByteInput
  private var buffer: [UInt8] = []
  private var place = 0
  /// How many lines were given.
  private(set) var count = 0

  /// The longest line that is taken: a log's may hold the weights of a large network.
  private static let longestLine = 1 << 28

  init(_ input: ByteInput) { self.input = input }

  /// The next line without its end, and whether it has one.
  mutating func next() throws -> (bytes: [UInt8], isWhole: Bool)? {
    var line: [UInt8] = []
    while true {
      if let end = buffer[place...].firstIndex(of: UInt8(ascii: "\n")) {
        line += buffer[place..<end]
        place = end + 1
        count += 1
        return (line, true)
      }
      line += buffer[place...]
      guard line.count <= Self.longestLine else {
        throw input.error(say("recording.noEnd", "line \(count + 1) has no end"))
      }
      buffer = try input.read(ByteInput.pieceLength)
      place = 0
      if buffer.isEmpty {
        if !line.isEmpty { count += 1 }
        return line.isEmpty ? nil : (line, false)
      }
    }
  }
}
