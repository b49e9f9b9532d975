/// Texts in words of plain ASCII that read the same: "W − lr⋅m̂/√v̂" as "W - lr*mhat/sqrt(vhat)".
///
/// Most words are longer than what they stand for, so `Canvas` translates a text before it is measured. Frames, blocks,
/// dots and pointers are no words: they pass, and each cell of them gets a stand-in when the frame is done.
struct ASCIIWords {
  /// The text in ASCII, but for its graphics. What is ASCII already stays as it is.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !$0.isASCII }) else { return text }
    var words = ASCIIWords(Array(text.unicodeScalars))
    words.translate()
    return words.output
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var output = ""
  /// Whether the output ends with a variable in more than one letter, which must not run into a neighbour.
  private var endsWithName = false
  /// Whether the output ends with a sign that belongs to what follows, such as the d of dL.
  private var endsWithPrefix = false

  private init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func translate() {
    while let scalar = next {
      index += 1
      if let mark = next.flatMap({ Self.marks[$0] }) {
        index += 1
        appendName(String(Character(scalar)) + mark)
      } else if let name = Self.variables[scalar] {
        appendName(name)
      } else if Self.superscripts[scalar] != nil || Self.subscripts[scalar] != nil {
        index -= 1
        appendScripts()
      } else if scalar == "√" {
        appendRoot()
      } else if let word = word(scalar) {
        append(word, isPrefix: scalar == "∂")
      } else if let word = Self.words[scalar] {
        append(word)
      } else if scalar.isASCII || scalar.isGraphic {
        appendPlain(scalar)
      } else if scalar.columns > 0 {
        append("?")
      }
    }
  }

  private mutating func append(_ word: String, isPrefix: Bool = false) {
    output += word
    endsWithName = false
    endsWithPrefix = isPrefix
  }

  private mutating func appendPlain(_ scalar: Unicode.Scalar) {
    // A product that only the script told apart: μb is mu*b.
    if endsWithName, scalar == "(" || scalar.properties.isAlphabetic { output += "*" }
    append(String(Character(scalar)))
  }

  private mutating func appendName(_ name: String) {
    let isProduct = output.unicodeScalars.last.map {
      $0 == ")" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
    if isProduct == true, !endsWithPrefix { output += "*" }
    append(name)
    endsWithName = true
  }

  /// What stands above or below the line: powers with ^, indices as plain figures, with _ where they have letters.
  private mutating func appendScripts() {
    let isName = endsWithName
    for (scripts, isPower) in [(Self.subscripts, false), (Self.superscripts, true)] {
      var run = ""
      while let script = next.flatMap({ scripts[$0] }) {
        run.unicodeScalars.append(script)
        index += 1
      }
      guard !run.isEmpty else { continue }
      let (isNumber, isSimple) = (
        run.allSatisfy(\.isNumber), run.drop { $0 == "-" }.allSatisfy(Self.isOneKind(run))
      )
      output += isPower ? (isSimple ? "^" + run : "^(" + run + ")") : isNumber ? run : "_" + run
    }
    endsWithName = isName
    endsWithPrefix = false
  }

  /// Whether a character is of the same kind as the last one of a power.
  private static func isOneKind(_ run: String) -> (Character) -> Bool {
    { $0.isNumber && run.last?.isNumber == true || $0.isLetter && run.last?.isLetter == true }
  }

  /// A root over the name that follows, or over the brackets that follow.
  private mutating func appendRoot() {
    var operand: [Unicode.Scalar] = []
    while let scalar = next, Self.belongsToName(scalar) {
      operand.append(scalar)
      index += 1
    }
    var inner = ASCIIWords(operand)
    inner.translate()
    append(operand.isEmpty ? "sqrt" : "sqrt(\(inner.output))")
  }

  private static func belongsToName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "↑" || marks[scalar] != nil
      || subscripts[scalar] != nil || superscripts[scalar] != nil
  }

  /// The words that depend on what stands beside them.
  private func word(_ scalar: Unicode.Scalar) -> String? {
    let before = output.unicodeScalars.last
    func isLetter(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isAlphabetic == true }
    switch scalar {
    case "∂": return "d"
    case "Δ", "Σ", "∑":
      let word = scalar == "Δ" ? "delta" : "sum"
      return isLetter(next) && next.map { Self.subscripts[$0] == nil } == true ? word + " " : word
    // A shape is 2x3, a product is lr*2.
    case "×": return isLetter(before) || isLetter(next) || before == ")" || next == "(" ? "*" : "x"
    case "·": return before == " " && next == " " ? "|" : ","
    case "↑": return isLetter(before) ? "max" : "up"
    default: return nil
    }
  }

  /// What combining marks are called.
  private static let marks: [Unicode.Scalar: String] = [
    "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar",
  ]

  private static let variables: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "η": "eta", "θ": "theta",
    "λ": "lambda", "μ": "mu",
    "ρ": "rho", "τ": "tau", "ŷ": "yhat",
  ]

  private static let words: [Unicode.Scalar: String] = [
    "−": "-", "–": "-", "—": "-", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "↓": "down", "…": "...",
    "⋅": "*",
    "∗": "*", "ℓ": "l", "∘": "o", "∇": "grad ", "σ": "sigma", "≈": "~=", "≤": "<=", "≥": ">=", "≠": "!=",
    "±": "+-",
    "∞": "inf",
    "‖": "||", "≡": "==", "✓": "ok", "✗": "X", "½": "1/2", "¼": "1/4", "¾": "3/4", "⌊": "floor(", "⌋": ")",
    "⌈": "ceil(", "⌉": ")", "∈": "in", "÷": "/", "“": "\"", "”": "\"", "‘": "'", "’": "'", "′": "'",
    "\u{a0}": " ",
  ]

  private static let superscripts = pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗᵀᵏⁿⁱ", "0123456789+-tTkni")
  private static let subscripts = pairs("₀₁₂₃₄₅₆₇₈₉₊₋ₜᵢⱼₖₘₙ", "0123456789+-tijkmn")

  private static func pairs(_ scripts: String, _ plain: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(scripts.unicodeScalars, plain.unicodeScalars))
  }
}

extension Unicode.Scalar {
  /// Whether it draws rather than tells: lines, blocks, pointers, a star, braille.
  var isGraphic: Bool {
    (0x2500...0x25ff).contains(value) || (0x2800...0x28ff).contains(value) || self == "★"
  }
}
