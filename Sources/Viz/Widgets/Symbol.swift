import Engine

/// How numbers are called on the screen: as in a formula, with indices from 0 as in PyTorch.
enum Symbol {
  /// A learning rate that a schedule may have made, in as many figures as tell it apart.
  static func rate(_ value: Double) -> String { NumberText.shortest(value, figures: 4) }

  /// A name with its indices below the line, such as "W₀₁"; a comma parts indices where one has two figures.
  static func element(_ name: String, _ indices: Int...) -> String { element(name, indices) }

  /// The same with any count of indices; without any, the name alone.
  static func element(_ name: String, _ indices: [Int]) -> String {
    let separator = indices.contains { $0 > 9 } && indices.count > 1 ? "," : ""
    return name + indices.map(subscripted).joined(separator: separator)
  }

  /// A number by its place: as in the article's formulas, and of other networks as Python names it.
  static func number(_ place: Place) -> String {
    ["layer.weight", "x", "y"].contains(place.tensor)
      ? element(tensor(place.tensor), place.index) : "\(place)"
  }

  /// A tensor by PyTorch's name: the article's have letters in its formulas, all others are called as in the state dict.
  static func tensor(_ name: String) -> String {
    switch name {
    case "layer.weight": "W"
    case "layer": "z"
    default: name
    }
  }

  /// What stopped being finite, such as "weight W₀₁ is inf".
  static func subject(_ fault: NonFinite) -> String { fault.subject(fault.place.map(number)) }

  private static func subscripted(_ index: Int) -> String {
    let figures = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(String(index).compactMap(\.wholeNumberValue).map { figures[$0] })
  }
}

extension Snapshot {
  /// The learning rate in force: as it was set, or as a schedule has made it.
  var rateText: String {
    // Of a run elsewhere, whether a schedule has made it is not known.
    schedule == nil && setup != nil ? NumberText.shortest(learningRate) : Symbol.rate(learningRate)
  }
}
