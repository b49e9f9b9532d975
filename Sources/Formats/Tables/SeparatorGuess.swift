/// Which byte separates the fields of a table.
enum SeparatorGuess {
  /// What is looked for, in order of preference.
  static let separators: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// The one that is most frequent outside of quotes in the first record that is not blank.
  ///
  /// `;` is taken for commas too where every field has at most one of these, as decimals have that are written so.
  static func separator(of start: [UInt8]) -> UInt8 {
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in start.drop(while: { $0 == 10 || $0 == 13 }) {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        if byte == 10 || byte == 13 { break }
        if let index = separators.firstIndex(of: byte) { counts[index] += 1 }
      }
    }
    if counts[1] > 0, counts[0] <= counts[1] + 1 { counts[0] = 0 }
    let most = counts.max() ?? 0
    return separators[counts.firstIndex(of: most) ?? 0]
  }
}
