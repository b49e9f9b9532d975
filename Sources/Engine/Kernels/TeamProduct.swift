/// What products need for copies of their matrices; several that follow each other share it, so that it stays in the cache.
///
/// Each pointer has room for the largest `scratch` of these products, and is valid for the memory's life.
final class ProductMemory {
  /// For the copy of A.
  let copyOfA: UnsafeMutablePointer<Float>
  /// For the panels of the thread that asks.
  let panel: UnsafeMutablePointer<Float>
  /// One a thread.
  fileprivate let panels: [Buffer]
  private let copy: Buffer

  init(_ products: [Product], threads: Int) {
    copy = Buffer(count: products.map(\.scratch.a).max() ?? 0)
    let count = products.map(\.scratch.panel).max() ?? 0
    let isShared = products.contains(where: \.isLarge)
    panels = (0..<(isShared ? threads : 1)).map { _ in Buffer(count: count) }
    (copyOfA, panel) = (copy.pointer, panels[0].pointer)
  }
}

/// A product that a team computes, each panel by one thread; one that is not large is computed by whoever asks.
final class TeamProduct: TeamJob {
  private let product: Product
  private let memory: ProductMemory
  private let team: Team
  @exclusivity(unchecked) private var accumulating = false
  /// What each thread has seen of the product: one a thread.
  private let checks: UnsafeMutablePointer<FiniteCheck>

  init(_ product: Product, _ memory: ProductMemory, _ team: Team) {
    (self.product, self.memory, self.team) = (product, memory, team)
    checks = .allocate(capacity: team.threads)
    checks.initialize(repeating: FiniteCheck(), count: team.threads)
  }

  deinit { checks.deallocate() }

  /// Computes the product, or adds it; returns the check of all its numbers.
  @discardableResult
  func compute(accumulating: Bool) -> FiniteCheck {
    guard product.isLarge else {
      return product.compute(accumulating: accumulating, memory.copyOfA, memory.panel)
    }
    self.accumulating = accumulating
    checks.update(repeating: FiniteCheck(), count: team.threads)
    product.copyA(into: memory.copyOfA)
    team.run(self, parts: product.parts)
    var check = FiniteCheck()
    for thread in 0..<team.threads { check.include(checks[thread]) }
    return check
  }

  func compute(part: Int, thread: Int) {
    checks[thread].include(
      product.compute(part, accumulating, memory.copyOfA, memory.panels[thread].pointer))
  }
}
