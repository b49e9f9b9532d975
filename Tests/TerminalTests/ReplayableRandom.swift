import Foundation

/// Random numbers whose seed is printed, and taken from `VIZ_SEED` to play a failure again.
struct ReplayableRandom: RandomNumberGenerator {
  private var state: UInt64

  init() {
    let given = ProcessInfo.processInfo.environment["VIZ_SEED"].flatMap { UInt64($0) }
    state = given ?? UInt64.random(in: 0...UInt64.max)
    // At once: a test that hangs would leave nothing else.
    FileHandle.standardError.write(Data("random input: VIZ_SEED=\(state) plays it again\n".utf8))
  }

  // SplitMix64 (Steele, Lea and Flood, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
