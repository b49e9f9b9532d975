/// A row of floats that is computed at once, in one register or several.
protocol Lanes {
  /// How many floats it is.
  static var count: Int { get }
  /// The floats from `pointer` on; the caller guarantees that there are `count`.
  static func load(_ pointer: UnsafePointer<Float>) -> Self
  /// Writes the floats from `pointer` on; the caller guarantees that there is room for `count`.
  func store(_ pointer: UnsafeMutablePointer<Float>)
  /// The same number in every lane.
  static func broadcast(_ number: Float) -> Self
  /// a·b + c in every lane, rounded once.
  static func fused(_ a: Self, _ b: Self, plus c: Self) -> Self
  /// a + b in every lane.
  static func sum(_ a: Self, _ b: Self) -> Self
  /// Adds the first `count` lanes to as many floats from `pointer` on, and touches no others; returns the sums, and 0 in the
  /// other lanes.
  func addFirst(_ count: Int, to pointer: UnsafeMutablePointer<Float>) -> Self
  /// Adds all lanes to what a check has seen.
  func include(in check: inout FiniteCheck)
}

extension SIMD where Scalar == Float {
  // Lane by lane, and by itself, because it is rare: beside a product's loop it would take registers from it.
  @inline(never)
  func addFirst(_ count: Int, to pointer: UnsafeMutablePointer<Float>) -> Self {
    var sums = Self(repeating: 0)
    for lane in 0..<count {
      pointer[lane] += self[lane]
      sums[lane] = pointer[lane]
    }
    return sums
  }
}

// Written for each length, because what the standard library has for any length is a loop over the lanes.

extension SIMD4: Lanes where Scalar == Float {
  @inline(__always)
  static var count: Int { 4 }
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> Self { Kernel.loadFour(pointer, 0) }
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Float>) { Kernel.storeFour(self, pointer, 0) }
  @inline(__always)
  static func broadcast(_ number: Float) -> Self { Self(repeating: number) }
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, plus c: Self) -> Self { c.addingProduct(a, b) }
  @inline(__always)
  static func sum(_ a: Self, _ b: Self) -> Self { a + b }
  @inline(__always)
  func include(in check: inout FiniteCheck) { check.include(self) }
}

extension SIMD8: Lanes where Scalar == Float {
  @inline(__always)
  static var count: Int { 8 }
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> Self {
    UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }
  @inline(__always)
  static func broadcast(_ number: Float) -> Self { Self(repeating: number) }
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, plus c: Self) -> Self { c.addingProduct(a, b) }
  @inline(__always)
  static func sum(_ a: Self, _ b: Self) -> Self { a + b }
  @inline(__always)
  func include(in check: inout FiniteCheck) { check.include(self) }
}

extension SIMD16: Lanes where Scalar == Float {
  @inline(__always)
  static var count: Int { 16 }
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> Self {
    UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }
  @inline(__always)
  static func broadcast(_ number: Float) -> Self { Self(repeating: number) }
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, plus c: Self) -> Self { c.addingProduct(a, b) }
  @inline(__always)
  static func sum(_ a: Self, _ b: Self) -> Self { a + b }
  @inline(__always)
  func include(in check: inout FiniteCheck) {
    check.include(lowHalf)
    check.include(highHalf)
  }
}

/// Two rows of lanes side by side.
struct Pair<Half: Lanes>: Lanes {
  var low, high: Half

  @inline(__always)
  init(_ low: Half, _ high: Half) { (self.low, self.high) = (low, high) }
  @inline(__always)
  static var count: Int { 2 * Half.count }
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> Self {
    Self(.load(pointer), .load(pointer + Half.count))
  }
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Float>) {
    low.store(pointer)
    high.store(pointer + Half.count)
  }
  @inline(__always)
  static func broadcast(_ number: Float) -> Self { Self(.broadcast(number), .broadcast(number)) }
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, plus c: Self) -> Self {
    Self(.fused(a.low, b.low, plus: c.low), .fused(a.high, b.high, plus: c.high))
  }
  @inline(__always)
  static func sum(_ a: Self, _ b: Self) -> Self { Self(.sum(a.low, b.low), .sum(a.high, b.high)) }
  @inline(__always)
  func addFirst(_ count: Int, to pointer: UnsafeMutablePointer<Float>) -> Self {
    Self(
      low.addFirst(min(count, Half.count), to: pointer),
      high.addFirst(max(0, count - Half.count), to: pointer + Half.count))
  }
  @inline(__always)
  func include(in check: inout FiniteCheck) {
    low.include(in: &check)
    high.include(in: &check)
  }
}
