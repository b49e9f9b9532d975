import Languages

/// What the header of a `.npy` file says: the dictionary that Python's `repr` writes.
struct NumPyHeader {
  var elementType: ElementType
  var isBigEndian: Bool
  var isFortranOrder: Bool
  var shape: ArrayShape

  /// The first bytes of every `.npy` file.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The longest header; NumPy itself reads 10,000 bytes.
  private static let longest = 1 << 16

  /// Reads the magic number, the version and the header.
  init(from input: ByteInput) throws {
    let start = try input.read(8)
    guard start.count == 8, Array(start[..<6]) == Self.magic else {
      throw input.error(
        say("format.arrays.noNpy", "it is cut short or no .npy file"),
        right: say("format.arrays.save", "numpy.save writes one that can be read"))
    }
    guard (1...3).contains(start[6]) else {
      throw input.error(
        say("format.arrays.version", "version \(start[6]) of .npy"),
        right: say("format.arrays.versions", "versions 1, 2 and 3 are read"))
    }
    let sizeLength = start[6] == 1 ? 2 : 4
    let size = try input.read(sizeLength)
    let length = size.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size.count == sizeLength, length <= Self.longest else {
      throw input.error(
        size.count < sizeLength
          ? say("format.arrays.cutShort", "it is cut short")
          : say("format.arrays.headerLength", "a header of \(length) bytes"))
    }
    let bytes = try input.read(length)
    guard bytes.count == length else {
      throw input.error(say("format.arrays.headerShort", "it is cut short inside of its header"))
    }
    var literal = PythonLiteral(bytes)
    do throws(SourceProblem) {
      self = try literal.header()
    } catch {
      throw input.error(error.text)
    }
  }

  fileprivate init(_ type: ElementType, isBigEndian: Bool, isFortranOrder: Bool, shape: ArrayShape) {
    (self.elementType, self.isBigEndian) = (type, isBigEndian)
    (self.isFortranOrder, self.shape) = (isFortranOrder, shape)
  }

  /// The type that NumPy's text such as "<f4" names.
  fileprivate static func type(_ text: String) throws(SourceProblem) -> (ElementType, isBigEndian: Bool) {
    let order = text.first.flatMap { "<>=|".contains($0) ? $0 : nil }
    let name = order == nil ? text[...] : text.dropFirst()
    if let type = ElementType.allCases.first(where: { $0.numpyName.map { $0 == name } ?? false }) {
      return (type, order == ">")
    }
    let kind =
      switch name.first {
      case "S", "a": say("format.arrays.byteStrings", "byte strings")
      case "U": say("format.arrays.texts", "texts")
      case "O": say("format.arrays.objects", "Python objects")
      case "c": say("format.arrays.complex", "complex numbers")
      case "M", "m": say("format.arrays.times", "times")
      case "V": say("format.arrays.records", "records")
      default: say("format.arrays.otherKind", "elements of another kind")
      }
    throw SourceProblem(
      say(
        "format.arrays.noNumbers",
        "\(kind) (dtype \(FormatError.quoted(text))); numbers are needed, as x.astype('float32') makes them"))
  }
}

/// The few forms of Python's literals that headers have.
private struct PythonLiteral {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func header() throws(SourceProblem) -> NumPyHeader {
    var type: (ElementType, isBigEndian: Bool)?
    var isFortranOrder: Bool?
    var lengths: [Int]?
    guard take("{") else { throw damaged() }
    while !take("}") {
      let key = try text()
      guard take(":") else { throw damaged() }
      switch key {
      case "descr":
        skipBlanks()
        if rest.first == UInt8(ascii: "[") {
          throw SourceProblem(
            say(
              "format.arrays.structured",
              "records (a structured dtype); numbers are needed, one field as x['field']"))
        }
        type = try NumPyHeader.type(text())
      case "fortran_order":
        isFortranOrder = take("True")
        if isFortranOrder == false, !take("False") { throw damaged() }
      case "shape": lengths = try tuple()
      default: throw damaged()
      }
      if !take(",") {
        guard take("}") else { throw damaged() }
        break
      }
    }
    skipBlanks()
    guard rest.isEmpty, let type, let isFortranOrder, let lengths else { throw damaged() }
    return NumPyHeader(
      type.0, isBigEndian: type.isBigEndian, isFortranOrder: isFortranOrder, shape: try ArrayShape(lengths))
  }

  private func damaged() -> SourceProblem {
    SourceProblem(say("format.arrays.headerDamaged", "its header is not as NumPy writes it"))
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == 32 || (9...13).contains($0) || $0 == 0 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    skipBlanks()
    let bytes = Array("\(word)".utf8)
    guard rest.starts(with: bytes) else { return false }
    rest = rest.dropFirst(bytes.count)
    return true
  }

  private mutating func text() throws(SourceProblem) -> String {
    skipBlanks()
    guard let quote = rest.popFirst(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = rest.firstIndex(of: quote)
    else { throw damaged() }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private mutating func tuple() throws(SourceProblem) -> [Int] {
    guard take("(") else { throw damaged() }
    var lengths: [Int] = []
    while !take(")") {
      skipBlanks()
      let digits = rest.prefix { (48...57).contains($0) }
      rest = rest.dropFirst(digits.count)
      guard !digits.isEmpty else { throw damaged() }
      guard let length = Int(String(decoding: digits, as: UTF8.self)) else {
        throw SourceProblem(say("format.arrays.digits", "a shape with a length of \(digits.count) digits"))
      }
      // Python 2 wrote long numbers with an L.
      _ = take("L")
      lengths.append(length)
      if !take(",") {
        guard take(")") else { throw damaged() }
        break
      }
      guard lengths.count <= ArrayShape.deepest else { throw damaged() }
    }
    return lengths
  }
}
