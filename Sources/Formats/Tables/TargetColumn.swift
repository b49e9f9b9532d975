/// The values of one column with targets while they come: numbers until there is a word, and words while they are few.
struct TargetColumn {
  private var numbers: [Float] = []
  private var indices: [Int32] = []
  private var words = WordList()
  private var areNumbers = true
  private var areWords = true

  /// How many values there are.
  var count: Int { areNumbers ? numbers.count : indices.count }

  /// Adds a value that is not missing; false where it is one different word too many.
  mutating func add(_ value: FieldValue, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if areWords {
      if let index = words.number(of: Self.trimmed(bytes)) {
        indices.append(index)
      } else {
        areWords = false
        indices = []
      }
    }
    if case .number(let number) = value, areNumbers {
      numbers.append(number)
    } else if areNumbers {
      areNumbers = false
      numbers = []
    }
    return areNumbers || areWords
  }

  /// Makes room.
  mutating func reserve(_ count: Int) {
    if areNumbers { numbers.reserveCapacity(count) }
    if areWords { indices.reserveCapacity(count) }
  }

  /// The column; `nil` where a word is not UTF-8.
  func target() -> Table.Target? {
    if areNumbers { return .numbers(numbers) }
    // Sorted by their bytes, which is the order of their Unicode scalars.
    let order = words.words.indices.sorted { words.words[$0].lexicographicallyPrecedes(words.words[$1]) }
    var places = [Int32](repeating: 0, count: order.count)
    var texts: [String] = []
    for (place, index) in order.enumerated() {
      guard let text = String(validating: words.words[index], as: UTF8.self) else { return nil }
      texts.append(text)
      places[index] = Int32(place)
    }
    return .words(indices: indices.map { places[Int($0)] }, words: texts)
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (first, end) = (0, bytes.count)
    while first < end, FieldValue.isBlank(bytes[first]) { first += 1 }
    while end > first, FieldValue.isBlank(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[first..<end])
  }
}
