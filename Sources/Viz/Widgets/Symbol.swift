import Engine

/// How numbers are called on the screen: as in a formula, with indices from 0 as in PyTorch.
enum Symbol {
  /// A name with its indices below the line, such as "W₀₁"; a comma parts indices where one has two figures.
  static func element(_ name: String, _ indices: Int...) -> String { element(name, indices) }

  private static func element(_ name: String, _ indices: [Int]) -> String {
    let separator = indices.contains { $0 > 9 } && indices.count > 1 ? "," : ""
    return name + indices.map(subscripted).joined(separator: separator)
  }

  /// A number by its place; the only weight there is has a letter in the formulas.
  static func number(_ place: Place) -> String {
    element(place.tensor == "layer.weight" ? "W" : place.tensor, place.index)
  }

  /// What stopped being finite, such as "weight W₀₁ is inf".
  static func subject(_ fault: NonFinite) -> String {
    let separator = fault.indices.contains { $0 > 9 } ? "," : ""
    let indices = fault.indices.map(subscripted).joined(separator: separator)
    return "\(fault.tensor)\(indices) is \(fault.value.isNaN ? "nan" : fault.value.description)"
  }

  private static func subscripted(_ index: Int) -> String {
    let figures = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(String(index).compactMap(\.wholeNumberValue).map { figures[$0] })
  }
}
