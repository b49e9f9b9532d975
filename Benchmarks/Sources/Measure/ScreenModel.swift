/// What a terminal shows after what a program has written to it: as much of one as curses uses on xterm-256color.
struct ScreenModel {
  private var cells: [[Unicode.Scalar]]
  private let (width, height): (Int, Int)
  private var (x, y) = (0, 0)
  private var last: Unicode.Scalar = " "
  /// Bytes of a character or sequence that is not complete yet.
  private var pending: [UInt8] = []

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    cells = Array(repeating: Array(repeating: " ", count: width), count: height)
  }

  /// The text of a row.
  func row(_ row: Int) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: cells[row])
    return text
  }

  /// Takes over what was written.
  mutating func take(_ bytes: [UInt8]) {
    let all = pending + bytes
    var place = 0
    while place < all.count {
      guard let length = unitLength(all[place...]) else { break }
      carryOut(all[place..<place + length])
      place += length
    }
    pending = Array(all[place...])
  }

  /// How many bytes the next character or sequence has; `nil` where it is not complete.
  private func unitLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    let rest = bytes.dropFirst()
    if first == 0x1b {
      guard let second = rest.first else { return nil }
      switch second {
      case UInt8(ascii: "["):
        return rest.dropFirst().firstIndex { (0x40...0x7e).contains($0) }.map { $0 - bytes.startIndex + 1 }
      case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count >= 3 ? 3 : nil
      default: return 2
      }
    }
    let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    return bytes.count >= length ? length : nil
  }

  private mutating func carryOut(_ unit: ArraySlice<UInt8>) {
    guard let first = unit.first else { return }
    if first == 0x1b {
      switch unit.dropFirst().first {
      case UInt8(ascii: "["): control(unit.dropFirst(2))
      case UInt8(ascii: "M"): y = max(0, y - 1)
      default: break
      }
      return
    }
    switch first {
    case 8: x = max(0, x - 1)
    case 9: x = min(width - 1, (x / 8 + 1) * 8)
    case 10: y = min(height - 1, y + 1)
    case 13: x = 0
    case ..<32: break
    default:
      if let scalar = String(decoding: unit, as: UTF8.self).unicodeScalars.first { put(scalar) }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if x >= width { (x, y) = (0, min(height - 1, y + 1)) }
    cells[y][x] = scalar
    last = scalar
    x += 1
  }

  private mutating func control(_ unit: ArraySlice<UInt8>) {
    guard let final = unit.last else { return }
    let numbers = String(decoding: unit.dropLast(), as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false
    ).map { Int($0) }
    func number(_ index: Int, _ fallback: Int = 1) -> Int {
      (numbers.indices.contains(index) ? numbers[index] : nil) ?? fallback
    }
    switch Character(Unicode.Scalar(final)) {
    case "H": (y, x) = (min(height, number(0)) - 1, min(width, number(1)) - 1)
    case "d": y = min(height, number(0)) - 1
    case "G": x = min(width, number(0)) - 1
    case "A": y = max(0, y - number(0))
    case "B": y = min(height - 1, y + number(0))
    case "C": x = min(width - 1, x + number(0))
    case "D": x = max(0, x - number(0))
    case "Z": x = max(0, (x - 1) / 8 * 8)
    case "X": for column in x..<min(width, x + number(0)) { cells[y][column] = " " }
    case "K":
      let range = number(0, 0) == 1 ? 0..<min(width, x + 1) : min(x, width)..<width
      for column in range { cells[y][column] = " " }
    case "J": for row in 0..<height { cells[row] = Array(repeating: " ", count: width) }
    case "b": for _ in 0..<number(0) { put(last) }
    case "@":
      cells[y].insert(contentsOf: Array(repeating: " ", count: number(0)), at: x)
      cells[y].removeLast(cells[y].count - width)
    case "P":
      cells[y].removeSubrange(x..<min(width, x + number(0)))
      cells[y] += Array(repeating: " ", count: width - cells[y].count)
    default: break
    }
  }
}
