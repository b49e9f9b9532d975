import Engine
import Languages

/// A program that trains by itself: its parameters, its loss, the chosen parameter as it is, its ranks and what it prints.
struct WatchScene: Scene {
  let name = "overview"
  let keyScopes: [KeyScope] = [.stepping, .training, .plot, .parameters, .pages]

  private enum Part {
    case parameters, loss, weights, gradient, optimizer, ranks, output, starting
  }

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    for (part, rect) in layout(area.rows(2), state) {
      switch part {
      case .parameters: ParameterTable(state: state).draw(in: rect, &canvas)
      case .loss: LossPanel(state: state).draw(in: rect, &canvas)
      case .weights: WeightsPanel.weights(state).draw(in: rect, &canvas)
      case .gradient: WeightsPanel.gradient(state).draw(in: rect, &canvas)
      case .optimizer: OptimizerPanel(state: state).draw(in: rect, &canvas)
      case .ranks: RanksPanel(state: state).draw(in: rect, &canvas)
      case .output: OutputPanel(state: state).draw(in: rect, &canvas)
      case .starting: StartingPanel(state: state).draw(in: rect, &canvas)
      }
    }
  }

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

  func hasSecondPage(in area: Rect) -> Bool { !isWhole(area.rows(2)) }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    interest.wantsSummaries = true
    let maps = layout(area.rows(2), state).filter { [.weights, .gradient, .optimizer].contains($0.0) }.map(
      \.1)
    interest.wantsParameter = !maps.isEmpty
    interest.cells = .cells(of: maps)
  }

  func explanations(_ look: Look) -> [Explanation] { Explanation.watched + [.cells(look)] + Explanation.plot }

  /// Whether one page has room for all.
  private func isWhole(_ area: Rect) -> Bool { area.width >= 100 && area.height >= 24 }

  private func layout(_ area: Rect, _ state: AppState) -> [(Part, Rect)] {
    let hasOutput = state.report.watched?.output != nil
    guard !state.snapshot.parameters.isEmpty else {
      let rows = hasOutput ? area.splitRows(2) : [area]
      return zip([.starting, .output], rows).map { ($0, $1) }
    }
    let outputHeight =
      !hasOutput ? 0 : area.height >= 26 ? max(5, area.height * 18 / 100) : area.height >= 16 ? 4 : 0
    let output: [(Part, Rect)] = outputHeight > 0 ? [(.output, area.rows(area.height - outputHeight))] : []
    let area = area.rows(0, area.height - outputHeight)
    guard area.width >= 60 else {
      let order: [Part] = state.page == 0 ? [.loss, .parameters] : [.weights, .gradient]
      return Array(zip(order, area.splitRows(min(2, max(1, area.height / 6))))) + output
    }
    if !isWhole(area.rows(0, area.height + outputHeight)) {
      return (state.page == 0 ? tableAndLoss(area, state) : maps(area)) + output
    }
    let upper = min(
      max(ParameterTable.height(state) + ranksHeight(state), area.height * 45 / 100), area.height * 60 / 100)
    return tableAndLoss(area.rows(0, upper), state) + maps(area.rows(upper)) + output
  }

  private func ranksHeight(_ state: AppState) -> Int { (state.report.watched?.world ?? 1) > 1 ? 3 : 0 }

  private func tableAndLoss(_ area: Rect, _ state: AppState) -> [(Part, Rect)] {
    let right = max(28, area.width * 38 / 100)
    let (left, column) = (area.columns(0, area.width - right), area.columns(area.width - right))
    let ranks = left.height >= 12 ? ranksHeight(state) : 0
    let parts: [(Part, Rect)] = [(.parameters, left.rows(0, left.height - ranks)), (.loss, column)]
    return parts + (ranks > 0 ? [(.ranks, left.rows(left.height - ranks))] : [])
  }

  private func maps(_ area: Rect) -> [(Part, Rect)] {
    Array(zip([Part.weights, .gradient, .optimizer], area.splitColumns(3)))
  }
}

extension PictureSize {
  /// The numbers that the largest of some panels can show in cells.
  static func cells(of panels: [Rect]) -> PictureSize {
    // Two of them one above the other in each row, and none for the frame and the legend.
    PictureSize(
      columns: (panels.map(\.width).max() ?? 0) - 4, rows: 2 * (panels.map(\.height).max() ?? 0) - 8)
  }
}

extension Explanation {
  /// What is shown of a program that is watched.
  static var watched: [Explanation] {
    [
      Explanation(
        say("watch.speed", "steps/s"),
        say("watch.speedMeans", "as the program steps by itself; viz takes no step for it")),
      Explanation(
        say("watch.costSample", "watch 0.3 %"),
        say("watch.costMeans", "the share of the program's time that being watched takes")),
      Explanation(
        say("watch.ownRateSample", "lr = its own × 0.5"),
        say(
          "watch.ownRateMeans",
          "the rate in force: the program's or its schedule's, times what keys made of it")),
      Explanation(
        say("watch.ratioSample", "update ÷ weight"),
        say(
          "watch.ratioMeans",
          "how far the last step moved a parameter, over the parameter itself; 1/1 000 is usual")),
      Explanation(
        say("watch.spreadSample", "spread"),
        say(
          "watch.spreadMeans",
          "how the numbers of a parameter, or of every k-th of them, lie between −max and max")),
      Explanation(
        say("watch.largestSample", "largest of 7×256"),
        say("watch.largestMeans", "each cell is the number of largest magnitude among so many")),
    ]
  }
}
