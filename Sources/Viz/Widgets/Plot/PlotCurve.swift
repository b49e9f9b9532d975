/// A line of a plot in its columns of dots, ready to be drawn.
struct PlotCurve {
  let line: PlotLine
  let columns: [PlotColumn]
  private let colors: [Color]
  private let look: Look

  /// How many dots lie between two markers of a line.
  private static let markerDistance = 16
  /// How many dots a dash has, and the gap behind it.
  private static let dash = 3

  init(_ line: PlotLine, _ steps: StepAxis, _ losses: VerticalAxis, _ dots: DotMatrix, _ look: Look) {
    self.line = line
    self.look = look
    columns = line.columns(steps, losses, width: dots.width, height: dots.height)
    let end = Double(max(1, dots.width - 1))
    colors = columns.map { line.color(Int(steps.step(at: Double($0.x) / end))) }
  }

  /// Whether the line has gaps, which tell it from others.
  var isDashed: Bool { line.isDashed }

  /// The colour at the line's end.
  var endColor: Color { colors.last ?? line.color(0) }

  /// Sets faint dots over the extent of the losses in each column, so that no spike is lost; they stand apart, which tells
  /// them from the line without colour.
  func setSpread(_ dots: inout DotMatrix) {
    for (column, color) in zip(columns, colors) where column.bottom > column.top {
      for y in column.top...column.bottom
      where (column.x + y) % 2 == 0 || y == column.top || y == column.bottom {
        dots.set(column.x, y, color.faded)
      }
    }
  }

  /// Sets the dots of the mean, each column joined to the one before, so that the line has no gap; of points, dashes as long
  /// as the line goes, however steep.
  func setLine(_ dots: inout DotMatrix) {
    var before: PlotColumn?
    var length = 0
    for (column, color) in zip(columns, colors) {
      var (from, to) = (column.mean, column.mean)
      if let before, before.x == column.x - 1 {
        from = min(from, before.mean + 1)
        to = max(to, before.mean - 1)
      }
      let isFalling = before.map { $0.mean < column.mean } ?? true
      for place in 0...to - from {
        if !isDashed || length / Self.dash % 2 == 0 {
          dots.set(column.x, isFalling ? from + place : to - place, color)
        }
        length += 1
      }
      before = column
    }
  }

  /// Shades what lies under a filled line, where there are shades for it.
  func drawShade(in plot: Rect, _ canvas: inout Canvas) {
    guard line.isFilled, look.hasHalfBlocks else { return }
    var top = [Int](repeating: .max, count: plot.width)
    var shades = [Color](repeating: Theme.background, count: plot.width)
    for (column, color) in zip(columns, colors) {
      // From the middle of the curve's own cell on, the cell counts as under it.
      top[column.x / 2] = min(top[column.x / 2], (column.mean + 2) / 4)
      shades[column.x / 2] = color.shade
    }
    for y in 0..<plot.height {
      for x in 0..<plot.width where y >= top[x] {
        canvas.put(" ", x: plot.x + x, y: plot.y + y, Ink(Theme.text, on: shades[x]))
      }
    }
  }

  /// Where colours do not tell lines apart, the line's marker along it, beside those of the other lines.
  func drawMarkers(_ index: Int, of count: Int, in plot: Rect, _ canvas: inout Canvas) {
    guard let marker = line.marker, !look.hasHalfBlocks else { return }
    let first = Self.markerDistance * (index + 1) / (count + 1)
    for (column, color) in zip(columns, colors) where column.x % Self.markerDistance == first {
      canvas.put(marker, x: plot.x + column.x / 2, y: plot.y + column.mean / 4, Ink(color, .bold))
    }
  }
}
