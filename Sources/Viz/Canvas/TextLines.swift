extension String {
  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "）", "？", "！", "”", ",", ".", ";", ":", ")", "?", "!",
  ]
  private static let opening: Set<Character> = ["（", "“", "("]

  /// The text on lines of at most `room` columns where it can be, as `columns` measures them: broken at blanks and beside
  /// characters of double width, but not before a mark that closes, or after one that opens.
  func broken(to room: Int, _ columns: (String) -> Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces {
      if !line.isEmpty, columns(line + piece[...].trimmed) > room {
        lines.append(line[...].trimmed)
        line = ""
      }
      line += piece
    }
    return line.isEmpty ? lines : lines + [line[...].trimmed]
  }

  /// What cannot be broken, with the blanks behind it.
  private var pieces: [String] {
    var pieces: [String] = []
    var piece = ""
    for character in self {
      if let last = piece.last {
        let isBesideWide = Self(last).plainColumns > 1 || Self(character).plainColumns > 1
        let closes =
          Self.closing.contains(character) && !(character.isASCII && Self.closing.contains(last))
        let holds = closes || Self.opening.contains(last)
        if last == " " && character != " " || character != " " && isBesideWide && !holds {
          pieces.append(piece)
          piece = ""
        }
      }
      piece.append(character)
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
