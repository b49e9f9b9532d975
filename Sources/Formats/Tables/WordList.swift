import Engine

/// The different words of a column, each with a number.
struct WordList {
  /// The most different words.
  static let largestCount = 1000

  /// The words in the order in which they came.
  private(set) var words: [[UInt8]] = []
  /// Numbers of words by their hash, with free places between them; four times as many places as words.
  private var places = [Int32](repeating: -1, count: 4096)

  /// The number of a word, which becomes one of the list; `nil` where it would be one too many.
  mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int32? {
    var hash = FNV1a()
    for byte in word { hash.take(byte) }
    var place = Int((hash.value ^ hash.value >> 32) & 4095)
    while places[place] >= 0 {
      if words[Int(places[place])].elementsEqual(word) { return places[place] }
      place = (place + 1) & 4095
    }
    guard words.count < Self.largestCount else { return nil }
    places[place] = Int32(words.count)
    words.append(Array(word))
    return Int32(words.count - 1)
  }
}
