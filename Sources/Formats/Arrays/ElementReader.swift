import Languages

/// Reads elements of any type and gives them as float32, in memory that grows with what comes.
enum ElementReader {
  /// How many bytes are converted at a time.
  private static let pieceLength = 1 << 15
  /// How many elements are made room for before any came, where nothing proves that they will.
  private static let unprovenCount = 1 << 16
  /// As above, where compressed data is long enough for them.
  private static let compressedCount = 1 << 28

  /// The next `count` elements.
  static func elements(
    _ count: Int, of type: ElementType, isBigEndian: Bool, from input: ByteInput
  ) throws -> [Float] {
    let size = count * type.size
    if let most = input.mostRemaining, most < size, input.isExact { throw short(size, most, input) }
    let isProven = (input.mostRemaining ?? 0) >= size && (input.isExact || count <= compressedCount)
    let swaps = isBigEndian != (1.bigEndian == 1)
    var done = 0
    if isProven, type == .float32, !swaps {
      return try [Float](unsafeUninitializedCapacity: count) { (floats, initialized) in
        // As many bytes as the capacity asked for has.
        let bytes = UnsafeMutableRawBufferPointer(start: floats.baseAddress, count: size)
        done = try input.read(into: bytes)
        guard done == size else { throw short(size, done, input) }
        initialized = count
      }
    }
    var elements: [Float] = []
    elements.reserveCapacity(isProven ? count : min(count, unprovenCount))
    let room = min(pieceLength, max(size, 1))
    let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { raw.deallocate() }
    let piece = UnsafeMutableBufferPointer<Float>.allocate(capacity: room / type.size)
    defer { piece.deallocate() }
    piece.initialize(repeating: 0)
    while done < size {
      let wanted = min(room, size - done)
      let length = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[..<wanted]))
      guard length == wanted else { throw short(size, done + length, input) }
      done += length
      let these = UnsafeMutableBufferPointer(rebasing: piece[..<(wanted / type.size)])
      convert(UnsafeRawBufferPointer(rebasing: raw[..<wanted]), of: type, swaps: swaps, into: these)
      elements.append(contentsOf: these)
    }
    return elements
  }

  /// That `wanted` bytes are needed and fewer are there.
  static func short(_ wanted: Int, _ there: Int, _ input: ByteInput) -> FormatError {
    input.error(
      say(
        "format.arrays.elementsShort",
        "it is cut short: \(wanted) bytes of elements are needed, \(there) are there"))
  }

  /// Converts as many elements as `floats` holds; `bytes` has exactly their bytes.
  private static func convert(
    _ bytes: UnsafeRawBufferPointer, of type: ElementType, swaps: Bool,
    into floats: UnsafeMutableBufferPointer<Float>
  ) {
    switch type {
    case .bool: whole(bytes, UInt8.self, swaps, floats) { $0 == 0 ? 0 : 1 }
    case .uint8: whole(bytes, UInt8.self, swaps, floats) { Float($0) }
    case .uint16: whole(bytes, UInt16.self, swaps, floats) { Float($0) }
    case .uint32: whole(bytes, UInt32.self, swaps, floats) { Float($0) }
    case .uint64: whole(bytes, UInt64.self, swaps, floats) { Float($0) }
    case .int8: whole(bytes, Int8.self, swaps, floats) { Float($0) }
    case .int16: whole(bytes, Int16.self, swaps, floats) { Float($0) }
    case .int32: whole(bytes, Int32.self, swaps, floats) { Float($0) }
    case .int64: whole(bytes, Int64.self, swaps, floats) { Float($0) }
    case .float16: whole(bytes, UInt16.self, swaps, floats) { half($0) }
    case .bfloat16: whole(bytes, UInt16.self, swaps, floats) { Float(bitPattern: UInt32($0) << 16) }
    case .float32: whole(bytes, UInt32.self, swaps, floats) { Float(bitPattern: $0) }
    case .float64: whole(bytes, UInt64.self, swaps, floats) { Float(Double(bitPattern: $0)) }
    }
  }

  /// Converts elements whose bits are those of `Bits`.
  @inline(__always)
  private static func whole<Bits: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _: Bits.Type, _ swaps: Bool,
    _ floats: UnsafeMutableBufferPointer<Float>, _ float: (Bits) -> Float
  ) {
    let size = MemoryLayout<Bits>.size
    precondition(bytes.count == floats.count * size)
    for index in floats.indices {
      let bits = bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self)
      floats[index] = float(swaps ? bits.byteSwapped : bits)
    }
  }

  /// The value of IEEE 754's half precision.
  static func half(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let (exponent, fraction) = (UInt32(bits >> 10) & 0x1f, UInt32(bits & 0x3ff))
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      return sign == 0 ? magnitude : -magnitude
    case 31: return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
