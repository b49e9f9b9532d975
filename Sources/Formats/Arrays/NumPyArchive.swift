import Languages

/// Reads `.npz`, a zip file of `.npy` files.
enum NumPyArchive {
  /// The largest archive that is kept in memory, as one from a pipe must be.
  private static let largestInMemory = 1 << 32
  private static let ending = ".npy"

  /// What to do with the files of `torch.save`.
  static var advice: String {
    say(
      "format.arrays.advice",
      """
      write its tensors with safetensors.torch.save_file, or with \
      np.savez(**{k: v.numpy() for k, v in model.state_dict().items()})
      """)
  }

  /// All arrays, in the order of the archive's directory.
  static func read(_ input: ByteInput) throws -> [NamedTensor] {
    let file = try input.atAnyPlace(limit: largestInMemory)
    let directory: ZipDirectory
    do throws(SourceProblem) {
      directory = try ZipDirectory(file)
    } catch {
      throw input.error(error.text)
    }
    if directory.members.contains(where: { $0.name == "data.pkl" || $0.name.hasSuffix("/data.pkl") }) {
      throw input.error(
        say("format.arrays.torchSave", "it is a file of torch.save, which only Python can read"),
        right: advice)
    }
    let members = directory.members.filter { $0.name.hasSuffix(ending) }
    guard !members.isEmpty else {
      throw input.error(
        say("format.arrays.zipWithoutNpy", "a zip file without .npy files in it"),
        right: say("format.arrays.savez", "np.savez writes one that can be read"))
    }
    var (arrays, names, count): ([NamedTensor], Set<String>, Int) = ([], [], 0)
    for member in members {
      let name = String(member.name.dropLast(ending.count))
      guard names.insert(name).inserted else {
        throw input.error(say("format.arrays.twice", "two arrays are called \(FormatError.quoted(name))"))
      }
      let array = try read(member, of: file, name: name, input: input)
      count += array.tensor.count
      guard count <= ArrayShape.largestCount else {
        throw input.error(
          say("format.arrays.tooMany", "more than \(ArrayShape.largestCount) elements in all arrays"))
      }
      arrays.append(array)
    }
    return arrays
  }

  private static func read(
    _ member: ZipDirectory.Member, of file: ByteRange, name: String, input: ByteInput
  ) throws -> NamedTensor {
    let place = say("format.arrays.place", "array \(FormatError.quoted(name))")
    let source: ZipMemberSource
    do throws(SourceProblem) {
      source = try ZipMemberSource(member, of: file)
    } catch {
      throw input.error(error.text, at: place)
    }
    return try NumPyArray.read(ByteInput(part: source, name: input.name, place: place), name: name)
  }
}

/// The bytes of a member, checked against what the directory says of them.
private final class ZipMemberSource: ByteSource {
  private let member: ZipDirectory.Member
  private let source: any ByteSource
  private var count = 0
  private var crc = Checksum()

  init(_ member: ZipDirectory.Member, of file: ByteRange) throws(SourceProblem) {
    self.member = member
    guard let header = file.part(at: member.offset, count: 30) else {
      throw SourceProblem(say("format.arrays.beyondEnd", "it lies beyond the end of the file"))
    }
    let bytes = LittleEndian(try header.bytes())
    guard bytes.uint32(0) == 0x0403_4b50,
      let data = file.part(
        at: member.offset + 30 + bytes.uint16(26) + bytes.uint16(28), count: member.compressedSize)
    else { throw SourceProblem(say("format.arrays.notThere", "it is not where the directory says")) }
    switch member.method {
    case 0:
      guard member.size == member.compressedSize else {
        throw SourceProblem(say("format.arrays.sizes", "its sizes contradict each other"))
      }
      source = RangeSource(data)
    case 8:
      guard (member.size - (1 << 16)) / InflateSource.largestFactor <= member.compressedSize else {
        throw SourceProblem(
          say(
            "format.arrays.cannotHold",
            "\(member.compressedSize) bytes cannot hold the \(member.size) that they should"))
      }
      source = try InflateSource(RangeSource(data), form: .bare)
    default:
      throw SourceProblem(
        say(
          "format.arrays.method",
          "compression method \(member.method); np.savez_compressed writes one that can be read"))
    }
  }

  // The directory's word: the file holds as many, or compressed bytes that could be as many.
  var mostRemaining: Int? { member.size - count }
  var isExact: Bool { source.isExact }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    let length = try source.read(into: buffer)
    count += length
    crc.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<length]))
    guard count <= member.size else {
      throw SourceProblem(
        say("format.arrays.holdsMore", "it holds more than the \(member.size) bytes that the directory says"))
    }
    if length == 0 {
      guard count == member.size else {
        throw SourceProblem(
          say(
            "format.arrays.holdsOther",
            "it holds \(count) bytes, not the \(member.size) that the directory says"))
      }
      guard crc.value == member.crc else {
        throw SourceProblem(say("format.arrays.checksum", "its checksum is wrong: the file is damaged"))
      }
    }
    return length
  }
}
