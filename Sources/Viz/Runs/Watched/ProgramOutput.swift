/// What a program prints, as a terminal would show it: a progress bar that goes back to the start of its line, or some lines
/// up, is written over.
///
/// The newest lines are kept; colours and all else that a terminal could be told is left out.
struct ProgramOutput: Sendable {
  /// The lines that are kept, the oldest first; the last one may be empty.
  private(set) var lines: [String] = []
  /// How many lines there were, those that are no longer kept as well.
  private(set) var count = 0

  /// How many lines are kept at the most.
  static let capacity = 2000
  /// How many characters of a line are kept.
  private static let longestLine = 1000
  private static let tabWidth = 8

  /// What an escape sequence has begun.
  private enum Sequence: Sendable {
    case none, escape
    /// With its numbers so far.
    case control([UInt8])
    /// Up to a bell, or to an escape with a backslash.
    case string(isEscaped: Bool)
  }

  private var decoder = CharacterDecoder()
  private var isDecoding = false
  private var sequence = Sequence.none
  /// The line that is written to, and the place in it.
  private var row = 0
  private var column = 0
  /// The characters of the lines that may still be written over.
  private var cells: [[Unicode.Scalar]] = []
  /// How many lines from the end on are kept as characters.
  private static let openLines = 64

  /// Takes what was printed next.
  mutating func take(_ bytes: some Swift.Sequence<UInt8>) {
    for byte in bytes { take(byte) }
    for (index, line) in cells.enumerated() {
      lines[lines.count - cells.count + index] = Self.text(line)
    }
  }

  private static func text(_ line: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line)
    return String(text)
  }

  private mutating func take(_ byte: UInt8) {
    if isDecoding || byte >= 0x80 {
      switch decoder.take(byte) {
      case .incomplete:
        isDecoding = true
        return
      case .character(let scalar):
        (isDecoding, decoder) = (false, CharacterDecoder())
        return take(scalar)
      case .invalid:
        (isDecoding, decoder) = (false, CharacterDecoder())
        return take("\u{FFFD}" as Unicode.Scalar)
      case .broken:
        (isDecoding, decoder) = (false, CharacterDecoder())
        take("\u{FFFD}" as Unicode.Scalar)
        return take(byte)
      }
    }
    take(Unicode.Scalar(byte))
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch sequence {
    case .none: break
    case .escape:
      sequence = scalar == "[" ? .control([]) : scalar == "]" ? .string(isEscaped: false) : .none
      return
    case .control(let numbers):
      guard scalar.value >= 0x40 else {
        if numbers.count < 16 { sequence = .control(numbers + [UInt8(truncatingIfNeeded: scalar.value)]) }
        return
      }
      sequence = .none
      return control(scalar, Int(String(decoding: numbers, as: UTF8.self)))
    case .string(let isEscaped):
      if scalar == "\u{07}" || isEscaped && scalar == "\\" {
        sequence = .none
      } else {
        sequence = .string(isEscaped: scalar == "\u{1B}")
      }
      return
    }
    switch scalar {
    case "\u{1B}": sequence = .escape
    case "\r": column = 0
    case "\n": (row, column) = (row + 1, 0)
    case "\u{08}": column = max(0, column - 1)
    case "\t": column = min(Self.longestLine, (column / Self.tabWidth + 1) * Self.tabWidth)
    default:
      let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
      if !isControl, scalar.columns > 0 { put(scalar) }
    }
    if scalar == "\n" { openLine() }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    openLine()
    guard column < Self.longestLine else { return }
    while cells[row].count < column { cells[row].append(" ") }
    if column < cells[row].count { cells[row][column] = scalar } else { cells[row].append(scalar) }
    column += 1
  }

  /// Makes the line that is written to, where it is not there yet.
  private mutating func openLine() {
    while cells.count <= row {
      cells.append([])
      lines.append("")
      count += 1
    }
    while cells.count > Self.openLines {
      lines[lines.count - cells.count] = Self.text(cells[0])
      cells.removeFirst()
      row -= 1
    }
    if lines.count > Self.capacity + Self.openLines {
      lines.removeFirst(lines.count - Self.capacity)
    }
  }

  private mutating func control(_ final: Unicode.Scalar, _ number: Int?) {
    switch final {
    case "A": row = max(0, row - min(max(1, number ?? 1), Self.openLines))
    case "B": row = min(max(0, cells.count - 1), row + min(max(1, number ?? 1), Self.openLines))
    case "C": column = min(Self.longestLine, column + min(max(1, number ?? 1), Self.longestLine))
    case "D": column = max(0, column - min(max(1, number ?? 1), Self.longestLine))
    case "G": column = min(Self.longestLine, max(0, (number ?? 1) - 1))
    case "K":
      guard row < cells.count else { return }
      switch number ?? 0 {
      case 0: cells[row].removeLast(max(0, cells[row].count - column))
      case 1: for place in 0..<min(column, cells[row].count) { cells[row][place] = " " }
      default: cells[row] = []
      }
    default: break
    }
  }

  /// The lines without an empty one at the end.
  var written: ArraySlice<String> { lines.last == "" ? lines.dropLast() : lines[...] }

  /// How many lines were printed.
  var writtenCount: Int { lines.last == "" ? count - 1 : count }
}
