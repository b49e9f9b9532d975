/// A hash that tells whether two runs stand at the same bits.
public struct Fingerprint: Sendable, Equatable {
  /// The hash of the bytes so far.
  public var value: UInt64 { hash.value }
  private var hash = FNV1a()

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
      hash.take(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
  }

  /// The hash in 16 hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
