/// MT19937 by Matsumoto and Nishimura (1998), the source of a ``Generator``'s bits.
struct MersenneTwister: Sendable, Equatable {
  private static let length = 624
  private static let middle = 397

  /// What the state takes in memory.
  static let byteCount = length * MemoryLayout<UInt32>.stride

  private var state: [UInt32]
  private var position: Int

  /// Seeds with the low 32 bits of `seed`, as PyTorch does on the CPU.
  init(seed: UInt64) {
    state = [UInt32](repeating: 0, count: Self.length)
    state[0] = UInt32(truncatingIfNeeded: seed)
    for index in 1..<Self.length {
      let previous = state[index - 1]
      state[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
    }
    position = Self.length
  }

  /// The next 32 random bits.
  mutating func next() -> UInt32 {
    if position == Self.length { twist() }
    var bits = state[position]
    position += 1
    bits ^= bits >> 11
    bits ^= (bits << 7) & 0x9d2c_5680
    bits ^= (bits << 15) & 0xefc6_0000
    bits ^= bits >> 18
    return bits
  }

  private mutating func twist() {
    for index in 0..<Self.length {
      let joined =
        (state[index] & 0x8000_0000) | (state[(index + 1) % Self.length] & 0x7fff_ffff)
      let twisted = (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_b0df)
      state[index] = state[(index + Self.middle) % Self.length] ^ twisted
    }
    position = 0
  }
}
