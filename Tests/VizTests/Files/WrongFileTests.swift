import Engine
import Formats
import Foundation
import TestRuns
import Testing

@testable import Viz

/// Files that are damaged or are something else: one line each, and nothing else happens.
@Suite struct WrongFileTests {
  private static let zeros = [UInt8](repeating: 0, count: 8)

  private static func npy(_ type: String, _ shape: String, _ data: [UInt8] = zeros) -> [UInt8] {
    let header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + data
  }

  private static func safetensors(_ header: String, _ data: [UInt8] = zeros) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
  }

  private static func one(_ name: String, _ type: String, _ shape: String, _ end: Int) -> String {
    "{\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[0,\(end)]}}"
  }

  /// Bytes that are neither rows nor weights, and how their line goes on behind "cannot read FILE: ".
  static let neither: [([UInt8], String)] = [
    (Array("\u{7f}ELF\u{2}\u{1}\u{1}\u{0}".utf8), ""), ([0x80, 4, 0x95], "it is a pickle"),
    ([0x89] + Array("HDF\r\n\u{1a}\n".utf8), "it is an HDF5 file"), ([0x80, 2, 0x7d], "it is a pickle"),
    ([0x89] + Array("PNG\r\n\u{1a}\n".utf8), "it holds no arrays"), ([0], "it holds no arrays"),
    ([0x1f, 0x8b], ""), ([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], ""), ([0x1f, 0x8b, 9, 0, 0], ""),
    ([0x50, 0x4b, 3, 4], "it has no directory at its end"),
    ([0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18), "a zip file without .npy files"),
    (npy("<f4", "(2, 2)"), "it is cut short"), (npy("<f4", "(1, 2)", zeros + [1]), "more follows"),
    (npy("|O", "(1, 2)"), "Python objects"), (npy("<U1", "(1, 2)"), "texts"), (npy("<c8", "(1,)"), "complex"),
    (npy("<f4", "(99999999, 99999999)"), "a shape of"), (npy("<f4", "(-1, 2)"), "its header is not"),
    (npy("<f4", "(2, 1"), "its header is not"), (npy("<f4", "(2, 1)").dropLast(60) + [], ""),
    (safetensors("{"), ""), (safetensors("[]"), ""), (safetensors("{\"a\":1}"), ""),
    (safetensors(one("x", "F32", "[2]", 8), []), "it is cut short"),
    (safetensors(one("x", "F32", "[2]", 4)), "tensor 'x' of shape (2) needs 8 bytes"),
    (safetensors(one("x", "F32", "[-2]", 8)), ""), (safetensors(one("x", "F4", "[2]", 8)), ""),
    (safetensors(one("x", "F32", "[4611686018427387904,4]", 8)), ""),
    (safetensors(one("x", "F32", "[2]", 8)).dropFirst(1) + [], ""),
    ([255, 255, 255, 255, 255, 255, 255, 127, 0x7b, 0x7d], ""),
    ([0, 0, 8, 1, 0, 0, 0, 2, 1], "it is cut short"), ([0, 0, 8, 3, 0, 0], "it is cut short"),
    ([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255], "a shape of"),
  ]

  /// Bytes that are no rows to learn from.
  static let noRows: [([UInt8], String)] = [
    ([], "it is empty"), (Array("\n \n".utf8), ""), (Array("a,b\n1,2\n3\n".utf8), "1 field where 2"),
    (Array("a,b\n1,2,3\n".utf8), "3 fields where 2"), (Array("a,b\n1,\"2\n".utf8), "a quotation mark"),
    (Array("a,b\ninf,2\n".utf8), "'inf' is not finite"),
    (Array("a,b\n1,2\n1,nan\n,3\nx,4\n".utf8), "'x' is no number"),
    (Array("a;b\n1,5;2\n".utf8), "'1,5' is no number"), (Array("a,b\n,1\n".utf8), "every row has a missing"),
    (Array("<html><body></body></html>\n".utf8), ""), (Array("{\"a\": [1, 2]}\n".utf8), ""),
    (Array("a,b\n1,1e400\n".utf8), "'1e400' is not finite"),
    (Array("a,b\n0x10,1\n".utf8), "'0x10' is no number"),
    ([0xff, 0xfe, 0x31, 0, 0x2c, 0, 0x32, 0], ""), (Array("a,b\n1\u{0}2,3\n".utf8), ""),
  ]

  /// Checks that what is said is one line of the right beginning.
  private func check(_ said: String, _ path: String, _ words: String) {
    #expect(said.hasPrefix("1: cannot ") && said.contains(path), "\(said)")
    #expect(words.isEmpty || said.hasPrefix("1: cannot read \(path): \(words)"), "\(said)")
    #expect(said.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(said)")
    #expect(said.count < 500, "\(said)")
  }

  @Test func whatIsNoDataIsOneLine() throws {
    let folder = try TestFolder()
    let line = "--model Linear(1,1) --loss mse --data circle"
    for (bytes, words) in Self.neither + Self.noRows {
      let path = try folder.write(bytes, to: "rows")
      let options = try Parsed.options(line, data: path)
      check(refusal { try options.run() }, path, words)
      // Held out, and for predictions.
      var other = try Parsed.options(line, data: folder.write("a,b\n1,2\n3,4\n", to: "good.csv"))
      other.data.test = path
      check(refusal { try other.run() }, path, words)
    }
  }

  @Test func whatIsNoFileOfWeightsIsOneLineAndLosesNothing() throws {
    let folder = try TestFolder()
    let (circle, older) = (
      try Parsed.options("--preset circle --seed 1"), try folder.write("old", to: "out.npz")
    )
    let texts = Self.noRows.map { ($0.0, "") }
    let data = folder("data.npz")
    try folder.write([NamedTensor(name: "x", tensor: Tensor([1, 2], shape: [1, 2]))], to: "data.npz")
    for (bytes, words) in Self.neither + texts {
      let path = try folder.write(bytes, to: "weights")
      var options = circle
      options.network.initialWeights = .file(path)
      check(refusal { try options.run() }, path, words)
      check(refusal { try circle.run(state: path) }, path, words)
      check(refusal { try Parsed.export(options, steps: 1, to: older) }, path, words)
      check(refusal { try Parsed.export(options, steps: 1, to: older, hasState: true) }, path, words)
      check(
        refusal { try Parsed.predicted("--preset circle", weights: path, data: data) }, path, words)
    }
    #expect(try contents(of: older) == "old")
    #expect(try folder.names == ["data.npz", "out.npz", "weights"])
  }

  @Test func weightsOfAnotherNetworkAreOneLine() throws {
    let folder = try TestFolder()
    func tensor(_ name: String, _ shape: [Int], _ number: Float = 1) -> NamedTensor {
      NamedTensor(
        name: name, tensor: Tensor([Float](repeating: number, count: shape.reduce(1, *)), shape: shape))
    }
    let bias = tensor("0.bias", [1])
    for (tensors, line) in [
      (
        [tensor("0.weight", [1, 2])],
        "there is no 0.bias in it, but 0.weight; the names of a state dict are needed, 0.weight, 0.bias"
      ),
      (
        [tensor("fc.weight", [1, 2]), bias],
        "there is no 0.weight in it, but fc.weight, 0.bias; the names of a state dict are needed, 0.weight, 0.bias"
      ),
      ([tensor("0.weight", [2, 1]), bias], "0.weight has the shape [2, 1]; the network's is [1, 2]"),
      ([tensor("0.weight", [2]), bias], "0.weight has the shape [2]; the network's is [1, 2]"),
      ([tensor("0.weight", [1, 2], .nan), bias], "0.weight[0][0] is nan; finite numbers are needed"),
      ([tensor("0.weight", [1, 2], -.infinity), bias], "0.weight[0][0] is -inf; finite numbers are needed"),
      (
        [tensor("0.weight", [1, 2]), bias, tensor("2.weight", [1])],
        "it has 2.weight too, which the network has not; its own layers are needed in --model"
      ),
    ] {
      var options = try Parsed.options("--model Linear(2,1) --loss mse --data circle --seed 1")
      let path = try folder.write(tensors, to: "w.safetensors")
      options.network.initialWeights = .file(path)
      #expect(refusal { try options.run() } == "1: cannot read \(path): \(line)")
    }
  }

  /// Changes of the record of a run, and how the line goes on.
  @Test(arguments: [
    ("\"step\":5", "\"step\":-5"), ("\"step\":5", "\"step\":9223372036854775807"),
    ("\"step\":5", "\"step\":1.5"),
    ("\"updates\":5", "\"updates\":-1"), ("\"updates\":5", "\"updates\":9223372036854775807"),
    ("\"epoch\":0", "\"epoch\":9223372036854775807"), ("\"epoch\":0", "\"epoch\":-1"),
    ("\"position\":6", "\"position\":0"), ("\"position\":6", "\"position\":26"),
    ("\"position\":6", "\"position\":-9223372036854775808"), ("\"rows\":250", "\"rows\":0"),
    ("\"batchSize\":10", "\"batchSize\":0"), ("\"batchesPerEpoch\":25", "\"batchesPerEpoch\":0"),
    ("\"order\":[", "\"order\":[250,"), ("\"order\":[", "\"order\":[-1,"), ("\"order\":[", "\"other\":["),
    ("\"optimizer\":\"adam\"", "\"optimizer\":\"lion\""), ("\"optimizer\":\"adam\"", "\"optimizer\":\"\""),
    ("\"exp_avg\"", "\"exp_max\""), ("\"scalars\":[", "\"scalars\":[1,"), ("adam lr=0.01", "adam lr=-1"),
    ("adam lr=0.01", "adan"), ("\"drawn\":[]", "\"drawn\":[[1]]"), ("{", "["), ("}", ""),
  ])
  func aRecordThatCannotBeIsOneLine(_ text: String, _ other: String) throws {
    let folder = try TestFolder()
    let options = try Parsed.options("--preset spiral --seed 1")
    try Parsed.export(options, steps: 5, to: folder("state.npz"), hasState: true)
    var tensors = try ArrayFile.read(folder("state.npz")).tensors
    let place = try #require(tensors.firstIndex { $0.name == RunCheckpoint.name })
    let record = String(decoding: tensors[place].tensor.elements.map { UInt8($0) }, as: UTF8.self)
    #expect(record.contains(text), "\(record.prefix(2000))")
    let changed = record.replacing(text, with: other, maxReplacements: 1).utf8.map { Float($0) }
    tensors[place].tensor = Tensor(changed, shape: [changed.count])
    let path = try folder.write(tensors, to: "changed.npz")
    let said = refusal { try Trainer(options.run(state: path)).step }
    #expect(
      said.hasPrefix("1: cannot read \(path): ") || said.hasPrefix("1: cannot go on with \(path): "),
      "\(said)")
    #expect(!said.contains("\n"))
  }
}
