import Engine
import Formats
import Foundation
import Testing

@Suite struct RoundTripTests {
  /// A random array of a type that is written.
  private func array(_ name: String, _ generator: inout Generator) -> NamedTensor {
    let shape = (0..<generator.below(5)).map { _ in generator.below(6) }
    let type = [ElementType.float32, .uint8, .int64][generator.below(3)]
    let elements = (0..<shape.reduce(1, *)).map { _ -> Float in
      switch type {
      case .uint8: Float(generator.below(256))
      case .int64: Float(Int(generator.next32()) - 1 << 31)
      default: Float(bitPattern: generator.next32() & 0xff7f_ffff)
      }
    }
    return NamedTensor(name: name, tensor: Tensor(elements, shape: shape), elementType: type)
  }

  @Test func whatIsWrittenIsReadBackToTheBit() throws {
    var generator = Generator(seed: 11)
    for round in 0..<300 {
      let names = (0..<generator.below(5)).map { "\($0).é\"weight\n" }
      let arrays = names.map { array($0, &generator) }
      let metadata = generator.below(2) == 0 ? [] : [("format", "pt"), ("a\"\\\t", "x\u{1}日本")]
      let kinds: [ArrayFile.Kind] = arrays.isEmpty ? [.safetensors] : [.safetensors, .npz]
      for kind in kinds {
        let bytes = try written(arrays, kind, metadata: metadata)
        let pieceLength = 1 + generator.below(100)
        let read = try ArrayFile.read(ByteInput(bytes, name: "x", pieceLength: pieceLength))
        #expect(read.kind == kind && read.tensors == arrays, "round \(round)")
        #expect(kind == .npz || read.metadata.map(\.0) == metadata.map(\.0))
        #expect(kind == .npz || read.metadata.map(\.1) == metadata.map(\.1))
        #expect(try written(arrays, kind, metadata: metadata) == bytes)
      }
      if let first = arrays.first {
        let read = try ArrayFile.parse(written([first], .npy), name: "x")
        #expect(read.tensors.map(\.tensor) == [first.tensor] && read.tensors[0].name == ArrayFile.onlyName)
      }
    }
  }

  @Test func aLargeArrayComesInPiecesAndGoesThroughAnyWay() throws {
    var generator = Generator(seed: 5)
    let elements = (0..<300_000).map { _ in Float(generator.below(256)) }
    for type in [ElementType.float32, .uint8, .int64] {
      let array = NamedTensor(name: "a", tensor: Tensor(elements, shape: [300, 1000]), elementType: type)
      for kind in [ArrayFile.Kind.npy, .npz, .safetensors] {
        var largest = 0
        var bytes: [UInt8] = []
        try ArrayFile.write([array], as: kind, name: "x") { piece in
          largest = max(largest, piece.count)
          bytes += piece
        }
        #expect(largest <= 1 << 17)
        let ways = [
          try ArrayFile.parse(bytes, name: "x"), try withFile(bytes) { try ArrayFile.read($0) },
          try withPipe(bytes) { try ArrayFile.read($0) }, try ArrayFile.parse(gzipped(bytes), name: "x"),
          try withFile(gzipped(bytes)) { try ArrayFile.read($0) },
          try withPipe(gzipped(bytes)) { try ArrayFile.read($0) },
        ]
        for way in ways { #expect(way.tensors.map(\.tensor) == [array.tensor]) }
      }
    }
  }

  @Test func everyTypeOfNumPyIsReadInBothByteOrders() throws {
    func read(_ type: String, _ data: [UInt8]) throws -> Float {
      let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (), }"
      return try ArrayFile.parse(DamagedFileTests.npy(header, data, version: 2), name: "x").tensors[0].tensor[
        []]
    }
    func both(_ type: String, _ data: [UInt8]) throws -> [Float] {
      [try read("<" + type, data), try read(">" + type, data.reversed())]
    }
    #expect(try both("i2", little(Int16(-300))) == [-300, -300])
    #expect(try both("u2", little(UInt16(65535))) == [65535, 65535])
    #expect(try both("i4", little(Int32.min)) == [-2_147_483_648, -2_147_483_648])
    #expect(try both("u4", little(UInt32.max)) == [4_294_967_296, 4_294_967_296])
    // Rounded once, to the even one of two.
    #expect(try both("i8", little(Int64(0x1_0000_0100))) == [Float(0x1_0000_0100), Float(0x1_0000_0100)])
    #expect(try both("u8", little(UInt64.max)) == [0x1p64, 0x1p64])
    #expect(try both("f8", little((0.1).bitPattern)) == [0.1, 0.1])
    #expect(try both("f4", little(Float(0.1).bitPattern)) == [0.1, 0.1])
    #expect(try both("f2", little(UInt16(0x3555))) == [0.33325195, 0.33325195])
    #expect(try both("f2", little(UInt16(0x8001))) == [-0x1p-24, -0x1p-24])
    #expect(try read("<f2", little(UInt16(0x7c00))) == .infinity)
    #expect(try read("<f2", little(UInt16(0x7e00))).isNaN)
    #expect(try read("|i1", [0x80]) == -128)
    #expect(try read("|b1", [2]) == 1)
    #expect(try read("=f4", little(Float(2).bitPattern)) == 2)
  }

