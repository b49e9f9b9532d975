import Engine
import Formats
import Foundation
import Testing

@testable import Viz

/// Folders with pictures and labels as MNIST is downloaded.
@Suite struct ImageFolderTests {
  private let folder: TestFolder
  private let pixels = (0..<40 * 6).map { UInt8($0 * 37 % 256) }
  private let labels = (0..<40).map { UInt8($0 * 7 % 3) }

  init() throws { folder = try TestFolder() }

  /// Writes a part of `count` pictures of 2 × 3 pixels.
  private func write(
    _ part: String, _ count: Int, to place: String = "", dot: String = "-", compressed: Bool = false
  ) throws {
    let parts: [(String, [Int], [UInt8])] = [
      ("images\(dot)idx3", [count, 2, 3], Array(pixels.prefix(count * 6))),
      ("labels\(dot)idx1", [count], Array(labels.prefix(count))),
    ]
    for (kind, shape, bytes) in parts {
      let path = try folder.write(idx: shape, bytes, to: "mnist/\(place)\(part)-\(kind)-ubyte")
      guard compressed else { continue }
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", path]
      try gzip.run()
      gzip.waitUntilExit()
    }
  }

  private func read(_ form: TargetForm = .classes, _ choice: RowFile.Choice = .init()) throws -> RowFile {
    try RowFile(folder("mnist"), choice, for: form)
  }

  @Test(arguments: [
    ("", "-", false), ("", ".", false), ("", "-", true), ("MNIST/raw/", "-", false), ("raw/", "-", true),
    ("FashionMNIST/raw/", ".", false),
  ])
  func bothPartsAreFoundUnderTheirNames(_ place: String, _ dot: String, _ compressed: Bool) throws {
    try write("train", 30, to: place, dot: dot, compressed: compressed)
    let alone = try read()
    #expect(alone.heldOut == nil)
    try write("t10k", 10, to: place, dot: dot, compressed: compressed)
    let file = try read()
    #expect(file.data.features.shape == [30, 6] && file.data.classNames == ["0", "1", "2"])
    #expect(file.data.features.elements == pixels.prefix(180).map { Float($0) / 255 })
    #expect(file.data.targets.elements == labels.prefix(30).map { Float($0) })
    #expect(file.data.name == "mnist" && file.data.featureNames[4] == "pixel 1,1")
    #expect(file.heldOut?.features.elements == pixels.prefix(60).map { Float($0) / 255 })
    #expect(file.heldOut?.targets.elements == labels.prefix(10).map { Float($0) })
  }

  @Test func theyTrainAsTheSameNumbersInAnArray() throws {
    try write("train", 30)
    try write("t10k", 10)
    let line = "--model \"Linear(6, 3)\" --loss cross-entropy --seed 1 --data circle"
    let rows = FileRows(
      Tensor(pixels.prefix(180).map { Float($0) / 255 }, shape: [30, 6]),
      Tensor(labels.prefix(30).map { Float($0) }, shape: [30]))
    let held = FileRows(
      Tensor(pixels.prefix(60).map { Float($0) / 255 }, shape: [10, 6]),
      Tensor(labels.prefix(10).map { Float($0) }, shape: [10]))
    var arrays = try Parsed.options(line, data: folder.write(rows, as: .npz))
    arrays.data.test = try folder.write(held, as: .npz, to: "test")
    var pictures = try Parsed.options(line, data: folder("mnist"))
    let wanted = try Traced(arrays.run(), steps: 4, epochs: true).lines
    #expect(try Traced(pictures.run(), steps: 4, epochs: true).lines == wanted && wanted.count == 9)
    // What the folder holds out gives way to a split.
    (pictures.data.split, arrays.data.split, arrays.data.test) = (0.5, 0.5, nil)
    let split = try Traced(arrays.run(), steps: 4, epochs: true).lines
    #expect(try Traced(pictures.run(), steps: 4, epochs: true).lines == split && split != wanted)
    // Pictures to predict for are brought to the same scale.
    let weights = folder("w.safetensors")
    try Parsed.export(pictures, steps: 3, to: weights)
    func lines(_ data: String) throws -> [String] {
      try Parsed.predicted("--model Linear(6,3) --loss cross-entropy", weights: weights, data: data)
    }
    #expect(try lines(folder("mnist/t10k-images-idx3-ubyte")) == lines(folder("test.npz")))
  }

  @Test func whatIsMissingOrDoesNotGoTogetherIsOneLine() throws {
    let start = "1: cannot learn from \(folder("mnist")): "
    let lacks =
      start
      + "it lacks train-images-idx3-ubyte and train-labels-idx1-ubyte, with or without .gz, as MNIST is downloaded"
    try FileManager.default.createDirectory(atPath: folder("mnist"), withIntermediateDirectories: true)
    #expect(refusal { try read() } == lacks)
    try write("t10k", 10)
    #expect(refusal { try read() } == lacks)
    try write("train", 30)
    try FileManager.default.removeItem(atPath: folder("mnist/train-labels-idx1-ubyte"))
    #expect(refusal { try read() } == lacks)
    try folder.write(idx: [29], Array(labels.prefix(29)), to: "mnist/train-labels-idx1-ubyte")
    #expect(
      refusal { try read() } == start + "30 rows of features and 29 of targets; as many are needed")
    try folder.write(idx: [30, 1], Array(labels.prefix(30)), to: "mnist/train-labels-idx1-ubyte")
    #expect(
      refusal { try read() }
        == start + "pictures of [30, 2, 3] and labels of [30, 1] do not go together")
    try folder.write("no", to: "mnist/train-labels-idx1-ubyte")
    #expect(
      refusal { try read() }
        == "1: cannot read \(folder("mnist/train-labels-idx1-ubyte")): it holds no arrays; .npy, .npz, IDX as MNIST's, "
        + "and .safetensors are read")
    try folder.write(
      [NamedTensor(name: "array", tensor: Tensor([0, 1], shape: [2]))], to: "mnist/labels.npy")
    try FileManager.default.removeItem(atPath: folder("mnist/train-labels-idx1-ubyte"))
    try FileManager.default.moveItem(
      atPath: folder("mnist/labels.npy"), toPath: folder("mnist/train-labels-idx1-ubyte"))
    #expect(
      refusal { try read() }
        == "1: cannot read \(folder("mnist/train-labels-idx1-ubyte")): it is no IDX file of bytes; MNIST's own are needed"
    )
    #expect(
      refusal { try read(.classes, .init(features: ["x"])) }
        == start + "a folder of pictures has no columns; leave out --features and --target")
    let lone = folder("mnist/train-images-idx3-ubyte")
    #expect(
      refusal { try RowFile(lone, .init(), for: .classes) }
        == "1: cannot learn from \(lone): an IDX file has either pictures or their labels; a folder with both is needed, "
        + "such as MNIST's")
    try write("train", 30)
    // To a loss that takes values, labels are numbers to come near to.
    #expect(try read(.values).data.classNames == nil && read(.values).data.targets.shape == [30, 1])
  }
}
