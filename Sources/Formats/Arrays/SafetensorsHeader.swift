import Languages

/// What the header of a `.safetensors` file says: JSON of one form, read without recursion.
struct SafetensorsHeader {
  struct Entry {
    var name: String
    var elementType: ElementType
    var shape: ArrayShape
    /// Where its bytes lie, counted from the end of the header.
    var range: Range<Int>
  }

  /// The longest header, as in the reference implementation.
  static let longest = 100_000_000

  private(set) var entries: [Entry] = []
  private(set) var metadata: [(String, String)] = []
  private var json: JSONScanner

  /// Reads the text of the header.
  init(_ bytes: [UInt8]) throws(SourceProblem) {
    json = JSONScanner(bytes, isHeader: true)
    var names: Set<String> = []
    var isFirst = true
    while let name = try json.key(isFirst: isFirst) {
      isFirst = false
      guard names.insert(name).inserted else {
        throw SourceProblem(
          say("format.arrays.namedTwice", "its header names \(FormatError.quoted(name)) twice"))
      }
      if name == "__metadata__" {
        var isFirst = true
        while let key = try json.key(isFirst: isFirst) {
          isFirst = false
          metadata.append((key, try json.string()))
        }
      } else {
        entries.append(try entry(name))
      }
    }
    guard json.isAtEnd else { throw json.damaged }
    try checkPlaces()
  }

  /// How many bytes follow the header.
  var dataLength: Int { entries.reduce(0) { max($0, $1.range.upperBound) } }

  /// The entries in the order of their bytes.
  var inFileOrder: [Entry] {
    entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private mutating func entry(_ name: String) throws(SourceProblem) -> Entry {
    var (typeName, lengths, range): (String?, [Int]?, Range<Int>?)
    var isFirst = true
    while let key = try json.key(isFirst: isFirst) {
      isFirst = false
      switch key {
      case "dtype": typeName = try json.string()
      case "shape": lengths = try json.numbers(atMost: ArrayShape.deepest)
      case "data_offsets":
        let offsets = try json.numbers(atMost: 2)
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
          throw SourceProblem(
            say(
              "format.arrays.offsets",
              "tensor \(FormatError.quoted(name)): its data_offsets are no beginning and end"))
        }
        range = offsets[0]..<offsets[1]
      default:
        throw SourceProblem(
          say(
            "format.arrays.unknownKey",
            "tensor \(FormatError.quoted(name)) has an unknown key \(FormatError.quoted(key))"))
      }
    }
    guard let typeName, let lengths, let range else {
      throw SourceProblem(
        say(
          "format.arrays.lacks",
          "tensor \(FormatError.quoted(name)) lacks its dtype, shape or data_offsets"))
    }
    guard let type = ElementType.allCases.first(where: { $0.safetensorsName == typeName }) else {
      throw SourceProblem(
        say(
          "format.arrays.unreadType",
          """
          tensor \(FormatError.quoted(name)) has elements of type \(FormatError.quoted(typeName)); \
          whole and floating-point numbers are read
          """))
    }
    let shape = try ArrayShape(lengths)
    guard range.count == shape.count * type.size else {
      throw SourceProblem(
        say(
          "format.arrays.span",
          """
          tensor \(FormatError.quoted(name)) of shape (\(ArrayShape.text(lengths))) needs \
          \(shape.count * type.size) bytes but its data_offsets span \(range.count)
          """))
    }
    return Entry(name: name, elementType: type, shape: shape, range: range)
  }

  /// Tensors must follow each other without a gap, as the reference implementation demands.
  private func checkPlaces() throws(SourceProblem) {
    var end = 0
    var count = 0
    for entry in inFileOrder {
      if entry.range.lowerBound < end {
        throw SourceProblem(
          say("format.arrays.overlap", "tensor \(FormatError.quoted(entry.name)) overlaps another one"))
      }
      if entry.range.lowerBound > end {
        throw SourceProblem(
          say("format.arrays.gap", "a gap lies before tensor \(FormatError.quoted(entry.name))"))
      }
      end = entry.range.upperBound
      count += entry.shape.count
    }
    guard count <= ArrayShape.largestCount else {
      throw SourceProblem(
        say("format.arrays.tooManyInTensors", "more than \(ArrayShape.largestCount) elements in all tensors"))
    }
  }
}
