/// Numbers and lists as JSON, each with the shortest digits that read back to the same number.
enum JSONText {
  static func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
    value.isFinite ? value.description : "null"
  }

  /// A list of numbers.
  static func list(_ values: [some BinaryFloatingPoint & CustomStringConvertible]) -> String {
    "[" + values.map { number($0) }.joined(separator: ",") + "]"
  }

  /// A list of rows, each of `columns` numbers.
  static func matrix(_ values: [some BinaryFloatingPoint & CustomStringConvertible], columns: Int) -> String {
    let rows = stride(from: 0, to: values.count, by: columns).map { list(Array(values[$0..<$0 + columns])) }
    return "[" + rows.joined(separator: ",") + "]"
  }
}
