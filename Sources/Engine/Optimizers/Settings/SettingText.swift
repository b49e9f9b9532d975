/// How settings are written: "lr=0.05, momentum=0.9 nesterov".
enum SettingText {
  /// A name without what makes no difference: capitals, `-` and `_`.
  static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" }
  }

  /// A text without the blanks around it.
  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// The words of a text: what stands between spaces that are in no bracket, without a comma at the end.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    for character in text {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if !character.isWhitespace {
        word.append(character)
      } else if depth <= 0 {
        words.append(word)
        word = ""
      }
    }
    words.append(word)
    return words.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }.filter { !$0.isEmpty }
  }

  /// The elements of "0.9,0.999", in brackets or without.
  static func elements(_ text: String) -> [String] {
    var inner = Substring(text)
    for (open, close) in [("(", ")"), ("[", "]")] where inner.hasPrefix(open) && inner.hasSuffix(close) {
      inner = inner.dropFirst().dropLast()
    }
    return inner.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// The values that a text stands for, or `nil` where it is no such thing.
  static func values(_ text: String, of kind: Setting.Kind) -> [Double]? {
    switch kind {
    case .number, .whole: return Double(text).map { [$0] }
    case .flag:
      switch text.lowercased() {
      case "true", "1", "yes", "on": return [1]
      case "false", "0", "no", "off": return [0]
      default: return nil
      }
    case .choice(let words):
      let bare = plain(text.filter { $0 != "\"" && $0 != "'" })
      return words.firstIndex { plain($0) == bare }.map { [Double($0)] }
    case .wholes:
      let numbers = elements(text).map(Double.init)
      return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
    }
  }

  /// A number in as few digits as read back to the same: "0.05", "1e-05", "30".
  static func number(_ x: some BinaryFloatingPoint & CustomStringConvertible) -> String {
    let text = x.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
