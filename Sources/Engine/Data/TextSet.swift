import Languages

/// Strings of six letters, and whether one of three letters occurs.
struct TextSet: BuiltInSet {
  /// How many entries the vocabulary has: a letter is a number below it.
  static let entries = 28
  /// The letters in a string.
  static let length = 6
  /// The letters of which one makes a string's class 1.
  static let wanted = 1...3
  /// The axis of the letters.
  static let axisName = "text"

  let name = "text"
  var title: String { say("engine.data.text", "Text") }
  let samples = 2500
  let noiseRange = 0.0...0.0
  let trainingFraction = 0.2
  let batch = 20

  /// Strings in the order in which they are drawn; there is no noise.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let letters = generator.integers(count: samples * Self.length, from: 0, to: Self.entries)
    let strings = (0..<samples).map { letters[$0 * Self.length..<($0 + 1) * Self.length] }
    return DataSet(
      name: name, featureNames: (1...Self.length).map(DataSet.letterName),
      features: Tensor(letters.map { Float($0) }, shape: [samples, Self.length]),
      targets: Tensor(strings.map { $0.contains(where: Self.wanted.contains) ? 1 : 0 }, shape: [samples]),
      kind: .classes(names: ["0", "1"]), lowLabel: 0, axisName: Self.axisName)
  }

  /// The number of a letter: a, b and c, or 你, 我 and 他, are those that are looked for.
  static func entry(_ letter: Character) -> Int {
    if let place = ["你", "我", "他"].firstIndex(of: letter) { return wanted.lowerBound + place }
    guard let code = letter.lowercased().first?.asciiValue, (97...122).contains(code) else {
      return entries - 1
    }
    return Int(code) - 96
  }

  /// The first letters of a word, filled up with entry 0.
  func row(_ word: String) -> [Float]? {
    let entries = word.prefix(Self.length).map { Float(Self.entry($0)) }
    return entries + [Float](repeating: 0, count: Self.length - entries.count)
  }

  /// A line for what fills a word up, and for what is no letter a question mark.
  func letter(_ entry: Int) -> Character? {
    guard (1...26).contains(entry) else { return entry == 0 ? "_" : "?" }
    return Character(Unicode.Scalar(UInt8(96 + entry)))
  }

  let featureType = FeatureType.int64

  /// Letters are numbers, which the strings are rows of.
  func program(samples: Int, noise: Double) -> [String] {
    [
      "# Strings of \(Self.length) letters, and whether one of the letters \(Self.wantedText) occurs.",
      "x = torch.randint(0, \(Self.entries), (\(samples), \(Self.length)))",
      "y = torch.isin(x, torch.tensor([\(Self.wantedText)])).any(dim=1)",
    ]
  }

  private static var wantedText: String { wanted.map { "\($0)" }.joined(separator: ", ") }
}
