/// Reads JSON Lines: an object a line, whose numbers are what was logged; those of objects inside are called "train/loss".
public struct JSONLinesDecoder: LogDecoder {
  /// What was left out as damaged, in words.
  public private(set) var damage: String?
  private var lines = LineSplitter()
  private let name: String

  /// What a step is called in logs, the first that is there.
  static let stepNames = ["step", "global_step", "_step", "iteration", "iter"]

  /// A decoder of a file that messages call `name`.
  public init(name: String) {
    self.name = name
  }

  /// Takes the next bytes; throws `FormatError` from where on nothing more can be read.
  public mutating func feed(_ bytes: some Sequence<UInt8>) throws -> [LoggedNumber] {
    let first = lines.count
    return try lines.feed(bytes, name: name).enumerated().flatMap { offset, line in
      guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return [LoggedNumber]() }
      let number = first + offset + 1
      guard let value = try? JSONValue(Array(line), name: name), case .object(let members) = value else {
        // One line that is none may be an accident; a file that begins so is no such log.
        guard number > 1 else {
          throw FormatError(
            reading: name, "its first line is no JSON object",
            right: "an event file, JSON Lines or CSV would be")
        }
        damage = "line \(number) is no JSON object and left out"
        return []
      }
      let step = Self.stepNames.lazy.compactMap { value[$0]?.int }.first ?? value["epoch"]?.int
      return Self.numbers(members, step: step, prefix: "")
    }
  }

  private static func numbers(_ members: [JSONValue.Member], step: Int?, prefix: String) -> [LoggedNumber] {
    members.flatMap { member -> [LoggedNumber] in
      switch member.value {
      case .number where prefix.isEmpty && (stepNames.contains(member.name) || member.name == "epoch"): []
      case .number:
        member.value.double.map { [LoggedNumber(tag: prefix + member.name, step: step, value: $0)] } ?? []
      case .object(let inner) where prefix.filter({ $0 == "/" }).count < 4:
        numbers(inner, step: step, prefix: prefix + member.name + "/")
      default: []
      }
    }
  }
}
