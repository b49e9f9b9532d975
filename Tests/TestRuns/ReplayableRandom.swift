import Foundation

/// Random numbers that are the same at every run, so that a test fails for whoever broke something and for nobody else.
///
/// `VIZ_NIGHTLY` draws new ones and prints their seed; `VIZ_SEED` plays a failure again.
public struct ReplayableRandom: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of the seed 1, unless the environment asks for others.
  public init() {
    let environment = ProcessInfo.processInfo.environment
    state = environment["VIZ_SEED"].flatMap { UInt64($0) } ?? 1
    guard environment["VIZ_NIGHTLY"] != nil, environment["VIZ_SEED"] == nil else { return }
    state = UInt64.random(in: 0...UInt64.max)
    // At once: a test that hangs would leave nothing else.
    FileHandle.standardError.write(Data("random input: VIZ_SEED=\(state) plays it again\n".utf8))
  }

  /// The next number of SplitMix64 (Steele, Lea and Flood, 2014).
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
