import Engine

/// What a person would write down on the way from the inspected weight to its next value, in the order of the rule.
struct StepNumbers {
  private let snapshot: Snapshot
  private let preview: StepPreview

  /// The numbers of one optimizer's step.
  init(_ snapshot: Snapshot, _ preview: StepPreview) {
    self.snapshot = snapshot
    self.preview = preview
  }

  /// Each number with its symbol.
  var all: [(symbol: String, value: Double)] {
    let (settings, kind) = (snapshot.settings, preview.optimizer)
    let (gradient, weight) = (Double(snapshot.inspection.chain.automatic), Double(preview.present[0]))
    let step = ("step", Double(preview.next[0]) - weight)
    let decay = settings.weightDecay(of: kind)
    let decayed = decay == 0 ? [] : [("+λW", decay * weight)]
    let buffers = preview.memory.buffers.map { Double($0[0][0]) }
    switch kind {
    case .sgd:
      let sgd = settings.sgd
      var numbers = [("g", gradient)] + decayed
      if let buffer = buffers.first {
        numbers.append(("b", buffer))
        if sgd.nesterov { numbers.append(("μb", sgd.momentum * buffer)) }
      }
      return numbers + [("lr", sgd.learningRate), step]
    case .adam:
      let powers = preview.memory.scalars
      // Under amsgrad, the largest v so far is corrected in the place of v.
      let (m, v) = (buffers[0], buffers[buffers.count - 1])
      return [("g", gradient)] + decayed + [
        ("m", m), (settings.adam.amsgrad ? "v↑" : "v", v), ("m̂", m / (1 - powers[0])),
        ("v̂", v / (1 - powers[1])), ("lr", settings.adam.learningRate), step,
      ]
    }
  }
}
