import Languages

/// What the central directory of a zip file lists. Sizes come from there: NumPy leaves those in front of the data open.
struct ZipDirectory {
  struct Member {
    var name: String
    var method: Int
    var crc: UInt32
    var compressedSize: Int
    var size: Int
    /// Where its local header begins.
    var offset: Int
  }

  let members: [Member]

  private static let endLength = 22
  /// The largest directory, in bytes.
  private static let largest = 1 << 26

  /// Reads the directory at the end of `file`.
  init(_ file: ByteRange) throws(SourceProblem) {
    let (count, size, offset) = try Self.end(of: file)
    guard size <= Self.largest, let part = file.part(at: offset, count: size) else {
      throw SourceProblem(
        say(
          "format.arrays.directoryAway",
          "its directory is not where it should be: it is cut short or damaged"))
    }
    let bytes = LittleEndian(try part.bytes())
    var members: [Member] = []
    var place = 0
    while members.count < count {
      guard bytes.uint32(place) == 0x0201_4b50, place + 46 <= bytes.count else {
        throw Self.damaged
      }
      let (nameLength, extraLength) = (bytes.uint16(place + 28), bytes.uint16(place + 30))
      let nameEnd = place + 46 + nameLength
      let end = nameEnd + extraLength + bytes.uint16(place + 32)
      guard end <= bytes.count else { throw Self.damaged }
      if bytes.uint16(place + 8) & 1 != 0 {
        throw SourceProblem(say("format.arrays.encrypted", "it is encrypted"))
      }
      var member = Member(
        name: String(decoding: bytes.bytes[place + 46..<nameEnd], as: UTF8.self),
        method: bytes.uint16(place + 10), crc: UInt32(bytes.uint32(place + 16)),
        compressedSize: bytes.uint32(place + 20), size: bytes.uint32(place + 24),
        offset: bytes.uint32(place + 42))
      try Self.readLongSizes(of: &member, in: bytes, from: nameEnd, to: nameEnd + extraLength)
      members.append(member)
      place = end
    }
    self.members = members
  }

  private static var damaged: SourceProblem {
    SourceProblem(say("format.arrays.directoryDamaged", "its directory is damaged"))
  }

  /// Replaces sizes of 0xffffffff by those of 64 bits, which come in the order of those that are missing.
  private static func readLongSizes(
    of member: inout Member, in bytes: LittleEndian, from start: Int, to end: Int
  ) throws(SourceProblem) {
    var place = start
    while place + 4 <= end {
      let next = place + 4 + bytes.uint16(place + 2)
      guard next <= end else { break }
      if bytes.uint16(place) == 1 {
        place += 4
        for path in [\Member.size, \Member.compressedSize, \Member.offset]
        where member[keyPath: path] == 0xffff_ffff {
          guard place + 8 <= next, let value = bytes.uint64(place) else { break }
          member[keyPath: path] = value
          place += 8
        }
        return
      }
      place = next
    }
  }

  /// How many members there are, and the directory's size and place.
  private static func end(of file: ByteRange) throws(SourceProblem) -> (count: Int, size: Int, offset: Int) {
    let tailLength = min(file.count, endLength + 0xffff)
    let tailStart = file.count - tailLength
    guard let tail = file.part(at: tailStart, count: tailLength) else {
      throw SourceProblem(say("format.arrays.cutShort", "it is cut short"))
    }
    let bytes = LittleEndian(try tail.bytes())
    var place = tailLength - endLength
    // The archive's comment, which ends the file, may hold anything.
    while place >= 0,
      bytes.uint32(place) != 0x0605_4b50 || place + endLength + bytes.uint16(place + 20) != tailLength
    {
      place -= 1
    }
    guard place >= 0 else {
      throw SourceProblem(
        say("format.arrays.noDirectory", "it has no directory at its end: it is cut short"))
    }
    let short = (bytes.uint16(place + 10), bytes.uint32(place + 12), bytes.uint32(place + 16))
    guard short.0 == 0xffff || short.1 == 0xffff_ffff || short.2 == 0xffff_ffff, place >= 20,
      bytes.uint32(place - 20) == 0x0706_4b50
    else { return short }
    guard let offset = bytes.uint64(place - 12), let part = file.part(at: offset, count: 56) else {
      throw Self.damaged
    }
    let long = LittleEndian(try part.bytes())
    guard long.uint32(0) == 0x0606_4b50, let count = long.uint64(32), let size = long.uint64(40),
      let start = long.uint64(48)
    else { throw Self.damaged }
    return (count, size, start)
  }
}
