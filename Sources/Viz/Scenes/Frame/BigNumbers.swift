import Engine
import Languages

/// The main numbers of a scene alone, as large as the screen allows: for the back row.
struct BigNumbers {
  /// One of them, with what it is.
  struct Number: Equatable {
    let name: String
    let text: String
    var ink = Theme.strong
    /// The widest text of its kind, so that nothing moves when it changes.
    var widest = "−0.0000"
  }

  /// From what matters most on; the last give way.
  let numbers: [Number]

  /// How many are shown at the least, where they have room at all.
  var fewest = 3

  private struct Layout {
    let count: Int
    let columns: Int
    let scale: Int

    var rows: Int { (count + columns - 1) / columns }
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let layout = layout(in: area, canvas.look) else { return }
    let room = area.width / layout.columns
    let height = BigText.height(scale: layout.scale, canvas.look) + 1
    let slot = area.height / layout.rows
    let width = widest(layout.count) * layout.scale
    for (index, number) in numbers.prefix(layout.count).enumerated() {
      let (row, column) = (index / layout.columns, index % layout.columns)
      let x = area.x + column * room + max(1, (room - width) / 2)
      let y = area.y + row * slot + (slot - height + 1) / 2
      canvas.write(canvas.shortened(number.name, to: room - 2), x: x, y: y, limit: area.maxX, Theme.quiet)
      BigText(text: number.text, scale: layout.scale, ink: number.ink).draw(x: x, y: y + 1, &canvas)
    }
  }

  /// The columns of pixels of the widest of the first numbers.
  private func widest(_ count: Int) -> Int {
    numbers.prefix(count).map { max(BigText.pixelColumns($0.widest), BigText.pixelColumns($0.text)) }.max()
      ?? 0
  }

  /// The largest that fits, and of those the one with the most numbers.
  private func layout(in area: Rect, _ look: Look) -> Layout? {
    var best: Layout?
    for count in (0...numbers.count).reversed() where count > 0 {
      // Fewer only where no more have room at all.
      if count < fewest, best != nil { break }
      for columns in 1...2 where columns <= count {
        for scale in 1...12 {
          let layout = Layout(count: count, columns: columns, scale: scale)
          let height = layout.rows * (BigText.height(scale: scale, look) + 1)
          guard height <= area.height, (widest(count) * scale + 2) * columns <= area.width else { break }
          if scale > best?.scale ?? 0 { best = layout }
        }
      }
    }
    return best
  }
}

extension BigNumbers {
  /// How a run does: its loss, its accuracy where there is one, its rate and its step.
  init(run state: AppState) {
    let snapshot = state.snapshot
    let fault = snapshot.fault.map { _ in Ink(Theme.bad, .bold) }
    var numbers = [
      Number(
        name: say("frame.loss", "loss"), text: NumberText.compact(Double(snapshot.loss), width: 7),
        ink: fault ?? Theme.strong)
    ]
    let point = state.report.evaluations.points.last { $0.step <= snapshot.step }
    if let accuracy = point?.heldOut?.accuracy {
      numbers.append(
        Number(
          name: say("frame.heldOutAccuracy", "right of the rows held out"),
          text: NumberText.percent(accuracy), widest: "99.9 %"))
    } else if let accuracy = point?.training.accuracy {
      numbers.append(
        Number(
          name: say("frame.trainingAccuracy", "right of the training rows"),
          text: NumberText.percent(accuracy), widest: "99.9 %"))
    }
    let rule = snapshot.optimizer.rule
    numbers += [
      Number(
        name: say("frame.rateOf", "learning rate of \(rule.title)"),
        text: NumberText.shortest(snapshot.learningRate, figures: 4),
        ink: Ink(rule.color, .bold)),
      Number(name: say("frame.step", "step"), text: NumberText.grouped(snapshot.step)),
    ]
    self.init(numbers: numbers)
  }

  /// The loss of each lane of a race.
  init(_ race: RaceSnapshot) {
    self.init(
      numbers: race.lanes.enumerated().map { place, lane in
        Number(
          name: race.comparesOptimizers
            ? "\(lane.optimizer.title), lr \(Symbol.rate(lane.learningRate))" : race.name(of: lane),
          text: NumberText.compact(Double(lane.means.latest ?? lane.loss), width: 6),
          ink: Ink(race.color(place), .bold), widest: "0.0000")
      }, fewest: race.lanes.count)
  }

  /// The shapes of the pooling scene's stages.
  init(_ pooling: PoolingState) {
    self.init(
      numbers: pooling.pipeline.stages.filter { !$0.axes.isEmpty }.map { stage in
        Number(
          name: stage.name, text: stage.tensor.shape.map { String($0) }.joined(separator: "×"), widest: "")
      })
  }
}
