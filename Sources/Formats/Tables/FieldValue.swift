/// What a field of a table is.
enum FieldValue: Equatable {
  /// A finite number, as `Float(Double(text))` is.
  case number(Float)
  /// Nothing, or one of the words that stand for it.
  case missing
  /// Infinity, NaN or a number beyond float32.
  case notFinite
  /// Anything else.
  case word

  /// The words for a missing value.
  static let missingWords = ["", "NA", "N/A", "?", "nan", "NaN", "NULL", "null", "None"]

  private static let missingBytes = missingWords.map { Array($0.utf8) }
  private static let notFiniteWords: Set<String> = ["inf", "infinity", "nan"]
  /// Powers of ten that are exact.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]

  /// Reads the field, blanks around it aside: a number as Python's `float` takes it, without underscores.
  @inline(__always)
  init(_ field: UnsafeBufferPointer<UInt8>) {
    // Every access is below `end`, which is at most the field's count.
    guard let bytes = field.baseAddress else {
      self = .missing
      return
    }
    var (next, end) = (0, field.count)
    while next < end, Self.isBlank(bytes[next]) { next += 1 }
    while end > next, Self.isBlank(bytes[end - 1]) { end -= 1 }
    let first = next
    var isNegative = false
    if next < end, bytes[next] == UInt8(ascii: "-") || bytes[next] == UInt8(ascii: "+") {
      isNegative = bytes[next] == UInt8(ascii: "-")
      next += 1
    }
    var mantissa: UInt64 = 0
    let digits = next
    while next < end, bytes[next] &- 48 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(bytes[next] &- 48)
      next += 1
    }
    var count = next - digits
    var exponent = 0
    if next < end, bytes[next] == UInt8(ascii: ".") {
      next += 1
      let digits = next
      while next < end, bytes[next] &- 48 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(bytes[next] &- 48)
        next += 1
      }
      exponent = digits - next
      count += next - digits
    }
    let hasExponent = count > 0 && next < end && bytes[next] | 0x20 == UInt8(ascii: "e")
    if hasExponent { exponent += Self.exponent(bytes, &next, end) }
    guard count > 0, next == end else {
      self = Self.text(UnsafeBufferPointer(rebasing: field[first..<end]))
      return
    }
    if count <= 19, let value = Self.rounded(mantissa, exponent) {
      self = .number(isNegative ? -value : value)
    } else {
      self = Self.longNumber(UnsafeBufferPointer(rebasing: field[first..<end]))
    }
  }

  /// Reads the exponent whose `e` is at `next`; where it is none, `next` stays there. `bytes` holds `end` bytes.
  private static func exponent(_ bytes: UnsafePointer<UInt8>, _ next: inout Int, _ end: Int) -> Int {
    var place = next + 1
    var isNegative = false
    if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    guard place < end else { return 0 }
    var value = 0
    while place < end, bytes[place] &- 48 < 10 {
      // Beyond any exponent that matters, so that it cannot overflow.
      value = min(value * 10 + Int(bytes[place] - 48), 1 << 40)
      place += 1
    }
    next = place
    return isNegative ? -value : value
  }

  /// `mantissa` × 10^`exponent`, first to the nearest double, then to the nearest float; `nil` where that takes more.
  @inline(__always)
  private static func rounded(_ mantissa: UInt64, _ exponent: Int) -> Float? {
    if mantissa == 0 { return 0 }
    guard exponent >= -44, exponent <= 44 else { return nil }
    var value = Double(mantissa)
    let magnitude = abs(exponent)
    let isExact = mantissa <= 1 << 53 && magnitude <= 22
    if magnitude > 22 {
      let (large, rest) = (powers[22], powers[magnitude - 22])
      value = exponent < 0 ? value / large / rest : value * large * rest
    } else {
      value = exponent < 0 ? value / powers[magnitude] : value * powers[magnitude]
    }
    let float = Float(value)
    if isExact { return float.isFinite ? float : nil }
    // At most three roundings: the right double is less than 8 units from this one. Unless a point at which floats
    // round the other way lies as near, both give the same float. It is where 29 bits are 1000….
    let distance = Int64(value.bitPattern & 0x1fff_ffff) - 0x1000_0000
    guard abs(distance) > 8, value >= 0x1p-125, value < 0x1p127 else { return nil }
    return float
  }

  /// A number with more digits or a larger exponent than the fast way takes; its form was checked.
  @inline(never)
  private static func longNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> FieldValue {
    guard let value = Double(String(decoding: bytes, as: UTF8.self)) else { return .word }
    let float = Float(value)
    return float.isFinite ? .number(float) : .notFinite
  }

  /// What is no number in figures.
  @inline(never)
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> FieldValue {
    if bytes.count <= 4, missingBytes.contains(where: { $0.elementsEqual(bytes) }) { return .missing }
    guard bytes.count <= 9 else { return .word }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    let unsigned = word.first == "-" || word.first == "+" ? word.dropFirst() : word[...]
    return notFiniteWords.contains(String(unsigned)) ? .notFinite : .word
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }
}
