/// Any JSON, with the members of objects in their order and numbers as they are written.
public indirect enum JSONValue: Sendable, Equatable {
  /// null
  case null
  /// true or false.
  case flag(Bool)
  /// A number, its digits as they stand.
  case number(String)
  /// A string, without its quotes and escapes.
  case text(String)
  /// The elements of an array.
  case list([JSONValue])
  /// The members of an object, in their order.
  case object([Member])

  /// A member of an object.
  public struct Member: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What it holds.
    public let value: JSONValue

    /// A name with what it holds.
    public init(_ name: String, _ value: JSONValue) {
      (self.name, self.value) = (name, value)
    }
  }

  /// How deep lists and objects may lie within one another.
  private static let deepest = 32

  /// Reads one value that takes all bytes; throws `FormatError` that begins with `name` for what is none.
  public init(_ bytes: [UInt8], name: @autoclosure () -> String) throws {
    do throws(SourceProblem) {
      var scanner = JSONScanner(bytes)
      self = try Self.value(&scanner, depth: 0)
      guard scanner.isAtEnd else { throw scanner.damaged }
    } catch {
      throw FormatError(reading: name(), error.text)
    }
  }

  private static func value(_ scanner: inout JSONScanner, depth: Int) throws(SourceProblem) -> JSONValue {
    guard depth < deepest else { throw scanner.damaged }
    switch scanner.next() {
    case UInt8(ascii: "{"):
      var members: [Member] = []
      while let name = try scanner.key(isFirst: members.isEmpty) {
        members.append(Member(name, try value(&scanner, depth: depth + 1)))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      while try scanner.hasElement(isFirst: elements.isEmpty) {
        elements.append(try value(&scanner, depth: depth + 1))
      }
      return .list(elements)
    case UInt8(ascii: "\""): return .text(try scanner.string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      let word = try scanner.word()
      return word == "null" ? .null : .flag(word == "true")
    default: return .number(try scanner.number())
    }
  }

  // MARK: What it holds

  /// The member of an object that has this name; of several the last.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The number, if it is one.
  public var double: Double? {
    if case .number(let digits) = self { return Double(digits) }
    return nil
  }

  /// The whole number, if it is one.
  public var int: Int? {
    if case .number(let digits) = self { return Int(digits) }
    return nil
  }

  /// The text, if it is one.
  public var string: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// The flag, if it is one.
  public var bool: Bool? {
    if case .flag(let flag) = self { return flag }
    return nil
  }

  /// The elements of a list; none of what is no list.
  public var elements: [JSONValue] {
    if case .list(let elements) = self { return elements }
    return []
  }

  /// The members of an object; none of what is no object.
  public var members: [Member] {
    if case .object(let members) = self { return members }
    return []
  }

  /// The value as one line of JSON.
  public var line: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): JSONWriter.text(text)
    case .list(let elements): "[" + elements.map(\.line).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(JSONWriter.text($0.name)):\($0.value.line)" }.joined(separator: ",") + "}"
    }
  }
}

extension JSONValue {
  /// A whole number.
  public static func int(_ number: Int) -> JSONValue { .number("\(number)") }

  /// A number with the shortest digits that read back to it; what is not finite is null.
  public static func double(_ number: Double) -> JSONValue {
    number.isFinite ? .number(number.description) : .null
  }
}
