import Languages

/// A number as people type or paste it: with a decimal comma, a typographic minus, digits of other scripts.
///
/// What is typed is shown as it will be read, and nothing of it is dropped in silence, so that what is set is what was
/// shown.
struct TypedNumber: Equatable {
  /// The longest that is taken: any float64 is shorter.
  static let longest = 24

  /// What is shown, in ASCII where it belongs to a number.
  private(set) var text = ""

  /// Appends one character by its likeness in ASCII; blanks around the number and marks without width are passed over.
  mutating func append(_ scalar: Unicode.Scalar) {
    guard text.count <= Self.longest, scalar.columns > 0 else { return }
    let plain = Self.plain(scalar)
    if plain == " ", text.isEmpty { return }
    text.unicodeScalars.append(plain == "," ? "." : plain)
  }

  /// Takes the last character away.
  mutating func removeLast() {
    if !text.isEmpty { text.removeLast() }
  }

  /// Why no number can begin like this, or `nil`.
  var problem: String? {
    let word = trimmed
    if word.count > Self.longest {
      return say("edit.longNumber", "a number has at most \(Self.longest) characters")
    }
    if let scalar = word.unicodeScalars.first(where: { !"0123456789.-+eE".unicodeScalars.contains($0) }) {
      return scalar == " "
        ? say("edit.blankInNumber", "a number has no blanks within")
        : say("edit.numberCharacters", "only digits, point, minus and e make a number")
    }
    if word.filter({ $0 == "." }).count > 1 {
      return say("edit.onePoint", "a number has one point; leave out marks between thousands")
    }
    return nil
  }

  /// The value, which float32 can hold, or why there is none.
  var value: Result<Double, Refusal> {
    let word = trimmed
    if word.isEmpty { return .failure(Refusal(reason: say("edit.typeNumber", "type a number first"))) }
    if ["nan", "inf", "infinity"].contains(word.lowercased().drop { "+-".contains($0) }) {
      return .failure(
        Refusal(reason: say("edit.notFinite", "a number must be finite, such as −0.25 or 1e−3")))
    }
    if let problem { return .failure(Refusal(reason: problem)) }
    guard let value = Double(word) else {
      return .failure(Refusal(reason: say("edit.notNumber", "that is no number, such as −0.25 or 1e−3")))
    }
    guard Float(value).isFinite else {
      return .failure(
        Refusal(reason: say("edit.beyondFloat", "that is beyond float32, which ends at 3.4e38")))
    }
    return .success(value)
  }

  /// Why what was typed is no number.
  struct Refusal: Error, Equatable {
    let reason: String
  }

  /// The text without the blanks behind it; before it there are none.
  private var trimmed: String { String(text.reversed().drop { $0 == " " }.reversed()) }

  /// The character's likeness in ASCII, where it has one that belongs to a number.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "−", "‐", "‑", "‒", "–", "﹣", "－": return "-"
    case "＋", "﹢": return "+"
    case "．", "。", "｡", "٫": return "."
    case "，": return ","
    case "ｅ": return "e"
    case "Ｅ": return "E"
    default: break
    }
    if scalar.properties.generalCategory == .spaceSeparator { return " " }
    // Digits of every script: full-width, Arabic, Devanagari …
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else {
      return scalar
    }
    return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
  }
}
