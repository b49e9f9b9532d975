import Engine
import Languages

/// Reads IDX, the files of MNIST: big endian, `00 00`, the type, the number of axes, their lengths, the elements.
enum IDXArray {
  /// The type that a code stands for.
  static func type(_ code: UInt8) -> ElementType? {
    switch code {
    case 0x08: .uint8
    case 0x09: .int8
    case 0x0b: .int16
    case 0x0c: .int32
    case 0x0d: .float32
    case 0x0e: .float64
    default: nil
    }
  }

  /// The array, which must be all that comes.
  static func read(_ input: ByteInput, name: String) throws -> NamedTensor {
    let start = try input.read(4)
    guard start.count == 4, start[0] == 0, start[1] == 0, let type = type(start[2]) else {
      throw input.error(say("format.arrays.noIDX", "it is no IDX file"))
    }
    let axes = try input.read(4 * Int(start[3]))
    guard axes.count == 4 * Int(start[3]) else {
      throw input.error(say("format.arrays.shapeShort", "it is cut short inside of its shape"))
    }
    let lengths = stride(from: 0, to: axes.count, by: 4).map { first in
      axes[first..<first + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let shape: ArrayShape
    do throws(SourceProblem) {
      shape = try ArrayShape(lengths)
    } catch {
      throw input.error(error.text)
    }
    let elements = try ElementReader.elements(shape.count, of: type, isBigEndian: true, from: input)
    guard try input.next() == nil else { throw shape.more(input) }
    return NamedTensor(name: name, tensor: Tensor(elements, shape: lengths), elementType: type)
  }
}
