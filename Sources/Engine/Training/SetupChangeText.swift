extension SetupChange {
  /// The change as it is written: "noise=10", "hidden=8,4", "schedule=cosine T_max=20", "clipping=norm 1, value 0.5".
  public var text: String {
    switch self {
    case .data(let name): "data=\(name)"
    case .noise(let percent): "noise=\(SettingText.number(percent))"
    case .dataSeed(let seed): "data-seed=\(seed)"
    case .batch(let rows): "batch=\(rows)"
    case .hidden(let sizes): "hidden=" + sizes.map { "\($0)" }.joined(separator: ",")
    case .activation(let name): "activation=\(name)"
    case .schedule(let plan): "schedule=\(plan?.text ?? "none")"
    case .clipping(let bounds): "clipping=" + Self.text(of: bounds)
    }
  }

  /// The change that a text such as "noise=10" asks for; `nil` where it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 2 else { return nil }
    let value = parts[1]
    switch parts[0] {
    case "data" where !value.isEmpty: self = .data(value)
    case "noise":
      guard let percent = Double(value), percent.isFinite else { return nil }
      self = .noise(percent)
    case "data-seed":
      guard let seed = UInt64(value) else { return nil }
      self = .dataSeed(seed)
    case "batch":
      guard let rows = Int(value), rows > 0 else { return nil }
      self = .batch(rows)
    case "hidden":
      let sizes =
        value.isEmpty ? [] : value.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard sizes.count <= RunSetup.mostLayers,
        sizes.allSatisfy({ $0.map(RunSetup.units.contains) ?? false })
      else { return nil }
      self = .hidden(sizes.compactMap(\.self))
    case "activation" where RunSetup.activations.contains(value): self = .activation(value)
    case "schedule" where value == "none": self = .schedule(nil)
    case "schedule":
      guard let plan = try? Schedules.parse(value) else { return nil }
      self = .schedule(plan)
    case "clipping":
      guard let bounds = Self.bounds(value) else { return nil }
      self = .clipping(bounds)
    default: return nil
    }
  }

  private static func text(of bounds: Clipping) -> String {
    let parts = [("norm", bounds.norm), ("value", bounds.value)].compactMap { name, bound in
      bound.map { "\(name) \(SettingText.number($0))" }
    }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  private static func bounds(_ text: String) -> Clipping? {
    if text == "none" { return Clipping.none }
    var (norm, value): (Double?, Double?) = (nil, nil)
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: " ")
      guard words.count == 2, let bound = Double(words[1]) else { return nil }
      switch words[0] {
      case "norm": norm = bound
      case "value": value = bound
      default: return nil
      }
    }
    return try? Clipping(norm: norm, value: value)
  }
}
