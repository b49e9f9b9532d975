/// One line of an optimizer's rule, in forms for more and for less room.
public struct FormulaLine: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// The same line, the longest form first; never empty.
  public let forms: [String]

  /// A line of several forms, the longest first.
  public init(_ long: String, _ shorter: String...) {
    forms = [long] + shorter
  }

  /// A line of one form.
  public init(stringLiteral value: String) {
    forms = [value]
  }

  /// The line of weight decay that goes into the gradient, where there is any, and what the gradient is called after it.
  static func decayedGradient(_ values: SettingValues) -> (lines: [FormulaLine], gradient: String) {
    values["weight_decay"] == 0 ? ([], "g") : ([FormulaLine("g' ← g + λ⋅W", "g'←g+λW")], "g'")
  }

  /// The line of weight decay that goes past the gradient, where there is any.
  static func decoupledDecay(_ values: SettingValues) -> [FormulaLine] {
    values["weight_decay"] == 0 ? [] : [FormulaLine("W ← W − lr⋅λ⋅W", "W←W−lrλW")]
  }
}
