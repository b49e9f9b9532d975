/// FNV-1a with 64 bits: a number that tells whether two runs stand at the same bits.
///
/// Source: Fowler, Noll and Vo's hash, with its 64-bit offset basis and prime.
public struct Fingerprint: Sendable, Equatable {
  /// The hash of the bytes so far.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Of all parameters' numbers in the order of the state dict, as float32 in little-endian bytes.
  public init(of network: Network) {
    for parameter in network.parameters {
      for index in 0..<parameter.data.count { take(parameter.data[index]) }
    }
  }

  /// Of all rows of a run: features, targets and which rows of the whole they are, those to learn from before those held out.
  public init(of data: TrainingData) {
    for part in [data.training] + (data.heldOut.map { [$0] } ?? []) {
      for tensor in [part.allFeatures, part.allTargets] { for number in tensor.elements { take(number) } }
      for number in part.numbers ?? [] { take(Float(bitPattern: UInt32(bitPattern: number))) }
    }
  }

  /// Takes the four bytes of a number.
  public mutating func take(_ number: Float) {
    var bits = number.bitPattern
    for _ in 0..<4 {
      value = (value ^ UInt64(bits & 0xff)) &* 0x100_0000_01b3
      bits >>= 8
    }
  }

  /// The hash in 16 hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
