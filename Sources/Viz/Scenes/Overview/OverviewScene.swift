import Engine

/// The default scene: weights, gradient, loss, optimizer, the proof of the gradient, prediction against target.
struct OverviewScene: Scene {
  let name = "overview"
  let keyScopes: [KeyScope] = [.stepping, .training, .plot, .parameters, .samples, .ownRow, .pages]

  /// The parts of the scene, each drawn by a file beside this one.
  private enum Part {
    case weights, gradient, loss, optimizer, check, prediction, graph, parameters, row
  }

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    for (part, rect) in layout(area.rows(2), state) {
      switch part {
      case .weights: WeightsPanel.weights(state).draw(in: rect, &canvas)
      case .gradient: WeightsPanel.gradient(state).draw(in: rect, &canvas)
      case .loss: LossPanel(state: state).draw(in: rect, &canvas)
      case .optimizer: OptimizerPanel(state: state).draw(in: rect, &canvas)
      case .check where state.showsRatePreview: RatePanel(state: state).draw(in: rect, &canvas)
      case .check: CheckPanel(state: state).draw(in: rect, &canvas)
      case .parameters: ParameterTable(state: state).draw(in: rect, &canvas)
      case .row: RowPanel(state: state).draw(in: rect, &canvas)
      case .prediction: PredictionPanel(state: state).draw(in: rect, &canvas)
      case .graph: GraphPanel(state: state).draw(in: rect, &canvas)
      }
    }
  }

  /// What the mouse does on the plot of the loss and on the parameters.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    for (part, rect) in layout(area.rows(2), state) where rect.contains(x: mouse.x, y: mouse.y) {
      switch part {
      case .loss: return LossPanel(state: state).action(for: mouse, in: rect)
      case .parameters: return ParameterTable(state: state).action(for: mouse, in: rect)
      default: break
      }
    }
    return nil
  }

  /// As many parts as fit; on small screens those go first that are worth least. The second page shows what the first has
  /// no room for.
  private func layout(_ area: Rect, _ state: AppState) -> [(Part, Rect)] {
    guard state.snapshot.article != nil else {
      return state.page == 1 && !isWhole(area) ? networkDetails(area) : network(area, state)
    }
    guard state.page == 1, lacksGraph(area) else { return firstPage(area) }
    let height = min(area.height, max(GraphPanel.height(state.snapshot), area.height * 55 / 100))
    let below = area.rows(height)
    guard below.height >= 7 else { return [(.graph, area)] }
    let graph = (Part.graph, area.rows(0, height))
    guard area.width >= 78 else { return [graph, (.loss, below)] }
    let half = below.columns(0, below.width * 60 / 100)
    return [graph, (.loss, half), (.prediction, below.columns(half.width))]
  }

  func hasSecondPage(in area: Rect) -> Bool { lacksGraph(area.rows(2)) }

  /// Whether one page has room for all that there is of a network.
  private func isWhole(_ area: Rect) -> Bool { area.width >= 100 && area.height >= 30 }

  /// A network: its parameters in a table, the chosen one as it is, the loss and the proof.
  private func network(_ area: Rect, _ state: AppState) -> [(Part, Rect)] {
    guard area.width >= 60 else {
      let count = min(3, max(1, area.height / 7))
      let order: [Part] = [.loss, .parameters, .weights]
      return Array(zip(order, area.splitRows(count)))
    }
    let right = max(28, area.width * 38 / 100)
    let (left, column) = (area.columns(0, area.width - right), area.columns(area.width - right))
    let table = min(max(5, ParameterTable.height(state)), max(5, area.height * 45 / 100))
    let maps = left.rows(table)
    var parts: [(Part, Rect)] = [(.parameters, left.rows(0, table))]
    let whole = isWhole(area)
    let (upper, lower) = (
      maps.rows(0, whole ? maps.height * 52 / 100 : maps.height),
      maps.rows(whole ? maps.height * 52 / 100 : maps.height)
    )
    if upper.height >= 4 { parts += zip([.weights, .gradient], upper.splitColumns(2)).map { ($0, $1) } }
    if lower.height >= 4 { parts += zip([.optimizer, .row], lower.splitColumns(2)).map { ($0, $1) } }
    let proof = max(7, column.height * (whole ? 30 : 38) / 100)
    guard column.height >= 14 else { return parts + [(.loss, column)] }
    return parts + [
      (.loss, column.rows(0, column.height - proof)), (.check, column.rows(column.height - proof)),
    ]
  }

  /// What has no room on the first page of a network.
  private func networkDetails(_ area: Rect) -> [(Part, Rect)] {
    let rows = area.splitRows(area.height >= 14 ? 2 : 1)
    guard area.width >= 60 else { return zip([Part.optimizer, .row], rows).map { ($0, $1) } }
    let upper = zip([Part.optimizer, .row], rows[0].splitColumns(2)).map { ($0, $1) }
    return rows.count == 1
      ? upper : upper + zip([Part.weights, .gradient], rows[1].splitColumns(2)).map { ($0, $1) }
  }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    interest.wantsParameter = true
    guard state.snapshot.article == nil else { return }
    interest.wantsSummaries = true
    interest.row = state.row
  }

  private func lacksGraph(_ area: Rect) -> Bool { !firstPage(area).contains { $0.0 == .graph } }

  private func firstPage(_ area: Rect) -> [(Part, Rect)] {
    if area.width >= 78 { return wide(area) }
    if area.width >= 52 {
      return grid(area, columns: [[.weights, .gradient, .optimizer], [.loss, .check, .prediction]])
    }
    return grid(area, columns: [[.loss, .weights, .gradient, .check, .optimizer, .prediction]])
  }

  /// Three columns, the loss in the widest.
  private func wide(_ area: Rect) -> [(Part, Rect)] {
    let lossWidth = max(28, area.width * 37 / 100)
    let pair = area.columns(0, area.width - lossWidth).splitColumns(2)
    let right = area.columns(area.width - lossWidth)
    guard area.height >= 18 else {
      return [(.weights, pair[0]), (.gradient, pair[1]), (.loss, right)]
    }
    let hasGraph = area.height >= 33
    let graphHeight = hasGraph ? max(9, area.height * 26 / 100) : 0
    let upper = (area.height - graphHeight) * 50 / 100
    let lower = area.height - graphHeight - upper
    let predictionHeight = hasGraph ? graphHeight : max(7, area.height * 38 / 100)
    var parts: [(Part, Rect)] = [
      (.weights, pair[0].rows(0, upper)), (.gradient, pair[1].rows(0, upper)),
      (.optimizer, pair[0].rows(upper, lower)), (.check, pair[1].rows(upper, lower)),
      (.loss, right.rows(0, area.height - predictionHeight)),
      (.prediction, right.rows(area.height - predictionHeight)),
    ]
    if hasGraph {
      parts.append((.graph, area.columns(0, area.width - lossWidth).rows(upper + lower)))
    }
    return parts
  }

  /// Columns of equal width; each holds as many of its parts, from the first on, as have seven rows.
  private func grid(_ area: Rect, columns: [[Part]]) -> [(Part, Rect)] {
    zip(columns, area.splitColumns(columns.count)).flatMap { parts, column in
      let count = min(parts.count, max(1, column.height / 7))
      return Array(zip(parts, column.splitRows(count)))
    }
  }
}
