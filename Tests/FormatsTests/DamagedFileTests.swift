import Formats
import Testing

/// Files that lie, each refused in one line that says how.
@Suite struct DamagedFileTests {
  static func npy(_ header: String, _ data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let length = version == 1 ? little(UInt16(header.utf8.count)) : little(UInt32(header.utf8.count))
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(header.utf8) + data
  }

  private static func descr(_ type: String, _ shape: String = "(2,)") -> String {
    "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
  }

  static func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    little(UInt64(header.utf8.count)) + Array(header.utf8) + data
  }

  private static func one(_ type: String, _ shape: String, _ offsets: String) -> String {
    "{\"a\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
  }

  private static let zeros = [UInt8](repeating: 0, count: 8)

  static let cases: [(bytes: [UInt8], words: String)] = [
    ([], "it is empty"), (Array("hello".utf8), "it holds no arrays"), ([0], "it holds no arrays"),
    ([0x80, 2, 0x7d], "it is a pickle"), ([0x80, 4, 0x95], "safetensors.torch.save_file"),
    ([0x89] + Array("HDF\r\n\u{1a}\n".utf8), "HDF5"),
    (npy(descr("<f4")), "it is cut short: 8 bytes of elements are needed, 0 are there"),
    (npy(descr("<f4"), zeros + [1]), "more follows its 2 elements of shape (2)"),
    (npy(descr("|S5"), zeros), "byte strings (dtype '|S5')"),
    (npy(descr("<U3"), zeros), "texts (dtype '<U3')"),
    (npy(descr("|O"), zeros), "Python objects"), (npy(descr("<c8"), zeros), "complex numbers"),
    (npy(descr("<M8[ns]"), zeros), "times"), (npy(descr("|V2"), zeros), "records"),
    (npy(descr("<f16"), zeros), "elements of another kind (dtype '<f16')"),
    (npy(descr("\u{1b}[31m"), zeros), "elements of another kind"),
    (npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", zeros), "a structured dtype"),
    (npy(descr("<f4", "(4294967296, 4294967296)")), "a shape of (4294967296, 4294967296), more than"),
    (npy(descr("<f4", "(0, 9223372036854775807, 9223372036854775807)")), "a shape of (0, 92233"),
    (npy(descr("<f4", "(99999999999999999999,)")), "a length of 20 digits"),
    (npy(descr("<f4", "(268435456,)")), "it is cut short: 1073741824 bytes"),
    (npy(descr("<f4", "(1073741824,)")), "more than 268435456 elements"),
    (npy(descr("<f4", "(-1,)")), "its header is not as NumPy writes it"),
    (npy(descr("<f4", "(2,")), "its header is not as NumPy writes it"), (npy("", []), "its header is not"),
    (npy("{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}"), "its header is not"),
    (npy("{'descr': '<f4', 'shape': (2,)}"), "its header is not"),
    (npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x"), "its header is not"),
    (npy(descr("<f4"), zeros, version: 4), "version 4 of .npy"),
    ([0x93] + Array("NUMPY".utf8) + [2, 0, 0xff, 0xff, 0xff, 0xff], "a header of 4294967295 bytes"),
    (npy(descr("<f4", "(" + String(repeating: "1,", count: 70) + ")"), zeros), "its header is not"),
    ([0, 0, 8, 1, 0, 0, 0, 2, 1], "it is cut short: 2 bytes"),
    ([0, 0, 8, 3, 0, 0], "cut short inside of its shape"),
    ([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255], "a shape of (4294967295, 4294967295)"),
    ([0, 0, 8, 1, 0, 0, 0, 1, 1, 1], "more follows its 1 elements"),
    ([0, 0, 8, 255] + [UInt8](repeating: 1, count: 4 * 255), "a shape of 255 axes"),
    (safetensors(one("F32", "[2]", "[0,8]")), "it is cut short: 8 bytes of elements are needed, 0 are there"),
    (safetensors(one("F32", "[2]", "[0,8]"), zeros + [0]), "more follows the tensors"),
    (safetensors(one("F32", "[2]", "[0,4]"), zeros), "needs 8 bytes but its data_offsets span 4"),
    (safetensors(one("F32", "[2]", "[8,0]"), zeros), "no beginning and end"),
    (safetensors(one("F32", "[1]", "[4,8]"), zeros), "a gap lies before tensor 'a'"),
    (safetensors(one("F8_E4M3", "[8]", "[0,8]"), zeros), "elements of type 'F8_E4M3'"),
    (
      safetensors(one("F32", "[4294967296,4294967296]", "[0,8]"), zeros),
      "a shape of (4294967296, 4294967296)"
    ),
    (safetensors(one("F32", "[1e3]", "[0,8]"), zeros), "its header is damaged at byte"),
    (safetensors(one("F32", "[-1]", "[0,8]"), zeros), "its header is damaged"),
    (
      safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", zeros),
      "lacks its dtype, shape or data_offsets"
    ),
    (safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"x\":[0]}}", zeros), "an unknown key 'x'"),
    (
      safetensors(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[6],\"data_offsets\":[0,6]},"
          + "\"b\":{\"dtype\":\"U8\",\"shape\":[6],\"data_offsets\":[2,8]}}", zeros),
      "tensor 'b' overlaps another one"
    ),
    (
      safetensors("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{}}"),
      "its header names 'a' twice"
    ),
    (safetensors("{\"__metadata__\":{\"a\":1}}"), "its header is damaged"),
    (safetensors("{"), "its header is damaged"),
    (safetensors("{}x"), "its header is damaged"), (safetensors("{\u{7}}"), "its header is damaged"),
    (little(UInt64(90_000_000)) + Array("{}".utf8), "a header of 90000000 bytes is needed, 2 are there"),
    (gzipped(npy(descr("<f4"), zeros)).dropLast(4) + [], "the compressed data is cut short"),
    (Array(gzipped(npy(descr("<f4"), zeros)).dropLast(8)) + zeros, "the compressed data is damaged"),
    (gzipped(npy(descr("<f4"), zeros)) + [1], "something else follows the compressed data"),
    ([0x1f, 0x8b, 9, 9], "the compressed data is damaged"),
    ([0x1f, 0x8b], "the compressed data is cut short"),
    (Array("PK".utf8) + [3, 4], "it has no directory at its end"),
    (Array("PK".utf8) + [5, 6] + [UInt8](repeating: 0, count: 18), "a zip file without .npy files"),
  ]

  @Test(arguments: cases.indices)
  func aFileThatLiesIsRefusedInOneLine(_ index: Int) throws {
    let (bytes, words) = Self.cases[index]
    let said = refusal(ofArrays: bytes)
    #expect(said.hasPrefix("cannot read x: ") && said.contains(words), "\(said)")
    let path = try withFile(bytes) { path in
      refusal { try ArrayFile.read(path) }.replacing(path, with: "x")
    }
    let pipe = try withPipe(bytes) { path in
      refusal { try ArrayFile.read(path) }.replacing(path, with: "x")
    }
    #expect(path == said || bytes.isEmpty)
    #expect(pipe.hasPrefix("cannot read x: "))
  }

  @Test func membersOfArchivesAreCheckedAgainstTheDirectory() throws {
    let data = Self.npy(Self.descr("|u1", "(1000,)"), [UInt8](repeating: 3, count: 1000))
    let packed = deflated(data, windowBits: -15)
    #expect(try ArrayFile.parse(archive(packed, data), name: "x").tensors[0].tensor.count == 1000)
    #expect(
      refusal(ofArrays: archive(packed, data, crc: 7)).contains(
        "its checksum is wrong: the file is damaged, array 'a'"))
    #expect(refusal(ofArrays: archive(packed, data, size: 900)).contains("more than the 900 bytes"))
    #expect(
      refusal(ofArrays: archive(packed, data, size: data.count - 1)).contains("more than the 1070 bytes"))
    #expect(refusal(ofArrays: archive(packed, data, size: data.count + 1)).contains("bytes, not the"))
    #expect(refusal(ofArrays: archive(packed, data, size: 1 << 31)).contains("cannot hold the 2147483648"))
    #expect(refusal(ofArrays: archive(packed, data, method: 12)).contains("compression method 12"))
    #expect(refusal(ofArrays: archive(packed, data, method: 0)).contains("its sizes contradict each other"))
    #expect(
      refusal(ofArrays: archive(packed, data, offset: 5)).contains("it is not where the directory says"))
    #expect(refusal(ofArrays: archive(packed, data, offset: 1 << 31)).contains("beyond the end of the file"))
    #expect(refusal(ofArrays: archive(packed, data, flags: 1)).contains("it is encrypted"))
    #expect(
      refusal(ofArrays: archive(packed, data, name: "m/data.pkl")).contains("it is a file of torch.save"))
    #expect(refusal(ofArrays: archive(packed, data, name: "a.txt")).contains("without .npy files"))
    // More than the shape says, and more than the directory says.
    let bomb = Self.npy(Self.descr("|u1", "(10,)"), [UInt8](repeating: 0, count: 1 << 20))
    #expect(
      refusal(ofArrays: archive(deflated(bomb, windowBits: -15), bomb, size: 90)).contains("cannot read x: "))
    #expect(refusal(ofArrays: archive(deflated(bomb, windowBits: -15), bomb)).contains("more follows its 10"))
  }

  /// A zip file of one deflated member, about which its directory may lie.
  private func archive(
    _ packed: [UInt8], _ data: [UInt8], crc: UInt32? = nil, size: Int? = nil, method: UInt16 = 8,
    offset: Int = 0,
    flags: UInt16 = 0, name: String = "a.npy"
  ) -> [UInt8] {
    let sum = crc ?? checksum(data)
    let fields =
      little(UInt16(20)) + little(flags) + little(method) + little(UInt32(0)) + little(sum)
      + little(UInt32(packed.count)) + little(UInt32(size ?? data.count)) + little(UInt16(name.utf8.count))
      + little(UInt16(0))
    let local = [0x50, 0x4b, 3, 4] + fields + Array(name.utf8) + packed
    let entry =
      [0x50, 0x4b, 1, 2, 20, 3] + fields + [UInt8](repeating: 0, count: 10) + little(UInt32(offset))
      + Array(name.utf8)
    return local + entry + [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0] + little(UInt32(entry.count))
      + little(UInt32(local.count)) + [0, 0]
  }

  @Test func aBombIsRefusedBeforeItsMemoryIsNeeded() {
    // 2^28 elements claimed, of which the compressed data could hold none.
    let start: [UInt8] = [0, 0, 8, 1, 0x10, 0, 0, 0]
    #expect(refusal(ofArrays: gzipped(start + [1, 2, 3])).contains("cut short"))
  }
}
