import Languages

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
      let written =
        line.contains(UInt8(ascii: "N")) || line.contains(UInt8(ascii: "I")) ? Self.plain(line) : Array(line)
      guard let value = try? JSONValue(written, name: name), case .object(let members) = value else {
        // One line that is none may be an accident; a file that begins so is no such log.
        guard number > 1 else {
          throw FormatError(
            reading: name, say("format.metrics.noObject", "its first line is no JSON object"),
            right: say("format.metrics.kinds", "an event file, JSON Lines or CSV would be"))
        }
        damage = say("format.metrics.lineLeftOut", "line \(number) is no JSON object and left out")
        return []
      }
      let step = (Self.stepNames + ["epoch"]).lazy.compactMap { value[$0]?.double }.first.flatMap {
        Int(exactly: $0.rounded(.down))
      }
      return Self.numbers(members, step: step, prefix: "")
    }
  }

  /// The line with a number too large for any type in place of NaN and Infinity, which Python writes and JSON has not.
  private static func plain(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var (plain, isText, rest): ([UInt8], Bool, ArraySlice<UInt8>) = ([], false, line)
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\"), isText {
        plain += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      if byte == UInt8(ascii: "\"") { isText.toggle() }
      let word = isText ? nil : ["NaN", "Infinity"].first { rest.starts(with: $0.utf8) }
      plain += word == nil ? [byte] : Array("1e999".utf8)
      rest = rest.dropFirst(word?.utf8.count ?? 1)
    }
    return plain
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
