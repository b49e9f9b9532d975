import Engine
import Languages

/// From the chosen number to the loss, with the number at each station.
struct ForwardPanel {
  let state: AppState
  let inspection: WeightView

  /// One number on the way, or words where there are too many for one.
  private struct Stop {
    let names: [String]
    let value: Double?
    var words: [String] = []
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let title = say("explain.forward", "forward")
    guard let path = inspection.path else {
      let inside = Panel(title: title).draw(in: area, &canvas)
      let words = say("explain.layerDoesNotTell", "this layer does not tell where its numbers go")
      write([words], in: inside, &canvas)
      return
    }
    let words = PathWords(snapshot: state.snapshot, inspection: inspection, path: path)
    let captions = words.rowForms(isChanging: state.report.changesRows)
    let inside = Panel(title: title, captions: captions, in: area, canvas).draw(in: area, &canvas)
    guard inside.height >= 2 else { return }
    guard !path.stations.isEmpty else {
      let isInBatch = path.total != 0 || path.automatic != 0
      write(
        [
          isInBatch
            ? say("explain.noPartInRow", "θ takes no part in this row: n shows the next one")
            : say(
              "explain.noPartInBatch",
              "no row of this batch takes θ in: nothing moves it but its past and decay")
        ], in: inside, &canvas)
      return
    }
    let stops = stops(path, words, room: inside.width / 8)
    let width = inside.width / stops.count
    let top = inside.y + max(0, (inside.height - 4) / 2)
    for (index, stop) in stops.enumerated() {
      let left = inside.x + index * width
      let name = stop.names.first { canvas.columns($0) < width } ?? stop.names[stop.names.count - 1]
      canvas.write(canvas.shortened(name, to: width - 1), x: left, y: top, Theme.quiet)
      let text =
        stop.value.map { NumberText.compact($0, width: min(8, width - 1), signed: true) }
        ?? stop.words.first { canvas.columns($0) < width } ?? ""
      let ink = stop.value.map(Theme.strong.forNumber) ?? Theme.quiet
      let end = canvas.write(
        canvas.shortened(text, to: width - 1), x: left, y: top + 1, limit: left + width, ink)
      guard index + 1 < stops.count, left + width - 2 > end else { continue }
      for column in end + 1..<left + width - 2 {
        canvas.put("─", x: column, y: top + 1, Ink(Theme.faint))
      }
      canvas.put("▶", x: left + width - 2, y: top + 1, Ink(Theme.faint))
    }
    guard inside.height >= 4 else { return }
    drawNotes(path, words, in: inside, row: top - inside.y + 2, &canvas)
  }

  /// The stops from the number to the loss, as many as there is room for: the activations between go first.
  private func stops(_ path: GradientPath, _ words: PathWords, room: Int) -> [Stop] {
    let weight = Double(inspection.weight)
    let first =
      words.source.map {
        Stop(names: ["\($0)⋅\(words.weight)"], value: Double(path.stations[0].slope) * weight)
      }
      ?? Stop(names: [words.weight], value: weight)
    let stations = path.stations.indices.map {
      Stop(names: [words.formula($0), words.station($0)], value: Double(path.stations[$0].value))
    }
    var rest: [Stop] = []
    if !path.rest.isEmpty {
      let layers = path.rest.map { type(of: $0).name }.joined(separator: " → ")
      rest = [
        Stop(
          names: [layers, say("explain.thenLayers", "then \(path.rest.count)")], value: nil,
          words: [
            say("explain.layerCount", "\(path.rest.count) layer\(ending: path.rest.count)"),
            say("explain.layers", "layer\(ending: path.rest.count)"),
          ])
      ]
      if let output = words.shownOutput {
        rest.append(Stop(names: [Symbol.element("p", [output.index])], value: output.value))
      }
    }
    let loss = Stop(
      names: path.rows > 1 ? [say("explain.lossOfRow", "ℓ of the row"), "ℓ"] : ["L"],
      value: path.rowLoss.map(Double.init) ?? Double(state.snapshot.loss))
    let between = max(1, min(stations.count, room - 2 - rest.count))
    return [first] + stations.prefix(between) + rest + [loss]
  }

  /// What the stops leave out: the rest of the sum, the target, the loss of the batch.
  private func drawNotes(
    _ path: GradientPath, _ words: PathWords, in inside: Rect, row: Int, _ canvas: inout Canvas
  ) {
    let snapshot = state.snapshot
    var notes: [(text: String, value: Double)] = []
    if words.source != nil {
      let product = Double(path.stations[0].slope) * Double(inspection.weight)
      let others = Double(path.stations[0].value) - product
      let (station, number) = (words.station(0), NumberText.compact(others, width: 8))
      let text =
        snapshot.article == nil
        ? say("explain.restOfSum", "\(station): + the rest of its sum \(number)")
        : say("explain.otherInputs", "\(station): + the other inputs \(number)")
      notes.append((text, others))
    }
    let loss = Double(snapshot.loss)
    if let goal {
      notes.append((goal, 0))
    }
    if path.rows > 1 {
      let text = say(
        "explain.meanOfRows", "L = \(NumberText.compact(loss, width: 8)), the mean of \(path.rows) rows")
      notes.append((text, loss))
    } else if snapshot.target.count > 1, !snapshot.targetsAreClasses {
      notes.append(
        (say("explain.meanOfOutputs", "L: the mean over \(snapshot.target.count) outputs"), loss))
    }
    // Two to a line where they have room, the last ones as low as the panel reaches.
    var y = inside.y + row
    var x = inside.x
    for note in notes {
      let width = canvas.columns(note.text)
      if x > inside.x, x + width > inside.maxX {
        y += 1
        x = inside.x
      }
      guard y < inside.maxY, x + width <= inside.maxX else { continue }
      canvas.write(note.text, x: x, y: y, limit: inside.maxX, Theme.quiet.forNumber(note.value))
      x += width + 3
    }
  }

  /// What the row's prediction should be.
  private var goal: String? {
    guard let path = inspection.path, let station = path.stations.last else { return nil }
    let (snapshot, rows) = (state.snapshot, path.rows)
    guard snapshot.target.count % rows == 0, !snapshot.target.isEmpty else { return nil }
    let width = snapshot.target.count / rows
    let output = path.rest.isEmpty ? min(station.index.last ?? 0, width - 1) : 0
    let target = snapshot.target[path.row * width + output]
    if snapshot.targetsAreClasses {
      let (names, number) = (snapshot.examples?.training.shownClasses, Int(target))
      let name = names.flatMap { $0.indices.contains(number) ? $0[number] : nil } ?? "\(number)"
      return say("explain.goalClass", "class \(name)")
    }
    return "\(Symbol.element("y", [output])) = \(NumberText.compact(target, width: 8))"
  }

  private func write(_ lines: [String], in inside: Rect, _ canvas: inout Canvas) {
    for (row, line) in lines.enumerated() where row < inside.height {
      canvas.write(canvas.shortened(line, to: inside.width), x: inside.x, y: inside.y + row, Theme.quiet)
    }
  }
}
