import Engine
import Formats

/// A file of nested lists: refused in one line, or a tensor whose numbers fill its shape.
func fuzzTensorFile(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  do {
    let tensor = try TensorFile.parse(Array(bytes(data, count)), name: "fuzzed")
    let elements = tensor.elements
    precondition((1...TensorFile.deepest).contains(tensor.rank))
    precondition(elements.count == tensor.shape.reduce(1, *) && elements.allSatisfy(\.isFinite))
  } catch {
    precondition("\(error)".unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(error)")
  }
}
