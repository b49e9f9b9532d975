import Engine

/// Numbers, lists and calls as Python writes them.
enum Python {
  /// How many columns a line may have before it is broken.
  static let lineLength = 88

  /// The words of the language, which can name nothing.
  static let keywords: Set<Substring> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// A number, as `repr` prints it.
  static func number(_ x: Double) -> String { x.isFinite ? x.description : "float(\"\(x)\")" }

  /// A number in the fewest digits that read back to the same float32.
  static func number(_ x: Float) -> String { x.isFinite ? x.description : "float(\"\(x)\")" }

  /// A text in quotes; JSON's escapes are Python's too.
  static func text(_ text: String) -> String { JSONText.text(text).replacing("\\u0009", with: "\\t") }

  /// A literal after `start`, rows of numbers in brackets; of several axes the first is broken into lines where one does
  /// not hold them all.
  static func tensor(_ numbers: [String], shape: [Int], start: String, end: String) -> [String] {
    if shape.count == 1 { return list(numbers, start: start + "[", end: "]" + end) }
    let whole = nested(numbers[...], shape)
    if start.count + whole.count + end.count <= lineLength { return [start + whole + end] }
    let width = numbers.count / shape[0]
    let rows = (0..<shape[0]).flatMap { row -> [String] in
      let part = Array(numbers[row * width..<(row + 1) * width])
      return tensor(part, shape: Array(shape.dropFirst()), start: "", end: ",").map(indented)
    }
    return [start + "["] + rows + ["]" + end]
  }

  private static func nested(_ numbers: ArraySlice<String>, _ shape: [Int]) -> String {
    guard shape.count > 1 else { return "[" + numbers.joined(separator: ", ") + "]" }
    let width = numbers.count / shape[0]
    let rows = (0..<shape[0]).map { row in
      nested(numbers.dropFirst(row * width).prefix(width), Array(shape.dropFirst()))
    }
    return "[" + rows.joined(separator: ", ") + "]"
  }

  /// Numbers between `start` and `end`, on lines of their own where one line does not hold all.
  static func list(_ numbers: [String], start: String, end: String) -> [String] {
    let line = start + numbers.joined(separator: ", ") + end
    return line.count <= lineLength ? [line] : [start] + filled(numbers) + [end]
  }

  /// Numbers in indented lines that are as full as they can be.
  private static func filled(_ numbers: [String]) -> [String] {
    var lines = ["   "]
    for number in numbers {
      if lines[lines.count - 1].count + number.count + 10 > lineLength { lines.append("   ") }
      lines[lines.count - 1] += " \(number),"
    }
    return lines
  }

  /// A call, with an argument a line where one line does not hold it.
  static func call(_ start: String, _ arguments: [String], indent: Int = 0) -> [String] {
    let line = "\(start)(\(arguments.joined(separator: ", ")))"
    if line.count + indent <= lineLength { return [line] }
    return ["\(start)("] + arguments.map { indented($0 + ",") } + [")"]
  }

  /// A line one level deeper; nothing stays nothing.
  static func indented(_ line: String) -> String { line.isEmpty ? "" : "    " + line }
}

extension SettingsOwner {
  /// The arguments with which Python makes it: those without a default, those that differ from theirs, and `always`.
  func arguments(_ values: SettingValues, always: Set<String> = []) -> [String] {
    settings.compactMap { setting in
      let parts = parts(with: setting)
      // A tuple is written where its first part stands.
      guard parts[0] == setting,
        parts.contains(where: {
          $0.standard.map { [$0] } != values.list($0.name) || always.contains($0.name)
        })
      else { return nil }
      return "\(setting.keyword)=\(literal(of: setting, values))"
    }
  }

  /// What a setting holds, as Python writes it; of a part of a tuple, the tuple.
  func literal(of setting: Setting, _ values: SettingValues) -> String {
    let parts = parts(with: setting).map { $0.literal(values.list($0.name)) }
    return setting.place == nil ? parts[0] : "(\(parts.joined(separator: ", ")))"
  }

  /// The settings of the same tuple in their order; the setting alone where it is in none.
  private func parts(with setting: Setting) -> [Setting] {
    guard let place = setting.place else { return [setting] }
    return settings.filter { $0.place?.tuple == place.tuple }
      .sorted { ($0.place?.index ?? 0) < ($1.place?.index ?? 0) }
  }
}

extension Setting {
  /// What PyTorch calls it, or the tuple that it is a part of.
  var keyword: String { place?.tuple ?? name }

  /// What it holds, as Python writes it.
  func literal(_ values: [Double]) -> String {
    let value = values.first ?? 0
    switch kind {
    case .number: return Python.number(value)
    case .whole: return "\(Int(value))"
    case .flag: return value == 0 ? "False" : "True"
    case .choice(let words): return "\"\(words[Int(value)])\""
    case .wholes: return "[\(values.map { "\(Int($0))" }.joined(separator: ", "))]"
    }
  }
}
