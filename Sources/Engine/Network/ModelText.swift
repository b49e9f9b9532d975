import Languages

/// A network's layers as people write them: in the notation of PyTorch's constructors, or as `print` shows an
/// `nn.Sequential`.
///
/// Layers are separated by `,`, `→`, `->` or a new line, and may carry a name: `embedding: Embedding(28, 20)`,
/// `(embedding): Embedding(28, 20)`.
struct ModelText {
  /// One layer, not yet made.
  struct Item: Equatable {
    /// The name it carries; its number otherwise.
    let name: String?
    /// Its module, as written.
    let module: String
    let positional: [LayerArguments.Value]
    let named: [(String, LayerArguments.Value)]

    static func == (left: Item, right: Item) -> Bool {
      left.name == right.name && left.module == right.module && left.positional == right.positional
        && left.named.map(\.0) == right.named.map(\.0) && left.named.map(\.1) == right.named.map(\.1)
    }
  }

  private let characters: [Character]
  private var position = 0

  /// The layers of a text, at least one.
  static func items(_ text: String) throws(NetworkError) -> [Item] {
    var reader = ModelText(characters: Array(text.replacing("\r\n", with: "\n")))
    let items = try reader.sequence(until: nil)
    guard !items.isEmpty else {
      throw NetworkError(
        say(
          "engine.network.noLayers",
          "the model has no layers: write for example \"Linear(2, 8), Tanh, Linear(8, 1)\""))
    }
    return items
  }

