import Engine

/// The real loss over two weights of a row, as bands between contour lines, with each lane's trail on it.
struct ContourPanel {
  let race: RaceSnapshot
  /// The row whose first two weights are shown.
  let row: Int
  let look: Look

  private static let bands = Theme.contours.count

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let width = race.layer?.input.count ?? 0
    let axes =
      width > 1 ? "\(Symbol.element("W", row, 0)) → · ↑ \(Symbol.element("W", row, 1))" : ""
    let inside = Panel(title: "loss over two weights", caption: area.width >= 46 ? axes : "").draw(
      in: area, &canvas)
    guard width > 1 else {
      canvas.write(
        canvas.shortened("one weight a row: no pair to show", to: inside.width), x: inside.x, y: inside.y,
        limit: inside.maxX, Theme.quiet)
      return
    }
    guard inside.width >= 12, inside.height >= 5 else { return }
    let map = inside.rows(0, inside.height - 1)
    let places = race.lanes.flatMap { $0.trail.map { place($0) } }
    let horizontal = SpanRange(places.map(\.0))
    let vertical = SpanRange(places.map(\.1))
    drawBands(horizontal, vertical, in: map, &canvas)
    for lane in race.lanes { drawTrail(lane, horizontal, vertical, in: map, &canvas) }
    let axis = inside.rows(inside.height - 1, 1)
    func text(_ value: Double) -> String { NumberText.compact(value, width: 7, signed: true) }
    let height = "\(text(vertical.low)) to \(text(vertical.high)) upward"
    var labels = TickLabels()
    labels.draw(
      [
        (text(horizontal.low), axis.x), (text(horizontal.high), axis.maxX - 1),
        (height, axis.x + axis.width / 2),
      ]
      .map { TickLabels.Label(text: $0, column: $1) }, in: axis, &canvas)
  }

  /// The two weights that are shown, of a point of a trail.
  private func place(_ point: [Float]) -> (Double, Double) {
    (Double(point[2 * row]), Double(point[2 * row + 1]))
  }

  /// Bands of equal loss between the smallest and the largest in view; a darker line parts them.
  private func drawBands(
    _ horizontal: SpanRange, _ vertical: SpanRange, in area: Rect, _ canvas: inout Canvas
  ) {
    let slice = race.slices[row]
    var losses: [Double] = []
    for y in 0..<area.height {
      for x in 0..<area.width {
        losses.append(
          slice.loss(
            horizontal.value(x, of: area.width), vertical.value(area.height - 1 - y, of: area.height)))
      }
    }
    let finite = losses.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max(), most > least else { return }
    let marks: [Unicode.Scalar] = look.glyphs == .unicode ? [" ", "·", "∘", "░"] : [" ", ".", "-", "+"]
    for (index, loss) in losses.enumerated() where loss.isFinite {
      // The square root spreads the bands near the minimum, where the trails end.
      let depth = ((loss - least) / (most - least)).squareRoot()
      let band = min(Self.bands - 1, max(0, Int(depth * Double(Self.bands))))
      let (x, y) = (area.x + index % area.width, area.y + index / area.width)
      if !look.hasShades {
        canvas.put(marks[band * marks.count / Self.bands], x: x, y: y, Theme.quiet)
      } else {
        canvas.put(" ", x: x, y: y, Ink(Theme.text, on: Theme.contours[band]))
      }
    }
  }

  private func drawTrail(
    _ lane: RaceSnapshot.Lane, _ horizontal: SpanRange, _ vertical: SpanRange, in area: Rect,
    _ canvas: inout Canvas
  ) {
    var dots = DotMatrix(area)
    var before: (x: Int, y: Int)?
    for weight in lane.trail {
      let (first, second) = place(weight)
      guard first.isFinite, second.isFinite else { continue }
      let dot = (
        x: horizontal.place(first, of: dots.width),
        y: dots.height - 1 - vertical.place(second, of: dots.height)
      )
      dots.setLine(from: before ?? dot, to: dot, lane.optimizer.color)
      before = dot
    }
    dots.draw(look, &canvas)
    guard let start = lane.trail.first.map(place), let end = before else { return }
    let startX = area.x + horizontal.place(start.0, of: dots.width) / 2
    let startY = area.y + (dots.height - 1 - vertical.place(start.1, of: dots.height)) / 4
    canvas.put("○", x: startX, y: startY, Ink(Theme.text, .bold))
    canvas.put(
      lane.optimizer.marker, x: area.x + end.x / 2, y: area.y + end.y / 4, Ink(lane.optimizer.color, .bold))
  }
}

/// An axis over some numbers, on round ends that stand still while they grow a little.
private struct SpanRange {
  let low: Double
  let high: Double

  init(_ numbers: [Double]) {
    let finite = numbers.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    let unit = Axis.niceCeiling(max(most - least, 0.5) / 2)
    low = ((least - unit / 4) / unit).rounded(.down) * unit
    high = max(((most + unit / 4) / unit).rounded(.up) * unit, low + unit)
  }

  /// The number at place `index` of `count`.
  func value(_ index: Int, of count: Int) -> Double {
    low + (high - low) * Double(index) / Double(max(1, count - 1))
  }

  /// The place of a number among `count`.
  func place(_ value: Double, of count: Int) -> Int {
    Int((min(1, max(0, (value - low) / (high - low))) * Double(count - 1)).rounded())
  }
}
