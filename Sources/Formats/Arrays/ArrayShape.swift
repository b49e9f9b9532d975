import Languages

/// A shape that a file claims, with as many elements as can be.
struct ArrayShape {
  /// The largest number of elements of one file.
  static let largestCount = 1 << 28
  /// The most axes; NumPy has as many.
  static let deepest = 64

  let lengths: [Int]
  /// How many elements there are.
  let count: Int

  /// Checks the shape; what is wrong with it is said in words.
  init(_ lengths: [Int]) throws(SourceProblem) {
    guard lengths.count <= Self.deepest else {
      throw SourceProblem(
        say("format.arrays.manyAxes", "a shape of \(lengths.count) axes, more than \(Self.deepest)"))
    }
    // Without the axes that are empty: the strides of a tensor multiply the others all the same.
    var product = 1
    for length in lengths where length != 0 {
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      guard length > 0, !overflow, next <= Self.largestCount else {
        throw SourceProblem(
          say(
            "format.arrays.largeShape",
            "a shape of (\(Self.text(lengths))), more than \(Self.largestCount) elements"))
      }
      product = next
    }
    self.lengths = lengths
    count = lengths.contains(0) ? 0 : product
  }

  /// That more comes than the elements of this shape.
  func more(_ input: ByteInput) -> FormatError {
    input.error(
      say("format.arrays.more", "more follows its \(count) elements of shape (\(Self.text(lengths)))"))
  }

  /// The lengths for a message, the first of them where there are many.
  static func text(_ lengths: [Int]) -> String {
    lengths.prefix(8).map { "\($0)" }.joined(separator: ", ") + (lengths.count > 8 ? ", …" : "")
  }
}
