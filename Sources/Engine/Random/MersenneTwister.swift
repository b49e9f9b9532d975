/// MT19937 by Matsumoto and Nishimura (1998), the source of a ``Generator``'s bits.
struct MersenneTwister: Sendable, Equatable, Codable {
  private static let length = 624
  private static let middle = 397

  /// What the state takes in memory.
  static let byteCount = length * MemoryLayout<UInt32>.stride

  private var state: [UInt32]
  private var position: Int

  /// Seeds with the low 32 bits of `seed`, as PyTorch does on the CPU.
  init(seed: UInt64) {
    state = [UInt32](repeating: 0, count: Self.length)
    position = Self.length
    self.seed(seed)
  }

  /// Whether there are as many words as there have to be, and a place among them.
  var isWhole: Bool { state.count == Self.length && (0...Self.length).contains(position) }

  /// Seeds anew, in the same memory.
  mutating func seed(_ seed: UInt64) {
    state[0] = UInt32(truncatingIfNeeded: seed)
    for index in 1..<Self.length {
      let previous = state[index - 1]
      state[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
    }
    position = Self.length
  }

  /// The same in memory of its own, so that no later draw has to copy it.
  var detached: MersenneTwister {
    var copy = self
    copy.state[0] ^= 0
    return copy
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
    // Three loops instead of a remainder for each index.
    let last = Self.length - 1
    let turn = Self.length - Self.middle
    for index in 0..<turn { twist(index, with: index + 1, and: index + Self.middle) }
    for index in turn..<last { twist(index, with: index + 1, and: index - turn) }
    twist(last, with: 0, and: last - turn)
    position = 0
  }

  private mutating func twist(_ index: Int, with next: Int, and middle: Int) {
    let joined = (state[index] & 0x8000_0000) | (state[next] & 0x7fff_ffff)
    state[index] = state[middle] ^ (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_b0df)
  }
}