  @Test func bfloat16OfSafetensorsIsRead() throws {
    let bytes = DamagedFileTests.safetensors(
      #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}   "#, [0x80, 0x3f, 0x40, 0xc0])
    let file = try ArrayFile.parse(bytes, name: "x")
    #expect(file["a"] == NamedTensor(name: "a", tensor: Tensor([1, -3], shape: [2]), elementType: .bfloat16))
  }

  @Test func whatCannotBeWrittenIsSaidInOneLine() {
    func refused(_ arrays: [NamedTensor], _ kind: ArrayFile.Kind) -> String {
      refusal { try written(arrays, kind) }
    }
    let half = NamedTensor(name: "a", tensor: Tensor([0.5], shape: [1]), elementType: .uint8)
    let plain = NamedTensor(name: "a", tensor: Tensor([0.5], shape: [1]))
    #expect(refused([half], .npz) == "cannot write x: array 'a' holds 0.5, which is no uint8")
    #expect(refused([plain, plain], .npz) == "cannot write x: two arrays are called 'a'")
    #expect(refused([], .npy) == "cannot write x: 0 arrays in a .npy file; it holds one")
    #expect(refused([plain], .idx).hasPrefix("cannot write x: IDX is read only"))
    let other = NamedTensor(name: "a", tensor: Tensor([1], shape: [1]), elementType: .float16)
    #expect(refused([other], .safetensors).contains("of type float16"))
  }

  /// Python's `zipfile` wrote it with 64-bit sizes everywhere, and a comment that looks like the directory's end.
  @Test func anArchiveWithLongSizesAndACommentIsRead() throws {
    let text =
      "UEsDBC0AAAAIAAAAIQA47i9y//////////8FABQAYS5ucHkBABAAiAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ"
      + "6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC4GhgZ7BgYFBwBQSwEC"
      + "LQMtAAAACAAAACEAOO4vcv//////////BQAUAAAAAAAAAAAAgAEAAAAAYS5ucHkBABAAiAAAAAAAAABMAAAAAAAAAF"
      + "BLBgYsAAAAAAAAAC0ALQAAAAAAAAAAAAEAAAAAAAAAAQAAAAAAAABHAAAAAAAAAIMAAAAAAAAAUEsGBwAAAADKAAAA"
      + "AAAAAAEAAABQSwUGAAAAAAEAAQBHAAAAgwAAADsAUEsFBiBhIGNvbW1lbnQgdGhhdCBpcyBsb25nZXIgdGhhbiB0aG"
      + "UgZW5kIG9mIHRoZSBkaXJlY3Rvcnk="
    let bytes = Array(try #require(Data(base64Encoded: text)))
    let array = NamedTensor(name: "a", tensor: Tensor([1, 2.5], shape: [2]))
    #expect(try ArrayFile.parse(bytes, name: "x").tensors == [array])
    #expect(try withFile(bytes) { try ArrayFile.read($0) }.tensors == [array])
    for count in 0..<bytes.count {
      #expect(refusal(ofArrays: Array(bytes[..<count])).hasPrefix("cannot read x: "))
    }
  }
}
