import Engine
import Languages
import RealModule

/// What the network has learned of the plane: its prediction at every place, under the points of the data.
struct PlanePanel {
  let state: AppState
  let view: UnitView

  /// So many points of each part are drawn.
  private static let mostPoints = 400

  /// How fine the picture is: a number for each pixel.
  static func picture(in area: Rect, _ look: Look) -> PictureSize {
    let inside = map(in: area.inset(2, 1))
    return PictureSize(columns: inside.width, rows: inside.height * PixelPicture.pixelsPerCell(look))
  }

  /// The rows above the legend.
  private static func map(in inside: Rect) -> Rect {
    inside.rows(0, inside.height - (inside.height >= 8 ? 1 : 0))
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(
      title: say("network.learned", "what it has learned"), caption: caption(in: area),
      captionInk: Ink(Theme.good, .bold)
    )
    .draw(in: area, &canvas)
    guard case .plane(let range, _) = view.about, inside.height >= 2 else { return }
    let map = Self.map(in: inside)
    let (numbers, limit) = surface
    // Of another size is a picture that was asked for before the screen had this one.
    PixelPicture(
      numbers: numbers, columns: view.picture.columns, rows: view.picture.rows, colors: .dimmedDiverging,
      limit: limit, look: state.look
    ).draw(in: map, &canvas)
    guard let examples = state.snapshot.examples else { return }
    if let heldOut = examples.heldOut { drawPoints(heldOut, isHeldOut: true, range, in: map, &canvas) }
    drawPoints(examples.training, isHeldOut: false, range, in: map, &canvas)
    drawRow(range, in: map, &canvas)
    if map.height < inside.height { drawLegend(examples, in: inside.rows(map.height), &canvas) }
  }

  /// How well it does on the rows held out, or on all, in as many words as there is room for.
  private func caption(in area: Rect) -> String {
    guard let point = state.report.evaluations.points.last else { return "" }
    let isHeldOut = point.heldOut != nil
    let evaluation = point.heldOut ?? point.training
    if let accuracy = evaluation.accuracy {
      let percent = NumberText.percent(accuracy)
      guard area.width >= 42 else { return percent }
      return isHeldOut
        ? say("network.heldOutShare", "held out \(percent)")
        : say("network.trainingShare", "training \(percent)")
    }
    let loss = NumberText.compact(evaluation.loss, width: 8)
    guard area.width >= 46 else { return "" }
    return isHeldOut
      ? say("network.heldOutLoss", "held out loss \(loss)")
      : say("network.trainingLoss", "training loss \(loss)")
  }

  /// The prediction as one signed number a place, and the largest that colours tell: which class it is nearer to.
  private var surface: (numbers: [Float], limit: Double) {
    let count = view.picture.columns * view.picture.rows
    guard count > 0, view.prediction.count % count == 0, !view.prediction.isEmpty else { return ([], 1) }
    let outputs = view.prediction.count / count
    if outputs == 1 {
      let middle = state.snapshot.threshold ?? 0
      return (view.prediction.map { $0 - middle }, middle == 0 ? 1 : 0.5)
    }
    // Of several scores, how far the largest is ahead tells nothing of which it is: of two, the second beside the first.
    return (
      stride(from: 0, to: view.prediction.count, by: outputs).map {
        let (first, second) = (view.prediction[$0], view.prediction[$0 + 1])
        return 2 / (1 + Float.exp(first - second)) - 1
      }, 1
    )
  }

  // MARK: - Points

  private func drawPoints(
    _ data: DataSet, isHeldOut: Bool, _ range: PlaneRange, in map: Rect, _ canvas: inout Canvas
  ) {
    for row in 0..<min(data.rows, Self.mostPoints) {
      let example = data.example(row)
      guard let target = example.target.first, let place = place(example.features, range, in: map) else {
        continue
      }
      let look = look(of: target, data)
      canvas.put(isHeldOut ? look.hollow : look.solid, x: place.x, y: place.y, Ink(look.color, .bold))
    }
  }

