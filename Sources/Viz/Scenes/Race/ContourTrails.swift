import Engine

/// The lanes' ways over a contour, with a mark where they began, one where each is, and one at the lowest place.
struct ContourTrails {
  let race: RaceSnapshot
  let surface: LossSurface
  let look: Look

  /// How many dots lie between two markers along a trail where colours do not tell trails apart.
  private static let markerDistance = 12

  /// Where a mark may stand: at its place, else beside it, else in the rows above and below.
  private static let around: [(x: Int, y: Int)] = [0, -1, 1, -2, 2].flatMap {
    (y: Int) -> [(x: Int, y: Int)] in
    [0, 1, -1, 2, -2, 3, -3].map { (x: $0, y: y) }
  }

  /// The lanes that are out of the contour's view at present.
  static func beyond(_ race: RaceSnapshot) -> [Int] {
    guard let view = race.surface?.view else { return [] }
    return race.lanes.indices.filter { lane in
      race.lanes[lane].trail.last.map { !view.contains($0) } ?? false
    }
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard race.pair == surface.pair else { return }
    var dots = DotMatrix(area)
    var marks: [(scalar: Unicode.Scalar, x: Int, y: Int, ink: Ink)] = []
    for lane in race.lanes.indices {
      let color = race.color(lane)
      var before: (point: TrailPoint, x: Int, y: Int)?
      var length = Self.markerDistance / 2 + lane * 3
      for point in race.lanes[lane].trail where point.first.isFinite && point.second.isFinite {
        let dot = place(point, dots)
        if let before, surface.view.contains(before.point) || surface.view.contains(point) {
          dots.setLine(from: (before.x, before.y), to: dot, color)
          length += max(abs(dot.x - before.x), abs(dot.y - before.y))
        }
        if length >= Self.markerDistance, surface.view.contains(point) {
          length = 0
          marks.append((race.marker(lane), area.x + dot.x / 2, area.y + dot.y / 4, Ink(color)))
        }
        before = (point, dot.x, dot.y)
      }
    }
    dots.draw(look, &canvas)
    if !look.hasHalfBlocks {
      for mark in marks { canvas.put(mark.scalar, x: mark.x, y: mark.y, mark.ink) }
    }
    drawMarks(in: area, dots, &canvas)
  }

  /// The marks that nothing hides: what has no place of its own stands beside it.
  private func drawMarks(in area: Rect, _ dots: DotMatrix, _ canvas: inout Canvas) {
    var taken: [(x: Int, y: Int)] = []
    func put(_ scalar: Unicode.Scalar, _ dot: (x: Int, y: Int), _ ink: Ink, _ canvas: inout Canvas) {
      let free = Self.around.map { (x: area.x + dot.x / 2 + $0.x, y: area.y + dot.y / 4 + $0.y) }.first {
        place in
        let isInside = place.x >= area.x && place.x < area.maxX && place.y >= area.y && place.y < area.maxY
        return isInside && !taken.contains { $0 == place }
      }
      guard let free else { return }
      taken.append(free)
      canvas.write(String(Character(scalar)), x: free.x, y: free.y, ink)
    }
    if let start = race.lanes[0].trail.first, surface.view.contains(start) {
      put("○", place(start, dots), Ink(Theme.text, .bold), &canvas)
    }
    if let lowest = surface.lowest {
      let point = TrailPoint(Float(lowest.first), Float(lowest.second))
      put("×", place(point, dots), Ink(Theme.text, .bold), &canvas)
    }
    // Where none has moved, all are where they began.
    guard race.lanes.contains(where: { $0.step > 0 }) else { return }
    for lane in race.lanes.indices {
      let trail = race.lanes[lane].trail
      guard let last = trail.last(where: { $0.first.isFinite && $0.second.isFinite }) else { continue }
      put(race.marker(lane), place(last, dots), Ink(race.color(lane), .bold), &canvas)
    }
  }

  /// The dot of a point; of one beyond an edge, that edge's.
  private func place(_ point: TrailPoint, _ dots: DotMatrix) -> (x: Int, y: Int) {
    func dot(_ value: Float, _ range: ClosedRange<Double>, _ count: Int) -> Int {
      let fraction = (Double(value) - range.lowerBound) / (range.upperBound - range.lowerBound)
      return min(count - 1, Int(min(1, max(0, fraction)) * Double(count)))
    }
    return (
      dot(point.first, surface.view.first, dots.width),
      dots.height - 1 - dot(point.second, surface.view.second, dots.height)
    )
  }
}

extension LossView {
  /// Whether a point is in view.
  fileprivate func contains(_ point: TrailPoint) -> Bool {
    first.contains(Double(point.first)) && second.contains(Double(point.second))
  }
}
