import Engine

/// The formulas with the numbers of the present window in them, and what there is to learn or to beware of.
struct PoolingWords {
  let pooling: PoolingState

  private var pipeline: PoolingPipeline { pooling.pipeline }

  func draw(in area: Rect, isFramed: Bool, _ canvas: inout Canvas) {
    if isFramed {
      let inside = Panel(title: "this window").draw(in: area, &canvas)
      drawFormula(in: inside.rows(0, 1), &canvas)
      canvas.write(lengthFormula, x: inside.x, y: inside.y + 1, limit: inside.maxX, Theme.plain)
      drawLesson(in: inside.rows(2, 1), &canvas)
      return
    }
    let line = area.inset(1, 0)
    let length = lengthFormula
    let room = line.width - length.columns - 2
    let formula = formula(width: room)
    if formula.left.columns + 1 + formula.right.columns <= room {
      drawFormula(in: line.rows(0, 1).columns(0, room), &canvas)
      canvas.writeRight(length, maxX: line.maxX, y: line.y, Theme.quiet)
    } else {
      drawFormula(in: line.rows(0, 1), &canvas)
    }
    if area.height >= 2 { drawLesson(in: line.rows(1, 1), &canvas) }
  }

  /// The formula of the present window and its result, as short as `width` asks for.
  private func formula(width: Int) -> (left: String, right: String) {
    let source = pipeline.source(of: pooling.window)
    return pooling.showsGradient ? gradientWords(source, width: width) : meanWords(source, width: width)
  }

  private func drawFormula(in area: Rect, _ canvas: inout Canvas) {
    let source = pipeline.source(of: pooling.window)
    let result = formula(width: area.width)
    let x = canvas.write(result.left + " ", x: area.x, y: area.y, limit: area.maxX, Theme.plain)
    let end = canvas.write(result.right, x: x, y: area.y, limit: area.maxX, Ink(Theme.key, .bold))
    let name = "pooled" + source.pooled.map { "[\($0)]" }.joined()
    if end + 3 + name.columns <= area.maxX { canvas.write(name, x: end + 3, y: area.y, Theme.quiet) }
  }

  /// The mean with its very numbers; those in the middle are left out where they do not fit.
  private func meanWords(_ source: PoolingPipeline.Source, width: Int) -> (left: String, right: String) {
    let values = source.elements.map { NumberText.fixed(Double(pipeline.pooledInput[$0]), decimals: 2) }
    let window = source.window
    let counted = pipeline.layer.countIncludePad
    let before = counted ? window.elements.lowerBound - window.places.lowerBound : 0
    let after = counted ? window.places.upperBound - window.elements.upperBound : 0
    let terms =
      window.elements.isEmpty
      ? ["0"]
      : [String](repeating: "0", count: max(0, before)) + values
        + [String](repeating: "0", count: max(0, after))
    let right = NumberText.fixed(Double(pipeline.pooled[source.pooled]), decimals: 2)
    func words(_ terms: [String]) -> String { "(\(terms.joined(separator: " + "))) / \(window.divisor) =" }
    var shown = terms
    var kept = terms.count
    while words(shown).columns + 1 + right.columns > width, kept > 2 {
      kept -= 1
      shown = terms.prefix(kept - kept / 2) + ["…"] + terms.suffix(kept / 2)
    }
    return (words(shown), right)
  }

  /// What the window's elements get from this output, and from all of them.
  private func gradientWords(
    _ source: PoolingPipeline.Source, width: Int
  ) -> (left: String, right: String) {
    guard let first = source.elements.first else { return ("no element in this window:", "0") }
    let share = NumberText.fixed(1 / Double(source.window.divisor), decimals: 2)
    let sums = source.elements.map { Double(pooling.gradient[$0]) }
    let least = NumberText.fixed(sums.min() ?? Double(pooling.gradient[first]), decimals: 2)
    let most = NumberText.fixed(sums.max() ?? 0, decimals: 2)
    let range = least == most ? most : "\(least) to \(most)"
    let long = "each gets 1/\(source.window.divisor) = \(share), from all windows"
    let fits = long.columns + 1 + range.columns <= width
    return (fits ? long : "each 1/\(source.window.divisor) = \(share), in all", range)
  }

  /// L_out with the numbers plugged in.
  private var lengthFormula: String {
    let layer = pipeline.layer
    let length = pipeline.pooledInput.shape[pipeline.pooledInput.rank - 1]
    let windows = pipeline.pooled.shape[pipeline.pooled.rank - 1]
    let (open, close) = layer.ceilMode ? ("⌈", "⌉") : ("⌊", "⌋")
    let room = length + 2 * layer.padding - layer.kernel
    let rounded = layer.ceilMode ? (room + layer.stride - 1) / layer.stride : room / layer.stride
    let less = rounded + 1 - windows
    return "L_out = \(open)(\(length) + 2⋅\(layer.padding) − \(layer.kernel))/\(layer.stride)\(close) + 1"
      + (less > 0 ? " − \(less)" : "") + " = \(windows)"
  }

  private func drawLesson(in area: Rect, _ canvas: inout Canvas) {
    let traps = PoolingTraps.lines(pipeline)
    var x = area.x
    for (index, trap) in traps.enumerated() {
      // Of several traps, those that do not fit as a whole are left for a wider screen, but for the first.
      guard index == 0 || x + 3 + trap.columns <= area.maxX else { break }
      if index > 0 { x = canvas.write("   ", x: x, y: area.y, Theme.plain) }
      x = canvas.write(trap, x: x, y: area.y, limit: area.maxX, Ink(Theme.bad, .bold))
    }
    guard traps.isEmpty else { return }
    canvas.write(lesson, x: area.x, y: area.y, limit: area.maxX, Theme.quiet)
  }

  private var lesson: String {
    if pooling.showsGradient {
      return pipeline.layer.stride < pipeline.layer.kernel
        ? "Windows overlap: an element in several of them gets a share from each."
        : "A mean passes its gradient on in equal shares."
    }
    if let less = lessReason { return less }
    return "The swap puts the text axis last: one number is left for each vector place."
  }

  /// Why ceil mode gave one window less than its formula, if it did.
  private var lessReason: String? {
    lengthFormula.contains("− 1 =")
      ? "The last window would begin in the padding on the right, so it does not count." : nil
  }
}
