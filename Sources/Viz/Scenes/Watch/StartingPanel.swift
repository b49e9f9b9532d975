import Languages

/// What there is to say as long as no step of a program was seen: that it is waited for, and after a while what may be the reason.
struct StartingPanel {
  let state: AppState

  /// After how long reasons are named.
  private static let patience = Duration.seconds(8)

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: say("watch.training", "training")).draw(in: area, &canvas)
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
      let ending = "\(how.prefix(1).uppercased())\(how.dropFirst())"
      return [say("watch.endedBefore", "\(ending) before a step of an optimizer was seen.")]
        + Self.reasons(mayWait: false)
    case .starting(let time) where time < Self.patience:
      return [say("watch.waitingForStep", "Waiting for the first step of an optimizer …")]
    case .starting(let time):
      let seconds = Int(time / .seconds(1))
      let words =
        seconds < 120
        ? say("watch.noStepForSeconds", "No step of an optimizer was seen for \(seconds) seconds.")
        : say("watch.noStepForMinutes", "No step of an optimizer was seen for \(seconds / 60) minutes.")
      return [words] + Self.reasons(mayWait: true)
    case .stopping: return [say("watch.askedToEnd", "The program was asked to end.")]
    case .between(let why): return [say("watch.runIsOver", "A run is over: \(why).")]
    case .training: return [say("watch.noParameters", "The run has not told of its parameters yet.")]
    }
  }

  /// What may be the reason that no step is seen; of a program that runs, also that it has not come so far.
  private static func reasons(mayWait: Bool) -> [String] {
    [
      "",
      say(
        "watch.tried",
        "What was tried: viz's folder went in front of PYTHONPATH, which has Python tell viz of torch."),
      say("watch.reasons", "What may be the reason, and what to do:"),
    ] + (mayWait ? [say("watch.stillLoads", "· it still loads data or compiles: wait")] : []) + [
      say(
        "watch.flags", "· python -I, -E or -S, or a container: leave the flag out, or in the program"),
      say(
        "watch.byHand",
        "  import viz_torch; viz_torch.watch(model)  with the folder of viz python-path on sys.path"),
      say("watch.wrapper", "· a wrapper that sets PYTHONPATH anew: let it keep what was there"),
      say("watch.oldTorch", "· torch older than 2.3 with torch.compile: update torch"),
      say(
        "watch.noOptimizer",
        "· the program takes no step of a torch.optim optimizer: there is nothing to watch"),
    ]
  }
}
