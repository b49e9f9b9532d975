/// The rows of the table of goals; each is told at the end, with what was reached.
struct Goals {
  private var lines: [String] = []
  /// Whether anything that is due was missed.
  private(set) var isShort = false

  /// A row whose figure is to be no larger than what is due and what is aimed at.
  mutating func add(_ what: String, _ value: Double, atMost must: Double, aim: Double, unit: String) {
    add(
      what, value, excess: value / must, aimExcess: aim > 0 ? value / aim : value > 0 ? .infinity : 0, must,
      aim, unit)
  }

  /// A row whose figure is to be no smaller.
  mutating func add(_ what: String, _ value: Double, atLeast must: Double, aim: Double, unit: String) {
    add(what, value, excess: must / value, aimExcess: aim / value, must, aim, unit)
  }

  private mutating func add(
    _ what: String, _ value: Double, excess: Double, aimExcess: Double, _ must: Double, _ aim: Double,
    _ unit: String
  ) {
    let verdict: String
    if excess > 1 {
      verdict = "SHORT by \(Self.text(excess))×"
      isShort = true
    } else if aimExcess > 1 {
      verdict =
        aimExcess.isFinite
        ? "reached; \(Self.text(aimExcess))× short of the aim" : "reached; short of the aim"
    } else {
      verdict = "reached, and the aim"
    }
    let figures = "\(Self.text(value)) \(unit)"
    let limits = "must \(Self.text(must)), aim \(Self.text(aim)) \(unit)"
    lines.append("\(what.padded(44))\(figures.padded(18))\(limits.padded(34))\(verdict)")
  }

  /// All rows.
  var text: String { lines.joined(separator: "\n") }

  /// A number with three figures.
  static func text(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "∞" }
    var (scale, digits) = (1.0, 0)
    while abs(value) * scale < 100, digits < 6 { (scale, digits) = (scale * 10, digits + 1) }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension String {
  /// The text, with blanks behind it up to a width.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(1, width - count)) }
}
