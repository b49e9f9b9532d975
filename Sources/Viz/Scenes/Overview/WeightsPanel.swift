import Engine

/// A trained matrix, or its gradient, as a heat map.
struct WeightsPanel {
  private let title: String
  private let matrix: ReducedTensor
  private let look: Look

  /// The weights W.
  static func weights(_ state: AppState) -> WeightsPanel {
    let parameter = state.shownParameter
    return WeightsPanel(
      title: "weights \(Symbol.tensor(parameter.name))", matrix: parameter.value, look: state.look)
  }

  /// ∂L/∂W at the present weights.
  static func gradient(_ state: AppState) -> WeightsPanel {
    let parameter = state.shownParameter
    return WeightsPanel(
      title: "gradient ∂L/∂\(Symbol.tensor(parameter.name))", matrix: parameter.gradient, look: state.look)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let shape = matrix.shape.map { String($0) }.joined(separator: "×")
    let title = canvas.shortened(title, to: area.width - 4)
    let inside = Panel(title: title, caption: shape).draw(in: area, &canvas)
    HeatMap(matrix: matrix.blocks, look: look, tallestCell: 5, whole: matrix.shape).draw(in: inside, &canvas)
  }
}
