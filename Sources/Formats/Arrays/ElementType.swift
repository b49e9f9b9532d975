/// The type that a file gives the elements of an array.
public enum ElementType: String, CaseIterable, Sendable {
  /// True or false, one byte.
  case bool
  /// Whole numbers from 0 on.
  case uint8, uint16, uint32, uint64
  /// Whole numbers.
  case int8, int16, int32, int64
  /// Floating-point numbers.
  case float16, bfloat16, float32, float64

  /// How many bytes an element has.
  public var size: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// What NumPy calls it, without the byte order; `nil` for what NumPy does not have.
  var numpyName: String? {
    switch self {
    case .bool: "b1"
    case .uint8: "u1"
    case .uint16: "u2"
    case .uint32: "u4"
    case .uint64: "u8"
    case .int8: "i1"
    case .int16: "i2"
    case .int32: "i4"
    case .int64: "i8"
    case .float16: "f2"
    case .bfloat16: nil
    case .float32: "f4"
    case .float64: "f8"
    }
  }

  /// What safetensors calls it.
  var safetensorsName: String {
    switch self {
    case .bool: "BOOL"
    case .uint8: "U8"
    case .uint16: "U16"
    case .uint32: "U32"
    case .uint64: "U64"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float32: "F32"
    case .float64: "F64"
    }
  }
}
