import Engine
import Languages

/// Numbers as text for the screen: with a true minus sign, never wider than asked, nothing rounded to a false zero.
enum NumberText {
  /// A number's text as a factor or subtrahend: one below 0 in brackets.
  static func bracketed(_ text: String) -> String { text.hasPrefix("−") ? "(\(text))" : text }

  /// A text with the minus sign of ASCII in place of the true one, as a file or any terminal takes it.
  static func plain(_ text: String) -> String { text.replacing("−", with: "-") }

  /// A number with exactly `decimals` places, such as "−0.4260"; with a plus sign where `signed`. From a thousand
  /// million on, as a power of ten.
  static func fixed(_ value: Double, decimals: Int, signed: Bool = false) -> String {
    guard value.isFinite, abs(value) < 1e9 else {
      return scientific(value, digits: decimals + 1, signed: signed)
    }
    let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = (abs(value) * scale).rounded()
    // Beyond 2⁵³ a float64 no longer tells whole numbers apart, and beyond 2⁶³ it is no Int.
    let figures = scaled < 0x1p53 ? String(Int(scaled)) : wholeFigures(abs(value), decimals: decimals)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - figures.count)) + figures
    let point = decimals > 0 ? "." : ""
    return sign(of: value, signed: signed) + padded.dropLast(decimals) + point + padded.suffix(decimals)
  }

  /// The figures of a number down to its last decimal place, without the point, from its shortest decimal form.
  private static func wholeFigures(_ magnitude: Double, decimals: Int) -> String {
    let exponent = DecimalFigures(magnitude, count: 17).exponent
    let decimal = DecimalFigures(magnitude, count: exponent + 1 + decimals)
    return decimal.text(filledTo: decimal.exponent + 1 + decimals)
  }

  /// A number as one digit, `digits` − 1 decimals and a power of ten, such as "5.7e−10".
  static func scientific(_ value: Double, digits: Int, signed: Bool = false) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : sign(of: value, signed: signed) + "inf" }
    let decimal = DecimalFigures(value, count: digits)
    let (figures, exponent) = (decimal.text(filledTo: digits), decimal.exponent)
    let mantissa = digits == 1 ? figures : "\(figures.prefix(1)).\(figures.dropFirst())"
    return sign(of: value, signed: signed) + "\(mantissa)e\(exponent < 0 ? "−" : "")\(abs(exponent))"
  }

  /// A number in at most `width` columns: fixed while that tells it well, else as a power of ten.
  ///
  /// Four decimals where they fit. A number too small for them is never shown as zero.
  static func compact(_ value: Double, width: Int, signed: Bool = false) -> String {
    let magnitude = abs(value)
    if value == 0 { return "0" }
    if magnitude >= 0.001, magnitude < 1e6 {
      for decimals in [4, 3, 2, 1, 0] {
        let text = fixed(value, decimals: decimals, signed: signed)
        let tells = magnitude >= 1 || decimals >= 3 || magnitude * power(decimals) >= 3
        if text.count <= width, tells { return text }
      }
    }
    for digits in [4, 3, 2, 1] {
      let text = scientific(value, digits: digits, signed: signed)
      if text.count <= width && (digits <= 2 || width >= 10) { return text }
    }
    return scientific(value, digits: 1, signed: signed)
  }

  /// A number in six decimals with its sign, or in seven figures where those would not tell it.
  static func compactPrecise(_ value: Double) -> String {
    if value == 0 { return "0" }
    let isPlain = abs(value) >= 0.001 && abs(value) < 1000
    return isPlain ? fixed(value, decimals: 6, signed: true) : scientific(value, digits: 6, signed: true)
  }

  /// The shortest text that reads back to the same float64, such as "0.1" or "5e−5", or has at most `figures`.
  static func shortest(_ value: Double, figures count: Int = 17) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : scientific(value, digits: 1) }
    let decimal = DecimalFigures(value, count: count)
    let (figures, exponent) = (decimal.text(), decimal.exponent)
    let text: String
    if exponent < -4 || exponent > 6 {
      let mantissa = figures.count == 1 ? figures : "\(figures.prefix(1)).\(figures.dropFirst())"
      text = "\(mantissa)e\(exponent < 0 ? "−" : "")\(abs(exponent))"
    } else if exponent < 0 {
      text = "0." + String(repeating: "0", count: -exponent - 1) + figures
    } else if figures.count <= exponent + 1 {
      text = figures + String(repeating: "0", count: exponent + 1 - figures.count)
    } else {
      text = "\(figures.prefix(exponent + 1)).\(figures.dropFirst(exponent + 1))"
    }
    return sign(of: value, signed: false) + text
  }

  /// A share in percent with one decimal: "98.3 %"; only all of it is 100 %.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "nan" }
    if share >= 1 { return "100 %" }
    return fixed(min(99.9, share * 100), decimals: 1) + " %"
  }

  /// A count in groups of three digits, such as "1 204".
  static func grouped(_ count: Int) -> String {
    var text = ""
    let digits = String(count.magnitude)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return count < 0 ? "−" + text : text
  }

  /// A rate in three figures with a prefix, such as "1.04 k" or "980"; a slow one in two.
  static func metric(_ value: Double) -> String {
    for (size, unit) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= size * 0.9995 {
      let scaled = value / size
      return fixed(scaled, decimals: scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0) + " " + unit
    }
    if value < 0.95 { return shortest(value, figures: 2) }
    return fixed(value, decimals: value < 9.95 ? 1 : 0)
  }

  /// A power of ten as on an axis, such as "10⁻³".
  static func powerOfTen(_ exponent: Int) -> String {
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { superscripts[$0] }
    return "10" + (exponent < 0 ? "⁻" : "") + String(digits)
  }

  private static func sign(of value: Double, signed: Bool) -> String {
    value < 0 ? "−" : signed && value != 0 ? "+" : ""
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1) { power, _ in power * 10 }
  }
}

extension Pace {
  /// Such as "100/s", or "max".
  var text: String {
    switch self {
    case .stepsPerSecond(let rate) where rate < 100: NumberText.shortest(rate, figures: 3) + "/s"
    case .stepsPerSecond(let rate): NumberText.grouped(Int(rate.rounded())) + "/s"
    case .unlimited: say("widget.max", "max")
    }
  }
}
