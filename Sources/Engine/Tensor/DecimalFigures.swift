/// The decimal figures of a number, for printing it without a formatting library.
public struct DecimalFigures: Sendable, Equatable {
  /// The figures from the first that is not 0 on, each from 0 to 9.
  public let figures: [UInt8]
  /// The power of ten of the first figure.
  public let exponent: Int

  /// How a last figure that lies exactly in the middle is rounded.
  public enum Tie: Sendable {
    /// Away from 0.
    case up
    /// To the even figure.
    case toEven
  }

  /// At most `count` figures of a finite number's magnitude, rounded from its shortest decimal form, without zeros at
  /// the end.
  public init(_ value: Double, count: Int, tie: Tie = .up) {
    let value = abs(value)
    guard value != 0 else {
      figures = [0]
      exponent = 0
      return
    }
    // Such as "0.25" or "1.5e-07", taken apart as bytes: a frame has a hundred numbers.
    let text = Array(value.description.utf8)
    let end = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
    let whole = text[..<end].firstIndex(of: UInt8(ascii: ".")) ?? end
    let power = Int(String(decoding: text[end...].dropFirst(), as: UTF8.self)) ?? 0
    var figures = (text[..<whole] + text[whole..<end].dropFirst()).map { $0 - UInt8(ascii: "0") }
    var exponent = whole - 1 + power
    let zeros = figures.prefix { $0 == 0 }.count
    figures.removeFirst(zeros)
    exponent -= zeros
    if figures.count > count {
      let isTie = figures[count] == 5 && figures[(count + 1)...].allSatisfy { $0 == 0 }
      let roundsUp = isTie && tie == .toEven && count > 0 ? figures[count - 1] % 2 == 1 : figures[count] >= 5
      figures.removeLast(figures.count - count)
      if roundsUp, !Self.increment(&figures) { exponent += 1 }
    }
    while figures.count > 1, figures.last == 0 { figures.removeLast() }
    self.figures = figures
    self.exponent = exponent
  }

  /// The figures as text, filled up with zeros to `count`.
  public func text(filledTo count: Int = 0) -> String {
    let zeros = repeatElement(UInt8(ascii: "0"), count: max(0, count - figures.count))
    return String(decoding: figures.map { $0 + UInt8(ascii: "0") } + zeros, as: UTF8.self)
  }

  /// Adds one to the last figure; false where that carried into a new first figure and the last one fell away.
  private static func increment(_ figures: inout [UInt8]) -> Bool {
    for index in figures.indices.reversed() {
      if figures[index] < 9 {
        figures[index] += 1
        return true
      }
      figures[index] = 0
    }
    figures.insert(1, at: 0)
    figures.removeLast()
    return false
  }
}
