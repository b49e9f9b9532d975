import Languages

/// Takes bytes as they come and gives whole lines.
struct LineSplitter: Sendable {
  /// The longest line that is taken.
  static let longestLine = 1 << 24

  private var rest: [UInt8] = []
  /// How many lines were given.
  private(set) var count = 0

  /// The lines that are whole now, without their ends; throws where one is too long for any log.
  mutating func feed(_ new: some Sequence<UInt8>, name: String) throws -> [ArraySlice<UInt8>] {
    // What is kept has no end in it.
    let seen = rest.count
    rest += new
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for place in seen..<rest.count where rest[place] == UInt8(ascii: "\n") {
      let line = rest[start..<place]
      lines.append(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
      start = place + 1
    }
    rest.removeFirst(start)
    guard rest.count <= Self.longestLine else {
      throw FormatError(
        reading: name, say("format.metrics.noEnd", "line \(count + lines.count + 1) has no end"))
    }
    count += lines.count
    return lines
  }
}
