import Languages

/// Handwritten digits of 8×8 pixels, one of ten classes each.
struct DigitsSet: BuiltInSet {
  /// The pixels of a picture.
  static let pixels = 64
  /// The largest value of a pixel.
  static let brightest: Float = 16

  let name = "digits"
  var title: String { say("engine.data.digits", "Digits") }
  let samples = 1797
  let isShipped = true
  let noiseRange = 0.0...0.0
  let trainingFraction = 0.8
  let batch = 64
  let featureType = FeatureType.float32

  /// Pixels from 0 to 1, in the order in which they are published; nothing is drawn.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    var (pixels, digits): ([Float], [Float]) = ([], [])
    pixels.reserveCapacity(samples * Self.pixels)
    for line in "\(Self.rows)".utf8.split(separator: UInt8(ascii: "\n")) {
      for letter in line.prefix(Self.pixels) {
        pixels.append(Float(letter - UInt8(ascii: "a")) / Self.brightest)
      }
      for digit in line.dropFirst(Self.pixels) { digits.append(Float(digit - UInt8(ascii: "0"))) }
    }
    return DataSet(
      name: name, featureNames: (0..<Self.pixels).map { DataSet.pixelName(row: $0 / 8, column: $0 % 8) },
      features: Tensor(pixels, shape: [digits.count, Self.pixels]),
      targets: Tensor(digits, shape: [digits.count]), kind: .classes(names: (0...9).map { "\($0)" }),
      picture: PictureSize(columns: 8, rows: 8))
  }

  /// The pictures stand in the program.
  func program(samples: Int, noise: Double) -> [String] {
    [
      "# Handwritten digits of 8x8 pixels (UCI, doi:10.24432/C50P49, CC BY 4.0), a line each: a letter for each pixel,",
      "# from a for 0 to q for 16, then the digit.",
      "DIGITS = \"\"\"",
    ] + "\(Self.rows)".split(separator: "\n").map(String.init) + [
      "\"\"\".split()",
      "x = torch.tensor([[ord(pixel) - ord(\"a\") for pixel in line[:-1]] for line in DIGITS]) / 16",
      "y = torch.tensor([int(line[-1]) for line in DIGITS])",
    ]
  }
}
