/// FNV-1a with 64 bits: a hash of bytes that is the same everywhere.
///
/// Source: Fowler, Noll and Vo's hash, with its 64-bit offset basis and prime.
@frozen
public struct FNV1a: Sendable, Equatable {
  /// The hash of the bytes so far.
  @inlinable public var value: UInt64 { hash }
  @usableFromInline var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  @inlinable
  public init() {}

  /// Takes one more byte.
  @inlinable
  public mutating func take(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
