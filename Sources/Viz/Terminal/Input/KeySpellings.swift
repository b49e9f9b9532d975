/// How the terminal in use spells its keys, from its description in terminfo.
struct KeySpellings: Equatable, Sendable {
  /// The names that terminfo gives to keys. Where two keys of a terminal send the same, the later one is meant: on those
  /// whose left arrow is a backspace, a number could not be corrected else.
  static let capabilities: [(name: String, key: Key)] =
    [
      ("kcbt", .other("Shift-Tab")), ("kdch1", .other("Delete")), ("kich1", .other("Insert")),
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kent", .enter), ("kbs", .backspace),
    ] + (1...12).map { ("kf\($0)", .other("F\($0)")) }

  private var keys: [[UInt8]: Key] = [:]
  private var beginnings: Set<[UInt8]> = []

  /// Spellings of the keys named in `capabilities`, as far as `spelling` knows any.
  init(_ spelling: (String) -> [UInt8]? = { _ in nil }) {
    for (name, key) in Self.capabilities {
      guard let bytes = spelling(name), Self.isUsable(bytes) else { continue }
      // Keys without meaning are here so that their sequences end where they do; a single byte means more as it is, such
      // as the backspace that old descriptions of xterm call Delete.
      if case .other = key, bytes.count == 1 { continue }
      keys[bytes] = key
      for length in 1..<max(1, bytes.count) { beginnings.insert(Array(bytes[..<length])) }
    }
  }

  /// The key that is spelled so.
  func key(_ bytes: [UInt8]) -> Key? { keys[bytes] }

  /// Whether more bytes could make it the spelling of a key.
  func isBeginning(_ bytes: [UInt8]) -> Bool { beginnings.contains(bytes) }

  /// What would take away letters, or every sequence, is a mistake in the description.
  private static func isUsable(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, bytes.count <= 16 else { return false }
    let introducers: [[UInt8]] = [[0x1b], [0x1b, UInt8(ascii: "[")], [0x1b, UInt8(ascii: "O")]]
    return (first < 0x20 || first >= 0x7f) && !introducers.contains(bytes)
  }
}