  /// A layer or loss alone, such as "CrossEntropyLoss(label_smoothing=0.1)".
  static func item(_ text: String) throws(NetworkError) -> Item {
    let items = try items(text)
    guard items.count == 1 else {
      throw NetworkError(say("engine.network.notOne", "'\(text)' is \(items.count) things, not one"))
    }
    return items[0]
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private var next: Character? { position < characters.count ? characters[position] : nil }

  private mutating func skipSpaces(_ isSpace: (Character) -> Bool = \.isWhitespace) {
    while let next, isSpace(next) { position += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    let wanted = Array(text)
    guard characters[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Layers up to a closing parenthesis, or up to the end.
  private mutating func sequence(until end: Character?) throws(NetworkError) -> [Item] {
    var items: [Item] = []
    while true {
      skipSeparators()
      guard let next else {
        if end != nil {
          throw NetworkError(
            say("engine.network.parenthesisOpen", "a parenthesis is opened and not closed: ')' is missing"))
        }
        return items
      }
      if next == end {
        position += 1
        return items
      }
      items += try layers()
      skipSpaces { $0 == " " || $0 == "\t" }
      guard let next = self.next, next != end, !isSeparator(next) else { continue }
      throw NetworkError(
        say(
          "engine.network.separatorExpected",
          "'\(excerpt)' stands where a comma, an arrow or a new line was expected"))
    }
  }

  private func isSeparator(_ character: Character) -> Bool {
    character.isNewline || [",", "→"].contains(character)
      || character == "-" && position + 1 < characters.count && characters[position + 1] == ">"
  }

  private mutating func skipSeparators() {
    while let next, next.isWhitespace || isSeparator(next) { position += next == "-" ? 2 : 1 }
  }

  /// What stands from here on, for messages.
  private var excerpt: String {
    let rest = characters[position...].prefix(24)
    return String(rest.prefix { !$0.isNewline }) + (characters.count - position > 24 ? "…" : "")
  }

  /// One layer, or those of a `Sequential`.
  private mutating func layers() throws(NetworkError) -> [Item] {
    var label: String?
    if next == "(" {
      position += 1
      label = try word(say("engine.network.aName", "a name in parentheses"))
      guard take(")") else {
        throw NetworkError(
          say("engine.network.nameNotClosed", "the name '\(label ?? "")' is not followed by ')'"))
      }
      skipSpaces()
      guard take(":") else {
        throw NetworkError(
          say("engine.network.nameWithoutColon", "the name '(\(label ?? ""))' is not followed by ':'"))
      }
      skipSpaces()
    }
    var module = try word(say("engine.network.aLayer", "a layer"))
    if label == nil, next == ":" {
      position += 1
      skipSpaces()
      label = module
      module = try word(say("engine.network.aLayerAfter", "a layer after '\(label ?? ""):'"))
    }
    for prefix in ["torch.nn.", "nn."] where module.hasPrefix(prefix) { module.removeFirst(prefix.count) }
    if module == "Sequential" {
      guard label == nil else {
        throw NetworkError(
          say("engine.network.sequentialWithin", "a Sequential within another is not taken: write its layers")
        )
      }
      skipSpaces()
      guard take("(") else {
        throw NetworkError(say("engine.network.sequentialAlone", "Sequential is not followed by '('"))
      }
      return try sequence(until: ")")
    }
    var (positional, named): ([LayerArguments.Value], [(String, LayerArguments.Value)]) = ([], [])
    if take("(") { (positional, named) = try arguments(of: module) }
    if let label, label.contains(".") {
      throw NetworkError(say("engine.network.nameWithPoint", "the name '\(label)' has a point in it"))
    }
    // The numbers that print shows are places, not names.
    let name = label.flatMap { Int($0) == nil ? $0 : nil }
    return [Item(name: name, module: module, positional: positional, named: named)]
  }

  private mutating func word(_ what: @autoclosure () -> String) throws(NetworkError) -> String {
    let start = position
    while let next, next.isLetter || next.isNumber || next == "_" || next == "." { position += 1 }
    guard position > start else {
      throw NetworkError(
        next == nil
          ? say("engine.network.missingAtEnd", "\(what()) is missing at the end")
          : say("engine.network.expected", "'\(excerpt)' stands where \(what()) was expected"))
    }
    return String(characters[start..<position])
  }

  private mutating func arguments(
    of module: String
  ) throws(NetworkError) -> ([LayerArguments.Value], [(String, LayerArguments.Value)]) {
    var (positional, named): ([LayerArguments.Value], [(String, LayerArguments.Value)]) = ([], [])
    while true {
      skipSpaces()
      if take(")") { return (positional, named) }
      guard next != nil else { throw NetworkError(Self.notClosed(module)) }
      let start = position
      if let next, next.isLetter {
        let name = try word(say("engine.network.anArgument", "an argument"))
        skipSpaces()
        if take("=") {
          skipSpaces()
          named.append((name, try value(of: module)))
          try endOfArgument(of: module)
          continue
        }
        position = start
      }
      guard named.isEmpty else {
        throw NetworkError(
          say(
            "engine.network.namelessBehind",
            "\(module): what has no name stands before what has: '\(excerpt)'"))
      }
      positional.append(try value(of: module))
      try endOfArgument(of: module)
    }
  }

  private mutating func endOfArgument(of module: String) throws(NetworkError) {
    skipSpaces()
    guard next != ")", !take(",") else { return }
    throw NetworkError(
      next == nil
        ? Self.notClosed(module)
        : say(
          "engine.network.commaExpected", "\(module): '\(excerpt)' stands where ',' or ')' was expected"))
  }

  private static func notClosed(_ module: String) -> String {
    say("engine.network.notClosed", "\(module)( is not closed: ')' is missing")
  }

  /// A number, True, False, None, a text in quotes, or numbers in parentheses.
  private mutating func value(of module: String) throws(NetworkError) -> LayerArguments.Value {
    if let quote = next, quote == "'" || quote == "\"" {
      position += 1
      let start = position
      while let next, next != quote { position += 1 }
      guard next != nil else {
        throw NetworkError(say("engine.network.textOpen", "\(module): a text is not closed by \(quote)"))
      }
      position += 1
      return .text(String(characters[start..<position - 1]))
    }
    if take("(") || take("[") {
      var numbers: [Double] = []
      while true {
        skipSpaces()
        if take(")") || take("]") { return .list(numbers) }
        guard case .number(let number) = try value(of: module) else {
          throw NetworkError(say("engine.network.listOfNumbers", "\(module): a list holds numbers"))
        }
        numbers.append(number)
        skipSpaces()
        _ = take(",")
      }
    }
    let start = position
    while let next, next.isLetter || next.isNumber || "+-._".contains(next) { position += 1 }
    let text = String(characters[start..<position])
    switch text {
    case "True": return .flag(true)
    case "False": return .flag(false)
    case "None": return .none
    default:
      // Python's underscores between digits.
      guard let number = Double(text.replacing("_", with: "")), number.isFinite else {
        position = start
        throw NetworkError(
          say("engine.network.noValue", "\(module): '\(excerpt)' is no number, True, False or None"))
      }
      return .number(number)
    }
  }
}
