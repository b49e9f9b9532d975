import Engine
import Languages

/// The formulas with the numbers of the present window in them, and what there is to learn or to beware of.
struct PoolingWords {
  let pooling: PoolingState
  /// How many decimals the cells show: as many as the formula at the least.
  let decimals: Int

  private var pipeline: PoolingPipeline { pooling.pipeline }

  func draw(in area: Rect, isFramed: Bool, _ canvas: inout Canvas) {
    let length = PoolingFormula.length(pipeline)
    if isFramed {
      let inside = Panel(title: say("pooling.thisWindow", "this window")).draw(in: area, &canvas)
      drawFormula(in: inside.rows(0, 1), &canvas)
      canvas.write(length, x: inside.x, y: inside.y + 1, limit: inside.maxX, Theme.plain)
      drawNote(in: inside.rows(2, 1), &canvas)
      return
    }
    let line = area.inset(1, 0)
    let room = line.width - canvas.columns(length) - 2
    let formula = formula(width: room, canvas)
    if canvas.columns(formula.left) + 1 + canvas.columns(formula.right) <= room {
      drawFormula(in: line.rows(0, 1).columns(0, room), &canvas)
      canvas.writeRight(length, maxX: line.maxX, y: line.y, Theme.quiet)
    } else {
      drawFormula(in: line.rows(0, 1), &canvas)
    }
    if area.height >= 2 { drawNote(in: line.rows(1, 1), &canvas) }
  }

  /// The formula of the present window and its result, as short as `width` asks for.
  private func formula(width: Int, _ canvas: Canvas) -> (left: String, right: String) {
    let source = pipeline.source(of: pooling.window)
    return pooling.showsGradient
      ? gradientWords(source, width: width, canvas) : meanWords(source, width: width, canvas)
  }

  private func drawFormula(in area: Rect, _ canvas: inout Canvas) {
    let source = pipeline.source(of: pooling.window)
    let result = formula(width: area.width, canvas)
    let x = canvas.write(result.left + " ", x: area.x, y: area.y, limit: area.maxX, Theme.plain)
    let end = canvas.write(result.right, x: x, y: area.y, limit: area.maxX, Ink(Theme.key, .bold))
    // Which output it is, as in code, and what its indices count.
    let indices = source.pooled.map { "[\($0)]" }.joined()
    let name =
      pooling.showsGradient
      ? say("pooling.fromOne", "from ∂S/∂pooled\(indices) = 1") : "pooled\(indices)"
    let axes = zip(pipeline.pooledAxes, source.pooled).map { "\(AxisWords.text($0)) \($1)" }
      .joined(separator: ", ")
    let forms = [say("pooling.indices", "\(name): \(axes)"), name]
    if let text = forms.first(where: { end + 3 + canvas.columns($0) <= area.maxX }) {
      canvas.write(text, x: end + 3, y: area.y, Theme.quiet)
    }
  }

  /// The mean with its very numbers; those in the middle are left out where they do not fit.
  private func meanWords(
    _ source: PoolingPipeline.Source, width: Int, _ canvas: Canvas
  ) -> (left: String, right: String) {
    let mean = PoolingFormula.mean(pipeline, source, decimals: decimals)
    var kept = mean.terms.count
    while canvas.columns(mean.left(keeping: kept)) + 1 + mean.result.count > width, kept > 2 { kept -= 1 }
    return (mean.left(keeping: kept), mean.result)
  }

  /// What the window's elements get from this output, and from all of them.
  private func gradientWords(
    _ source: PoolingPipeline.Source, width: Int, _ canvas: Canvas
  ) -> (left: String, right: String) {
    guard !source.elements.isEmpty else {
      return (say("pooling.noElement", "no element in this window:"), "0")
    }
    let divisor = source.window.divisor
    let share = NumberText.fixed(1 / Double(divisor), decimals: decimals)
    let sums = source.elements.map { Double(pooling.gradient[$0]) }
    let least = NumberText.fixed(sums.min() ?? 0, decimals: decimals)
    let most = NumberText.fixed(sums.max() ?? 0, decimals: decimals)
    let range = least == most ? most : say("pooling.range", "\(least) to \(most)")
    let forms = [
      say("pooling.eachElement", "each element gets 1/\(divisor) = \(share) here, from all windows"),
      say("pooling.each", "each 1/\(divisor) = \(share), in all"),
    ]
    let form = forms.first { canvas.columns($0) + 1 + canvas.columns(range) <= width }
    return (form ?? forms[1], range)
  }

  private func drawNote(in area: Rect, _ canvas: inout Canvas) {
    let traps = PoolingTraps.lines(pipeline)
    let lessons =
      pooling.showsGradient ? PoolingNotes.backward(pipeline) : PoolingNotes.forward(pipeline)
    let isTrap = !traps.isEmpty && !pooling.showsGradient
    let ink = isTrap ? Ink(Theme.bad, .bold) : Theme.quiet
    let gap = isTrap ? 3 : 1
    var x = area.x
    for (index, sentence) in (isTrap ? traps : lessons).enumerated() {
      // Of several, those that do not fit as a whole are left for a wider screen, but for the first.
      guard index == 0 || x + gap + canvas.columns(sentence) <= area.maxX else { continue }
      if index > 0 { x += gap }
      x = canvas.write(canvas.shortened(sentence, to: area.maxX - x), x: x, y: area.y, ink)
    }
  }
}
