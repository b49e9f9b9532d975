import Engine
import Formats

/// A file of arrays, of the kind that its first bytes say: refused in one line, or arrays that can be written and read
/// back, and the same ones whatever pieces the file comes in.
func fuzzArrays(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let input = Array(bytes(data, count))
  do {
    let file = try ArrayFile.parse(input, name: "fuzzed")
    for tensor in file.tensors {
      precondition(tensor.tensor.elements.count == tensor.tensor.shape.reduce(1, *))
    }
    let cut = try ArrayFile.read(ByteInput(input, name: "fuzzed", pieceLength: 1 + count % 7))
    precondition(bits(cut.tensors) == bits(file.tensors))
    let floats = file.tensors.map { NamedTensor(name: $0.name, tensor: $0.tensor) }
    var written: [UInt8] = []
    try ArrayFile.write(floats, metadata: file.metadata, as: .safetensors, name: "fuzzed") { written += $0 }
    let again = try ArrayFile.parse(written, name: "fuzzed")
    precondition(bits(again.tensors) == bits(file.tensors))
    precondition(again.metadata.elementsEqual(file.metadata, by: ==))
  } catch {
    expectOneLine(error)
  }
}

/// The names and elements; a number that is none is equal to itself here.
private func bits(_ tensors: [NamedTensor]) -> [[UInt32]] {
  tensors.map { tensor in
    tensor.name.unicodeScalars.map(\.value) + tensor.tensor.shape.map { UInt32($0) }
      + tensor.tensor.elements.map(\.bitPattern)
  }
}
