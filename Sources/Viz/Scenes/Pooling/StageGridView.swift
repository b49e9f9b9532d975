import Languages

/// Draws a stage: as many samples, rows and columns as fit around the window, and how many there are beside them.
struct StageGridView {
  let grid: StageGrid
  let cellWidth: Int
  /// Rows that each sample takes in every stage, so that samples stand side by side.
  let sampleRows: Int
  let currentSample: Int
  let look: Look
  let limit: Double

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.width > cellWidth, area.height >= 1 else { return }
    let columns = visible(
      grid.columns, focus: grid.focus.columns.shifted(by: grid.padding), room: (area.width - 1) / cellWidth)
    let (samples, rows, top, pitch) = layout(in: area)
    let left = area.x + max(0, (area.width - 1 - columns.count * cellWidth) / 2)
    for (block, sample) in samples.enumerated() {
      let y = top + block * pitch
      let isCurrent = grid.samples == 1 || sample == currentSample
      if grid.samples > 1 {
        let ink = isCurrent ? Ink(Theme.key, .bold) : Theme.quiet
        // Named where there is an empty row above, else as a number on the frame.
        if top > area.y, pitch > sampleRows {
          canvas.write(
            say("pooling.sample", "sample \(sample)"), x: area.x + 1, y: y - 1, limit: area.maxX, ink)
        } else {
          canvas.write("\(sample)", x: area.x - 1, y: y, limit: area.x + 1, ink)
        }
      }
      for (line, row) in rows.enumerated() {
        for (index, column) in columns.enumerated() {
          let role =
            isCurrent ? grid.role(row: row, column: column) : grid.roleElsewhere(row: row, column: column)
          let value = grid.value(sample: sample, row: row, column: column)
          draw(value, role, x: left + index * cellWidth, y: y + line, &canvas)
        }
      }
    }
    drawRest(rows, columns, samples, in: area, &canvas)
  }

  /// Which samples and rows are in view, where the first begins, and how far samples are apart.
  private func layout(in area: Rect) -> (samples: Range<Int>, rows: Range<Int>, top: Int, pitch: Int) {
    let blockRows = max(1, min(sampleRows, area.height))
    let gap = grid.samples > 1 && (blockRows + 1) * grid.samples - 1 <= area.height ? 1 : 0
    let blocks = max(1, (area.height + gap) / (blockRows + gap))
    let sample = min(currentSample, grid.samples - 1)
    let samples = visible(grid.samples, focus: sample..<sample + 1, room: blocks)
    let rows = visible(grid.rowsPerSample, focus: grid.focus.rows, room: blockRows)
    let used = samples.count * (blockRows + gap) - gap
    return (samples, rows, area.y + max(0, (area.height - used) / 2), blockRows + gap)
  }

  /// The part of an axis that is shown: all of it, or a page that holds `focus` if that fits.
  private func visible(_ count: Int, focus: Range<Int>, room: Int) -> Range<Int> {
    let room = max(1, room)
    guard count > room else { return 0..<count }
    let start = max(0, focus.lowerBound)
    var first = min(start / room * room, count - room)
    // A window over the page's end pulls the page along, but never out of sight of its own start.
    if focus.upperBound > first + room {
      first = min(max(first, focus.upperBound - room), start, count - room)
    }
    return first..<first + room
  }

  /// One element in its cell: a column for brackets, then the number on its colour.
  private func draw(_ value: Double, _ role: StageGrid.Role, x: Int, y: Int, _ canvas: inout Canvas) {
    let width = cellWidth - 1
    let text = number(value, width: width)
    let isLit = [.window, .windowDown, .windowPadding, .output].contains(role)
    let field = Rect(x: x + 1, y: y, width: width, height: 1)
    switch role {
    case .padding, .windowPadding:
      let zero = String(repeating: "┄", count: (width - 1) / 2) + "0"
      let padded = zero + String(repeating: "┄", count: width - zero.count)
      canvas.write(padded, x: field.x, y: y, Ink(isLit ? Theme.key : Theme.muted, isLit ? .bold : []))
    case .dropped:
      let dropped = number(value, width: width - 1)
      let spaces = String(repeating: " ", count: max(0, width - 1 - dropped.count))
      canvas.write("×" + spaces + dropped, x: field.x, y: y, Theme.quiet)
      canvas.write("×", x: field.x, y: y, Ink(Theme.bad))
    case .plain, .window, .windowDown, .output:
      let background = (isLit ? ColorMap.sequential : .dimmed).color(value, limit: limit)
      let ink =
        look.depth == .none
        ? Ink(Theme.text, isLit ? .bold : [])
        : Ink(Theme.legible, on: background, isLit ? .bold : [])
      canvas.fill(field, ink)
      canvas.writeRight(text, maxX: field.maxX, y: y, ink)
    }
    guard isLit else { return }
    let bracket = Ink(Theme.key, .bold)
    let hasColor = look.hasHalfBlocks
    // Along a row, neighbours share the column between them, so only the ends of the window keep their bracket.
    let opens = role == .windowDown || role == .output || !isBracketed(x: x - cellWidth, y: y, canvas)
    if opens {
      canvas.put(hasColor ? "▐" : "[", x: x, y: y, bracket)
    } else {
      canvas.put(" ", x: x, y: y, bracket)
    }
    canvas.put(hasColor ? "▌" : "]", x: x + cellWidth, y: y, bracket)
  }

  /// Whether the cell that begins at `x` was just drawn as part of the window.
  private func isBracketed(x: Int, y: Int, _ canvas: Canvas) -> Bool {
    let closing = x + cellWidth
    guard closing >= 0, closing < canvas.width, x >= 0 else { return false }
    let scalar = canvas[closing, y].scalar
    return (scalar == "▌" || scalar == "]") && canvas[closing, y].foreground == Theme.key
  }

  /// How many decimals a number below 1 has in cells of a width.
  static func decimals(cellWidth: Int) -> Int {
    let width = cellWidth - 1
    return width >= 4 ? min(4, width - 2) : max(1, width - 1)
  }

  /// As many decimals as the cell has room for; in the narrowest without the zero before the point.
  private func number(_ value: Double, width: Int) -> String {
    if width >= 4 || value >= 0.995 {
      let texts = (0...min(4, max(1, width - 2))).reversed().map { NumberText.fixed(value, decimals: $0) }
      return texts.first { $0.count <= width } ?? "…"
    }
    let hundredths = NumberText.fixed(value, decimals: max(1, width - 1))
    return String(hundredths.dropFirst().prefix(width))
  }

  /// The screen row of the focus, where it is in view.
  func focusY(in area: Rect) -> Int {
    let layout = layout(in: area)
    let block =
      layout.samples.firstIndex(of: min(currentSample, grid.samples - 1)) ?? layout.samples.lowerBound
    let line = max(0, grid.focus.rows.lowerBound - layout.rows.lowerBound)
    return layout.top + (block - layout.samples.lowerBound) * layout.pitch + line
  }

  /// What is not in view, on the lower edge.
  private func drawRest(
    _ rows: Range<Int>, _ columns: Range<Int>, _ samples: Range<Int>, in area: Rect, _ canvas: inout Canvas
  ) {
    // In indices of the tensor, whose columns have no padding.
    let length = grid.columns - 2 * grid.padding
    let first = min(max(0, columns.lowerBound - grid.padding), length)
    let elements = first..<max(first, min(length, columns.upperBound - grid.padding))
    let all = [(samples, grid.samples), (rows, grid.rowsPerSample), (elements, length)]
    // An axis that the tensor does not have is not told of.
    let hasSamples = grid.axes.first == "sample"
    let hasRows = grid.axes.count - (hasSamples ? 1 : 0) >= 2
    let shown = (hasSamples ? [all[0]] : []) + (hasRows ? [all[1]] : []) + [all[2]]
    guard shown.contains(where: { $0.0.count < $0.1 }) else { return }
    // As a slice in code: what is shown of each axis.
    let slices = shown.map { range, count in
      range.count == count
        ? ":" : range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound):\(range.upperBound)"
    }
    let named = zip(grid.axes, slices).filter { $1 != ":" }.map { "\(AxisWords.text($0)) \($1)" }
      .joined(separator: ", ")
    for text in [
      named, "[" + slices.joined(separator: ", ") + "]", "[" + slices.joined(separator: ",") + "]",
    ] {
      guard canvas.columns(text) + 2 <= area.width else { continue }
      canvas.write(" \(text) ", x: area.x + 1, y: area.maxY, limit: area.maxX, Theme.quiet)
      return
    }
  }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
