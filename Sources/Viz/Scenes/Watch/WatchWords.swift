import Engine
import Languages

extension WatchedProgram.Phase {
  /// The words for it where they stand in for "running" and "paused", with their ink.
  var words: (String, Ink)? {
    switch self {
    case .training: nil
    case .starting: (say("watch.waiting", "… waiting"), Ink(Theme.key, .bold))
    case .between: (say("watch.over", "■ over"), Ink(Theme.key, .bold))
    case .stopping: (say("watch.ending", "■ ending"), Ink(Theme.key, .bold))
    case .ended(_, let isBad): (say("watch.ended", "■ ended"), Ink(isBad ? Theme.bad : Theme.text, .bold))
    }
  }
}

extension WatchedProgram {
  /// What must be known in every scene, if anything, in words from the longest form to the shortest.
  var notice: (forms: [String], isBad: Bool)? {
    switch phase {
    case .ended(let how, let isBad): return ([how], isBad)
    case .stopping:
      return (
        [
          say("watch.askedOnce", "asked to end; q and k ask once more, by SIGTERM"),
          say("watch.askedToEndShort", "asked to end"),
        ], false
      )
    case .between(let why): return ([say("watch.goesOn", "\(why); the program goes on"), why], false)
    case .starting: return nil
    case .training: break
    }
    if let heldWhy {
      return (
        [
          say("watch.heldSpace", "held: \(heldWhy) · space goes on"),
          say("watch.heldFor", "held: \(heldWhy)"),
          say("watch.held", "held"),
        ], true
      )
    }
    if hasOpenRequest {
      return (
        [say("watch.actsNext", "asked; it acts at the run's next step"), say("watch.asked", "asked")], false
      )
    }
    return nil
  }

  /// How the rate in force comes about, where it is not the program's own: "schedule 5e−4 × 0.6".
  func rateWords(_ rate: Double) -> String? {
    guard let ownRate, ownRate > 0, abs(rate - ownRate) > 1e-9 * ownRate else { return nil }
    let (own, factor) = (
      NumberText.shortest(ownRate, figures: 3), NumberText.shortest(rate / ownRate, figures: 3)
    )
    return say("watch.ownRate", "its own \(own) × \(factor)")
  }

  /// The command line, of a long one its beginning and its end, where the names are.
  func command(in room: Int, _ canvas: Canvas) -> String {
    guard canvas.columns(command) > room, let first = command.split(separator: " ").first else {
      return command
    }
    var end = Substring(command.dropFirst(first.count + 1))
    while !end.isEmpty, canvas.columns("\(first) …\(end)") > room { end.removeFirst() }
    return end.count < 6 ? canvas.shortened(command, to: room) : "\(first) …\(end)"
  }

  /// What there is to say of its processes, where there are several.
  var rankWords: String? { world > 1 ? say("watch.rankOf", "rank \(rank) of \(world)") : nil }
}

extension Header {
  /// The second line for a program that is watched: its optimizer and rate, its settings, its command, and what watching costs.
  func drawWatched(_ watched: WatchedProgram, in area: Rect, _ canvas: inout Canvas) {
    let right = drawMeasures(watched, in: area, &canvas) - 2
    let snapshot = state.snapshot
    var x = area.x - 1
    if !snapshot.parameters.isEmpty {
      x = drawOptimizer(in: area, limit: right, &canvas)
      if let words = watched.rateWords(snapshot.learningRate), x + 3 + canvas.columns(words) <= right {
        x = canvas.write(" = ", x: x, y: area.y, limit: right, Theme.quiet)
        x = canvas.write(words, x: x, y: area.y, limit: right, Ink(Theme.key, .bold))
      }
      if watched.optimizerCount > 1 {
        let field = Field(
          label: say("watch.optimizer", "optimizer"),
          value: say("watch.optimizerOf", "\(watched.optimizer + 1) of \(watched.optimizerCount)"))
        if x + 3 + canvas.columns(field.label + field.value) <= right {
          x = write(field, x: x + 2, area, &canvas)
        }
      }
      // What runs is told before settings that the list of settings has too.
      let command = canvas.columns(watched.command + (watched.rankWords.map { " · " + $0 } ?? ""))
      let rest = max(x + max(0, right - x) / 4, right - 2 - min(command, 50))
      for (name, value) in snapshot.shownSettings(among: watched.settable) {
        guard x + 3 + canvas.columns(name) + canvas.columns(value) <= rest else { break }
        x = write(Field(label: name, value: value), x: x + 2, area, &canvas)
      }
    }
    let tail = watched.rankWords.map { " · " + $0 } ?? ""
    let room = right - x - 2 - canvas.columns(tail)
    guard room >= 8 else { return }
    x = canvas.write(
      watched.command(in: room, canvas), x: x + 2, y: area.y, limit: right, Ink(Theme.key, .bold))
    canvas.write(tail, x: x, y: area.y, limit: right, Theme.quiet)
  }

  /// Steps a second and what watching costs, from the right, each in a field that does not move; returns the first column.
  private func drawMeasures(_ watched: WatchedProgram, in area: Rect, _ canvas: inout Canvas) -> Int {
    var x = area.maxX - 1
    guard !watched.isOver else { return x }
    if area.width >= 70, let cost = watched.cost {
      let text = NumberText.fixed(cost * 100, decimals: 1) + " %"
      x -= 6
      canvas.writeRight(text, maxX: x + 6, y: area.y, Theme.strong)
      let label = say("watch.cost", "watch") + " "
      x -= canvas.columns(label)
      canvas.write(label, x: x, y: area.y, Theme.quiet)
      x -= 2
    }
    // The room stays where a held run has no speed, so that nothing moves.
    let unit = " " + say("watch.speed", "steps/s")
    x -= canvas.columns(unit)
    if let speed = watched.stepsPerSecond {
      canvas.write(unit, x: x, y: area.y, Theme.quiet)
      canvas.writeRight(NumberText.shortest(speed, figures: 3), maxX: x, y: area.y, Theme.strong)
    }
    return x - 6
  }
}
