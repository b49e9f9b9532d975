import Engine
import Formats
import Foundation
import TestRuns
import Testing

/// A folder of a test's own, removed with the value.
final class TestFolder {
  private let path: String

  init() throws {
    path = temporaryPath("files")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a name in it.
  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// The names in it, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// Writes a file, and the folders that its name has; the path is returned.
  @discardableResult func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(filePath: self(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Writes arrays in the form that the name ends in.
  @discardableResult func write(
    _ tensors: [NamedTensor], metadata: [(String, String)] = [], to name: String
  ) throws -> String {
    let kind = ArrayFile.Kind(rawValue: name.split(separator: ".").last.map(String.init) ?? "") ?? .npz
    var bytes: [UInt8] = []
    try ArrayFile.write(tensors, metadata: metadata, as: kind, name: name) { bytes += $0 }
    return try write(bytes, to: name)
  }

  /// Writes rows of features and targets in a form that files of one's own have.
  @discardableResult func write(_ rows: FileRows, as form: FileForm, to name: String = "rows") throws
    -> String
  {
    let name = "\(name).\(form.rawValue)"
    switch form {
    case .csv: return try write(rows.text(","), to: name)
    case .tsv: return try write(rows.text("\t"), to: name)
    case .npy: return try write([NamedTensor(name: "array", tensor: rows.table)], to: name)
    case .npz, .safetensors:
      let type: ElementType = rows.areWhole ? .int64 : .float32
      return try write(
        [
          NamedTensor(name: "x", tensor: rows.features, elementType: type),
          NamedTensor(name: "y", tensor: rows.targets),
        ], to: name)
    }
  }

  /// Writes pictures or labels as MNIST has them.
  @discardableResult func write(idx shape: [Int], _ bytes: [UInt8], to name: String) throws -> String {
    var all: [UInt8] = [0, 0, 8, UInt8(shape.count)]
    for length in shape {
      for shift in [24, 16, 8, 0] { all.append(UInt8(length >> shift & 0xff)) }
    }
    all += bytes
    return try write(all, to: name)
  }
}

/// The forms that rows of one's own come in.
enum FileForm: String, CaseIterable {
  case csv, tsv, npy, npz, safetensors

  /// Those that hold words.
  static let texts: [FileForm] = [.csv, .tsv]
}

/// Rows as files have them.
struct FileRows {
  /// [rows, columns]
  let features: Tensor
  /// [rows] or [rows, outputs]
  let targets: Tensor
  /// The words that stand for the targets in a text.
  var words: [String]?

  init(_ features: Tensor, _ targets: Tensor, words: [String]? = nil) {
    (self.features, self.targets, self.words) = (features, targets, words)
  }

  /// The rows of a set, with targets as losses want them.
  init(_ set: DataSet, as form: TargetForm, words: [String]? = nil) throws {
    self.init(set.features, try #require(set.targets(as: form)), words: words)
  }

  /// Whether the features are numbers of entries.
  fileprivate var areWhole: Bool { features.elements.allSatisfy { $0 == $0.rounded() } }

  private var width: Int { features.count / features.shape[0] }

  private var outputs: Int { targets.count / targets.shape[0] }

  /// The features beside the targets.
  fileprivate var table: Tensor {
    let (x, y) = (features.elements, targets.elements)
    var rows: [Float] = []
    for row in 0..<features.shape[0] {
      rows += x[row * width..<(row + 1) * width]
      rows += y[row * outputs..<(row + 1) * outputs]
    }
    return Tensor(rows, shape: [features.shape[0], width + outputs])
  }

  /// The names of the columns.
  var header: [String] {
    (0..<width).map { "x\($0)" } + (outputs == 1 ? ["y"] : (0..<outputs).map { "y\($0)" })
  }

  fileprivate func text(_ separator: Unicode.Scalar) -> String {
    let (all, columns) = (table.elements, width + outputs)
    let records = (0..<table.shape[0]).map { row in
      (0..<columns).map { column in
        text(all[row * columns + column], isTarget: column >= width)
      }
    }
    return ([header] + records).map { TableText.line($0, separator: separator) }.joined()
  }

  private func text(_ number: Float, isTarget: Bool) -> String {
    guard isTarget, let words else { return "\(number)" }
    return words[Int(number)]
  }
}
