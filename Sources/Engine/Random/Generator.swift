/// PyTorch's random numbers on the CPU, to the bit: what `torch.manual_seed` or a `torch.Generator` gives.
///
/// A value: a copy goes on as the original does. Besides the bits of MT19937 it keeps the second number of a
/// pair of normals, which PyTorch hands out at the next call.
public struct Generator: Sendable, Equatable, Codable {
  private var bits: MersenneTwister
  /// The second of the two normals made last by ``normal(count:mean:standardDeviation:)``, if it is still due.
  var pendingNormal: Double?

  /// Seeds as `torch.manual_seed` does, with the low 32 bits of `seed`.
  public init(seed: UInt64) {
    bits = MersenneTwister(seed: seed)
  }

  /// The same in memory of its own, so that no later draw has to copy it.
  var detached: Generator {
    var copy = self
    copy.bits = bits.detached
    return copy
  }

  /// Whether it is one that can be drawn from; what was read from a file may not be.
  var isWhole: Bool { bits.isWhole && pendingNormal?.isFinite != false }

  /// Seeds anew, in the same memory.
  mutating func seed(_ seed: UInt64) {
    bits.seed(seed)
    pendingNormal = nil
  }

  /// What a generator takes in memory.
  public static let byteCount = MemoryLayout<Generator>.stride + MersenneTwister.byteCount

  /// The next 32 random bits.
  public mutating func next32() -> UInt32 { bits.next() }

  /// The next 64 random bits, the high half drawn first.
  public mutating func next64() -> UInt64 {
    let high = UInt64(bits.next())
    return high << 32 | UInt64(bits.next())
  }

  /// The next number of `torch.rand`: uniform in [0, 1), a multiple of 2⁻²⁴.
  public mutating func uniform() -> Float {
    Float(next32() & 0xff_ffff) * 0x1p-24
  }

  /// The next number of `torch.rand(dtype=torch.float64)`: uniform in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniformDouble() -> Double {
    Double(next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53
  }

  /// The numbers of `uniform_(low, high)`, each rounded once, as PyTorch's fused multiply-add does.
  public mutating func uniform(count: Int, from low: Float, to high: Float) -> [Float] {
    (0..<count).map { _ in low.addingProduct(uniform(), high - low) }
  }

  /// The tensor of `torch.rand(shape)`: uniform in [0, 1).
  public mutating func uniformTensor(shape: [Int]) -> Tensor {
    Tensor((0..<shape.reduce(1, *)).map { _ in uniform() }, shape: shape)
  }

  /// The next number of `torch.randint(bound, …)`: from 0 to `bound` − 1, the rest of a division.
  ///
  /// From 2²⁸ on 64 bits are divided, as PyTorch 2.13 does.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "there is no whole number from 0 and below \(bound)")
    if bound < 1 << 28 { return Int(next32() % UInt32(bound)) }
    return Int(next64() % UInt64(bound))
  }

  /// The numbers of `torch.randint(low, high, (count,))`: from `low` to `high` − 1.
  public mutating func integers(count: Int, from low: Int, to high: Int) -> [Int] {
    (0..<count).map { _ in low + integer(below: high - low) }
  }

  /// One draw of `bernoulli_(probability)`: whether an event of this probability happens.
  ///
  /// `torch.nn.Dropout(p)` keeps the elements for which `bernoulli_(1 - p)` says so. On Intel's processors
  /// PyTorch leaves this draw to MKL, which draws otherwise.
  public mutating func bernoulli(probability: Double) -> Bool {
    uniformDouble() < probability
  }
}
