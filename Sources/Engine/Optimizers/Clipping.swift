import Languages

/// Bounds put on gradients before a step: `torch.nn.utils.clip_grad_norm_` and `clip_grad_value_`.
public struct Clipping: Sendable, Equatable, Codable {
  /// The largest norm that all gradients together keep, or `nil` for no bound.
  public let norm: Double?
  /// The largest magnitude that an element keeps, or `nil` for no bound; it comes after the norm.
  public let value: Double?

  /// No bounds.
  public static let none = Clipping()

  private init() {
    norm = nil
    value = nil
  }

  /// Bounds; both have to be above 0.
  public init(norm: Double? = nil, value: Double? = nil) throws(SettingError) {
    for (name, bound) in [("clip-norm", norm), ("clip-value", value)] {
      guard let bound, !SettingRange.positive.contains(bound) else { continue }
      let wanted = Setting.Kind.number(.positive).wanted
      throw SettingError(
        say(
          "engine.optimizer.boundWanted",
          "\(name)=\(SettingText.number(bound)), where \(wanted) would be right"))
    }
    self.norm = norm
    self.value = value
  }

  /// The bounds for people: "clip-norm=0.5", "no clipping".
  var words: String {
    let bounds = [("clip-norm", norm), ("clip-value", value)].compactMap { name, bound in
      bound.map { "\(name)=\(SettingText.number($0))" }
    }
    switch bounds.count {
    case 0: return say("engine.optimizer.noClipping", "no clipping")
    case 1: return bounds[0]
    default: return say("engine.optimizer.bothBounds", "\(bounds[0]) and \(bounds[1])")
    }
  }

  /// Clips the gradients of `parameters` in place; returns the norm that they had together, where it was needed.
  @discardableResult
  public func apply(to parameters: [Value]) -> Float? {
    if norm == nil && value == nil { return nil }
    var total: Float?
    if let norm {
      let found = Self.totalNorm(of: parameters)
      let coefficient = Self.coefficient(norm, found)
      // NaN stays NaN, as in PyTorch; a coefficient of 1 changes nothing.
      if !(coefficient >= 1) { Self.scale(parameters, by: coefficient) }
      total = found
    }
    if let value { Self.limit(parameters, to: Float(value)) }
    return total
  }

  /// Some of a gradient's elements as `apply` would leave them, where all gradients are those of `parameters`.
  func clipped(_ elements: [Float], of parameters: [Value]) -> [Float] {
    var elements = elements
    if let norm {
      let coefficient = Self.coefficient(norm, Self.totalNorm(of: parameters))
      if !(coefficient >= 1) { elements = elements.map { $0 * coefficient } }
    }
    if let value {
      let bound = Float(value)
      elements = elements.map { $0 > bound ? bound : $0 < -bound ? -bound : $0 }
    }
    return elements
  }

  /// What gradients of the norm `found` are multiplied by, where it is below 1.
  private static func coefficient(_ norm: Double, _ found: Float) -> Float { Float(norm) / (found + 1e-6) }

  /// The norm of all gradients together: the norm of their norms.
  public static func totalNorm(of parameters: [Value]) -> Float {
    var squares: Float = 0
    for parameter in parameters {
      guard let gradient = parameter.gradient else { continue }
      let norm = Kernel.dot(gradient.pointer, gradient.pointer, count: gradient.count).squareRoot()
      squares += norm * norm
    }
    return squares.squareRoot()
  }

  private static func scale(_ parameters: [Value], by coefficient: Float) {
    for parameter in parameters {
      guard let gradient = parameter.gradient else { continue }
      let pointer = gradient.pointer
      // Up to the padded count, which is a whole number of vectors.
      for index in stride(from: 0, to: gradient.paddedCount, by: Kernel.Vector.scalarCount) {
        Kernel.store(Kernel.load(pointer, index) * coefficient, pointer, index)
      }
    }
  }

  private static func limit(_ parameters: [Value], to bound: Float) {
    let (low, high) = (Kernel.Vector(repeating: -bound), Kernel.Vector(repeating: bound))
    for parameter in parameters {
      guard let gradient = parameter.gradient else { continue }
      let pointer = gradient.pointer
      // Up to the padded count, which is a whole number of vectors. NaN is neither above nor below, and stays.
      for index in stride(from: 0, to: gradient.paddedCount, by: Kernel.Vector.scalarCount) {
        var g = Kernel.load(pointer, index)
        g.replace(with: high, where: g .> high)
        g.replace(with: low, where: g .< low)
        Kernel.store(g, pointer, index)
      }
    }
  }
}
