import Engine
import Formats
import Glibc

/// The largest network of the table of speeds, 784-512-512-10 with Adam, and a file of rows for it.
struct LargeNetwork {
  /// What it is called in the output.
  static let name = "784-512-512-10"
  /// How many weights it has.
  static let weightCount = 784 * 512 + 512 + 512 * 512 + 512 + 512 * 10 + 10

  private static let pixels = 784
  private static let rows = 2048
  private let path: String

  /// Makes the file: pictures of noise and one of ten labels behind each.
  init() throws {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
    path = "\(folder)/viz-measure-\(getpid()).npy"
    var generator = Generator(seed: 1)
    let table = (0..<Self.rows).flatMap { row in
      (0..<Self.pixels).map { _ in generator.uniform() } + [Float(row % 10)]
    }
    let array = NamedTensor(name: "rows", tensor: Tensor(table, shape: [Self.rows, Self.pixels + 1]))
    var bytes: [UInt8] = []
    try ArrayFile.write([array], as: .npy, name: path) { bytes += $0 }
    guard let file = fopen(path, "w") else { throw Missing(what: "room for \(path)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// The options of its run.
  var options: String {
    "--data \(path) --model Linear(784,512),ReLU,Linear(512,512),ReLU,Linear(512,10) --loss cross-entropy --batch 128 "
      + "--optimizer adam"
  }

  /// Removes the file.
  func remove() { unlink(path) }
}
