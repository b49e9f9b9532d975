/// What products need for copies of their matrices; several that follow each other share it, so that it stays near.
final class ProductMemory {
  fileprivate let copyOfA: Buffer
  /// One a thread.
  fileprivate let panels: [Buffer]

  init(_ products: [Product], threads: Int) {
    copyOfA = Buffer(count: products.map(\.scratch.a).max() ?? 0)
    let panel = products.map(\.scratch.panel).max() ?? 0
    let mayShare = products.contains(where: \.isLarge)
    panels = (0..<(mayShare ? threads : 1)).map { _ in Buffer(count: panel) }
  }
}

/// A product that a team computes where it is large, each panel by one thread.
final class TeamProduct: TeamJob {
  private let product: Product
  private let memory: ProductMemory
  private let copyOfA: UnsafeMutablePointer<Float>
  private let panel: UnsafeMutablePointer<Float>
  /// `nil` where one thread is as fast.
  private let team: Team?
  @exclusivity(unchecked) private var accumulating = false
  /// What each thread has seen: one a thread, until the next product.
  private let checks: UnsafeMutablePointer<FiniteCheck>

  init(_ product: Product, _ memory: ProductMemory, _ team: Team) {
    (self.product, self.memory) = (product, memory)
    (copyOfA, panel) = (memory.copyOfA.pointer, memory.panels[0].pointer)
    self.team = product.isLarge && team.threads > 1 ? team : nil
    checks = .allocate(capacity: team.threads)
    checks.initialize(repeating: FiniteCheck(), count: team.threads)
  }

  deinit { checks.deallocate() }

  /// Computes the product, or adds it; returns the check of all its numbers.
  @discardableResult
  func compute(accumulating: Bool) -> FiniteCheck {
    guard let team else { return product.compute(accumulating: accumulating, copyOfA, panel) }
    self.accumulating = accumulating
    checks.update(repeating: FiniteCheck(), count: team.threads)
    product.copyA(into: copyOfA)
    team.run(self, parts: product.parts)
    var check = FiniteCheck()
    for thread in 0..<team.threads { check.include(checks[thread]) }
    return check
  }

  func compute(part: Int, thread: Int) {
    checks[thread].include(
      product.compute(part, accumulating, copyOfA, memory.panels[thread].pointer))
  }
}
