import Engine
import Languages

/// A trained matrix, or its gradient, as a heat map.
struct WeightsPanel {
  private let title: String
  /// `nil` where there is none yet.
  private let matrix: ReducedTensor?
  private let look: Look

  /// The weights W.
  static func weights(_ state: AppState) -> WeightsPanel {
    let parameter = state.shownParameter
    let name = parameter.map { " " + Symbol.tensor($0.name) } ?? ""
    let title = say("overview.weights", "weights")
    return WeightsPanel(title: title + name, matrix: parameter?.value, look: state.look)
  }

  /// ∂L/∂W at the present weights.
  static func gradient(_ state: AppState) -> WeightsPanel {
    let parameter = state.shownParameter
    let name = parameter.map { " ∂L/∂" + Symbol.tensor($0.name) } ?? ""
    let title = say("overview.gradient", "gradient")
    return WeightsPanel(title: title + name, matrix: parameter?.gradient, look: state.look)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let shape = (matrix?.shape ?? []).map { String($0) }.joined(separator: "×")
    let title = canvas.shortened(title, to: area.width - 4)
    let inside = Panel(title: title, caption: shape).draw(in: area, &canvas)
    guard let matrix, matrix.count == 0 || matrix.blocks.count > 0 else {
      return canvas.writeCentered(
        say("overview.notToldYet", "not told yet"), in: inside, row: inside.height / 2, Theme.quiet)
    }
    HeatMap(matrix: matrix.blocks, look: look, tallestCell: 5, whole: matrix.shape).draw(in: inside, &canvas)
  }
}
