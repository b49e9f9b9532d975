extension Int {
  /// The number, counted from 1, in small figures below the line, as in x₁.
  var subscripted: String {
    let figures = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(String(self + 1).compactMap(\.wholeNumberValue).map { figures[$0] })
  }
}
