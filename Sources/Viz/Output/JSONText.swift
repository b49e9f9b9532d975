import Engine
import Formats

/// Numbers and lists as JSON, each with the shortest digits that read back to the same number.
enum JSONText {
  static func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
    value.isFinite ? value.description : "null"
  }

  /// A list of numbers.
  static func list(_ values: [some BinaryFloatingPoint & CustomStringConvertible]) -> String {
    "[" + values.map { number($0) }.joined(separator: ",") + "]"
  }

  /// A list of whole numbers.
  static func list(_ values: [Int32]) -> String {
    "[" + values.map { "\($0)" }.joined(separator: ",") + "]"
  }

  /// An object of values that are JSON already, in their order.
  static func object(_ members: some Sequence<(String, String)>) -> String {
    "{" + members.map { "\(text($0)):\($1)" }.joined(separator: ",") + "}"
  }

  /// Seconds to a thousandth.
  static func seconds(_ time: Double) -> String {
    let thousandths = Int((time * 1000).rounded())
    let digits = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// A text in quotes.
  static func text(_ text: String) -> String { JSONWriter.text(text) }

  /// A list of rows, each of `columns` numbers.
  static func matrix(_ values: [some BinaryFloatingPoint & CustomStringConvertible], columns: Int) -> String {
    let rows = stride(from: 0, to: values.count, by: columns).map { list(Array(values[$0..<$0 + columns])) }
    return "[" + rows.joined(separator: ",") + "]"
  }

  /// A tensor as lists within lists; a scalar is its number.
  static func nested(_ tensor: Tensor) -> String {
    var texts = tensor.elements.map { number($0) }
    for length in tensor.shape.reversed() where length > 0 {
      texts = stride(from: 0, to: texts.count, by: length).map {
        "[" + texts[$0..<$0 + length].joined(separator: ",") + "]"
      }
    }
    return texts.first ?? "[]"
  }
}
