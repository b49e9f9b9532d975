import Languages

/// What stands in a layer's parentheses, by the names of PyTorch's constructor.
public struct LayerArguments: Sendable, Equatable {
  /// The value of one argument.
  public enum Value: Sendable, Equatable {
    /// A number, whole or not.
    case number(Double)
    /// True or False.
    case flag(Bool)
    /// A word in quotes.
    case text(String)
    /// None.
    case none
    /// Numbers in parentheses.
    case list([Double])
  }

  private let layer: String
  private let values: [String: Value]

  /// Arguments without names, which come first, and with them; throws for those that `names` does not have.
  public init(
    layer: String, names: [String], positional: [Value] = [], named: [(String, Value)] = []
  ) throws(NetworkError) {
    self.layer = layer
    guard positional.count <= names.count else {
      let (given, known) = (positional.count, names.joined(separator: ", "))
      throw NetworkError(
        names.isEmpty
          ? say("engine.network.takesNoArguments", "\(layer) takes no arguments, not \(given)")
          : say("engine.network.takesAtMost", "\(layer) takes at most \(names.count): \(known), not \(given)")
      )
    }
    var values = Dictionary(zip(names, positional)) { $1 }
    for (name, value) in named {
      guard names.contains(name) else {
        let known = names.joined(separator: ", ")
        throw NetworkError(
          names.isEmpty
            ? say("engine.network.hasNoArguments", "\(layer) has no argument '\(name)': it takes none")
            : say("engine.network.noArgument", "\(layer) has no argument '\(name)': it has \(known)"))
      }
      guard values.updateValue(value, forKey: name) == nil else {
        throw NetworkError(say("engine.network.argumentTwice", "\(layer) is given '\(name)' twice"))
      }
    }
    self.values = values
  }

  /// Whether an argument is given, and is not `None`.
  public func has(_ name: String) -> Bool { values[name].map { $0 != .none } ?? false }

  /// A whole number within `range`; `default` where it is not given.
  public func integer(
    _ name: String, default fallback: Int? = nil, in range: ClosedRange<Int> = 1...1 << 24
  ) throws(NetworkError) -> Int {
    guard let value = values[name], !(value == .none && fallback != nil) else {
      guard let fallback else {
        throw NetworkError(say("engine.network.argumentNeeded", "\(layer) needs '\(name)'"))
      }
      return fallback
    }
    let number: Double? =
      switch value {
      case .number(let number): number
      // As PyTorch prints it for one axis: (6,).
      case .list(let numbers) where numbers.count == 1: numbers[0]
      default: nil
      }
    guard let whole = number.flatMap({ Int(exactly: $0) }), range.contains(whole) else {
      throw NetworkError(
        say(
          "engine.network.wholeNumber",
          """
          \(layer)'s '\(name)' is a whole number from \(range.lowerBound) to \(range.upperBound), \
          not \(Self.text(value))
          """))
    }
    return whole
  }

  /// A number for which `isAllowed` holds, which `what` says in words.
  public func number(
    _ name: String, default fallback: Double, _ what: Words = Words("engine.network.number", "a number"),
    where isAllowed: (Double) -> Bool = \.isFinite
  ) throws(NetworkError) -> Double {
    switch values[name] {
    case nil: return fallback
    case .number(let number) where isAllowed(number): return number
    case .some(let value):
      throw NetworkError(
        say("engine.network.argumentIs", "\(layer)'s '\(name)' is \(what.text), not \(Self.text(value))"))
    }
  }

  /// True or False.
  public func flag(_ name: String, default fallback: Bool) throws(NetworkError) -> Bool {
    switch values[name] {
    case nil: return fallback
    case .flag(let flag): return flag
    case .some(let value):
      throw NetworkError(
        say("engine.network.flag", "\(layer)'s '\(name)' is True or False, not \(Self.text(value))"))
    }
  }

  /// One of some words.
  public func choice(_ name: String, default fallback: String, of words: [String]) throws(NetworkError)
    -> String
  {
    switch values[name] {
    case nil: return fallback
    case .text(let text) where words.contains(text): return text
    case .some(let value):
      let allowed = words.map { "'\($0)'" }.joined(separator: say("engine.network.or", " or "))
      throw NetworkError(
        say("engine.network.choice", "\(layer)'s '\(name)' is \(allowed), not \(Self.text(value))"))
    }
  }

  /// A value as Python writes it.
  static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): text(number)
    case .flag(let flag): flag ? "True" : "False"
    case .text(let text): "'\(text)'"
    case .none: "None"
    case .list(let numbers):
      "(" + numbers.map { text($0) }.joined(separator: ", ") + (numbers.count == 1 ? ",)" : ")")
    }
  }

  /// A number as Python writes it, whole ones without a point.
  static func text(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}