  /// The row that is followed, marked on both sides.
  private func drawRow(_ range: PlaneRange, in map: Rect, _ canvas: inout Canvas) {
    guard let row = state.snapshot.row, let place = place(row.stages[0].data.elements, range, in: map) else {
      return
    }
    let ink = Ink(Theme.key, .bold)
    if place.x > map.x { canvas.put("▸", x: place.x - 1, y: place.y, ink) }
    if place.x + 1 < map.maxX { canvas.put("◂", x: place.x + 1, y: place.y, ink) }
    if case .own = row.choice { canvas.put("×", x: place.x, y: place.y, ink) }
  }

  /// Where a point of the plane is on the map.
  private func place(_ features: [Float], _ range: PlaneRange, in map: Rect) -> (x: Int, y: Int)? {
    guard features.count == 2 else { return nil }
    let x = (features[0] - range.x.lowerBound) / (range.x.upperBound - range.x.lowerBound)
    let y = (range.y.upperBound - features[1]) / (range.y.upperBound - range.y.lowerBound)
    guard (0..<1).contains(x), (0..<1).contains(y) else { return nil }
    return (map.x + Int(x * Float(map.width)), map.y + Int(y * Float(map.height)))
  }

  /// What the network says of the row that is followed.
  private func rowWords() -> [String] {
    guard let row = state.snapshot.row else { return [] }
    let name = row.choice.name
    let output = row.prediction.first.map { NumberText.compact(Double($0), width: 7, signed: true) } ?? ""
    guard let said = ClassScores(state.snapshot, prediction: row.prediction)?.best else {
      return [say("network.rowGives", "▸◂ \(name): \(output)"), "▸◂ \(output)"]
    }
    return [
      say("network.rowIsSaid", "▸◂ \(name) is said to be \(said)"),
      say("network.rowGives", "▸◂ \(name): \(said)"), "▸◂ \(said)",
    ]
  }

  /// How a point is drawn: by its class, or by the sign of its value.
  private func look(of target: Float, _ data: DataSet) -> (
    solid: Unicode.Scalar, hollow: Unicode.Scalar, color: Color
  ) {
    let shapes: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("●", "○"), ("■", "□"), ("▲", "△"), ("◆", "◇"), ("▼", "▽"),
    ]
    guard let classes = data.classCount else {
      let (solid, hollow) = target < 0 ? shapes[1] : shapes[0]
      return (solid, hollow, target < 0 ? Theme.negative : Theme.positive)
    }
    let place = max(0, Int(target))
    if classes == 2 {
      let (solid, hollow) = place == 0 ? shapes[1] : shapes[0]
      return (solid, hollow, place == 0 ? Theme.negative : Theme.positive)
    }
    let (solid, hollow) = shapes[place % shapes.count]
    return (solid, hollow, Theme.classes[place % Theme.classes.count])
  }

  private func drawLegend(_ examples: TrainingData, in row: Rect, _ canvas: inout Canvas) {
    let data = examples.training
    let entries: [(String, Float)]
    if let names = data.shownClasses {
      entries = names.enumerated().map { ($1, Float($0)) }.reversed()
    } else {
      entries = [("> 0", 1), ("< 0", -1)]
    }
    var x = row.x
    for (name, target) in entries {
      let look = look(of: target, data)
      guard x + 3 + canvas.columns(name) <= row.maxX else { return }
      canvas.put(look.solid, x: x, y: row.y, Ink(look.color, .bold))
      x = canvas.write(name, x: x + 2, y: row.y, Theme.quiet) + 3
    }
    // What is said of a row of one's own comes before a word of the legend.
    var needed = 0
    if case .own? = state.snapshot.row?.choice {
      needed = rowWords().last.map { canvas.columns($0) + 1 } ?? 0
    }
    let heldOut = say("network.heldOut", "held out")
    if examples.heldOut != nil, x + 4 + canvas.columns(heldOut) + needed <= row.maxX {
      canvas.put("○", x: x, y: row.y, Theme.plain)
      x = canvas.write(heldOut, x: x + 2, y: row.y, Theme.quiet) + 3
    }
    if let words = rowWords().first(where: { x + canvas.columns($0) <= row.maxX }) {
      canvas.writeRight(words, maxX: row.maxX, y: row.y, Ink(Theme.key))
    }
  }
}
