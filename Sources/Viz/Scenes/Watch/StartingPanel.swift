/// What there is to say as long as no step of a program was seen: that it is waited for, and after a while what may be the reason.
struct StartingPanel {
  let state: AppState

  /// After how long reasons are named.
  private static let patience = Duration.seconds(8)

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "training").draw(in: area, &canvas)
    let lines = lines
    let top = inside.height > lines.count ? (inside.height - lines.count) / 2 : 0
    for (row, line) in lines.enumerated() where top + row < inside.height {
      let ink = row == 0 ? Theme.strong : Theme.quiet
      canvas.write(canvas.shortened(line, to: inside.width), x: inside.x, y: inside.y + top + row, ink)
    }
  }

  private var lines: [String] {
    guard let watched = state.report.watched else { return [] }
    switch watched.phase {
    case .ended(let how, _):
      return ["\(how.prefix(1).uppercased())\(how.dropFirst()) before a step of an optimizer was seen."]
        + Self.reasons.filter { !$0.hasSuffix("wait") }
    case .starting(let time) where time < Self.patience:
      return ["Waiting for the first step of an optimizer …"]
    case .starting(let time):
      let seconds = Int(time / .seconds(1))
      let words = seconds < 120 ? "\(seconds) seconds" : "\(seconds / 60) minutes"
      return ["No step of an optimizer was seen for \(words)."] + Self.reasons
    case .stopping: return ["The program was asked to end."]
    case .between(let why): return ["A run is over: \(why)."]
    case .training: return ["The run has not told of its parameters yet."]
    }
  }

  private static let reasons = [
    "", "What was tried: viz's folder went in front of PYTHONPATH, which has Python tell viz of torch.",
    "What may be the reason, and what to do:",
    "· it still loads data or compiles: wait",
    "· python -I, -E or -S, or a container: leave the flag out, or in the program",
    "  import viz_torch; viz_torch.watch(model)  with the folder of viz python-path on sys.path",
    "· a wrapper that sets PYTHONPATH anew: let it keep what was there",
    "· torch older than 2.3 with torch.compile: update torch",
    "· the program takes no step of a torch.optim optimizer: there is nothing to watch",
  ]
}
