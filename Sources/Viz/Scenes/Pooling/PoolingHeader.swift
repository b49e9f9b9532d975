import Engine

/// The two top lines of the pooling scene: what is walked over, and all settings.
struct PoolingHeader {
  let pooling: PoolingState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let (pipeline, settings) = (pooling.pipeline, pooling.settings)
    var right = area.maxX - 1
    let seed = "\(settings.seed)"
    right -= canvas.columns(seed)
    canvas.write(seed, x: right, y: area.y, Theme.strong)
    right -= 5
    canvas.write("seed", x: right, y: area.y, Theme.quiet)
    // From 0 on, as outputs are counted in code.
    let last = NumberText.grouped(pipeline.outputCount - 1)
    let place = NumberText.grouped(pooling.window)
    let window = "window " + String(repeating: " ", count: last.count - place.count) + "\(place) of 0–\(last)"
    right -= canvas.columns(window) + 2
    canvas.write(window, x: right, y: area.y, Theme.plain)
    right -= 11
    let (text, color) = pooling.isWalking ? ("▶ walking", Theme.good) : ("‖ waiting", Theme.key)
    canvas.write(text, x: right, y: area.y, Ink(color, .bold))
    var x = canvas.write("viz", x: area.x + 1, y: area.y, limit: right - 1, Theme.strong)
    x = canvas.write("pooling", x: x + 1, y: area.y, limit: right - 1, Ink(Theme.key, .bold))
    let subject =
      pooling.showsGradient ? "gradient of S, the sum of all outputs" : "\(pipeline.layer) over the last axis"
    if x + 2 + canvas.columns(subject) < right { canvas.write(subject, x: x + 2, y: area.y, Theme.quiet) }
    drawSettings(in: area.rows(1, 1), &canvas)
  }

  private func drawSettings(in area: Rect, _ canvas: inout Canvas) {
    let layer = pooling.pipeline.layer
    func onOff(_ isOn: Bool) -> String { isOn ? "on" : "off" }
    let squeeze =
      switch pooling.pipeline.squeeze {
      case .all: "on"
      case .pooledAxis: "last axis"
      case .none: "off"
      }
    let fields = [
      ("kernel", "\(layer.kernel)"), ("stride", "\(layer.stride)"), ("padding", "\(layer.padding)"),
      ("ceil mode", onOff(layer.ceilMode)), ("pad in mean", onOff(layer.countIncludePad)),
      ("swap", onOff(pooling.pipeline.transposes)), ("squeeze", squeeze),
    ]
    let width = fields.reduce(0) { $0 + canvas.columns($1.0) + canvas.columns($1.1) + 1 }
    let spacing = min(3, max(1, (area.width - 2 - width) / (fields.count - 1)))
    var x = area.x + 1
    for (label, value) in fields where x + canvas.columns(label) + 1 + canvas.columns(value) <= area.maxX - 1
    {
      x = canvas.write(label, x: x, y: area.y, Theme.quiet)
      let ink = value == "on" ? Ink(Theme.good, .bold) : value == "off" ? Ink(Theme.key, .bold) : Theme.strong
      x = canvas.write(value, x: x + 1, y: area.y, ink) + spacing
    }
  }
}
