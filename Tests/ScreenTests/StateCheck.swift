import Engine

@testable import Viz

extension AppState {
  /// The first rule that the state breaks, beside those of its parts, whatever keys are pressed.
  var brokenRule: String? {
    func exists(_ target: Place) -> Bool {
      var shapes = Dictionary(snapshot.parameters.map { ($0.name, $0.value.shape) }) { $1 }
      if let layer = snapshot.article?.layer {
        (shapes["x"], shapes["y"]) = ([layer.input.count], [layer.target.count])
      }
      guard let shape = shapes[target.tensor], shape.count == target.index.count else { return false }
      return zip(target.index, shape).allSatisfy { (0..<$1).contains($0) }
    }
    if !SceneList.all.indices.contains(scene) { return "there is no scene \(scene)" }
    if !exists(cursor) { return "the cursor is on \(cursor)" }
    if let editing {
      if case .number(let place) = editing.subject, !exists(place) { return "typed: \(editing)" }
      if !editing.subject.isLine, editing.text.count > TypedNumber.longest + 1 {
        return "typed: \(editing)"
      }
    }
    if let settingsRow, settingsRow < 0 { return "the settings are at line \(settingsRow)" }
    if let pair = race.pair, !exists(pair.first) || !exists(pair.second) || pair.first == pair.second {
      return "the race shows \(pair)"
    }
    if let report = report.race, !report.lanes.indices.contains(lane) { return "there is no lane \(lane)" }
    if message == "" { return "a message says nothing" }
    return nil
  }
}

extension RunReport {
  /// The first rule that a report breaks.
  var brokenRule: String? {
    for rate in snapshot.optimizers.map({ $0.values["lr"] }) + (race?.lanes.map(\.learningRate) ?? []) {
      if !rate.isFinite || rate <= 0 { return "a learning rate is \(rate)" }
    }
    if firstStep < 0 || !(firstStep...max(firstStep, lastStep)).contains(snapshot.step) {
      return "step \(snapshot.step) of \(firstStep)...\(lastStep)"
    }
    let isFinite = snapshot.loss.isFinite && snapshot.parameters[0].value.elements.allSatisfy(\.isFinite)
    if snapshot.fault == nil, !isFinite { return "no fault, but the loss is \(snapshot.loss)" }
    if snapshot.fault == nil, snapshot.history.count != snapshot.step + 1 {
      return "\(snapshot.history.count) losses at step \(snapshot.step)"
    }
    if snapshot.history.marks.contains(where: { $0.step > snapshot.step }) { return "a mark in the future" }
    if paleHistories.count > Timeline.ghostCapacity + 1 { return "\(paleHistories.count) pale lines" }
    if isRunning, !canStep { return "it runs but cannot step" }
    return nil
  }
}

extension PoolingState {
  /// The first rule that the pooling scene's state breaks.
  var brokenRule: String? {
    if !(0..<pipeline.outputCount).contains(window) { return "window \(window) of \(pipeline.outputCount)" }
    if settings.shape.contains(where: { !(1...Self.longestAxis).contains($0) }) {
      return "a tensor of \(settings.shape)"
    }
    let layer = pipeline.layer
    if layer.kernel != settings.kernel || layer.stride != settings.stride ?? settings.kernel
      || layer.padding != settings.padding || pipeline.transposes != settings.transposes
      || pipeline.stages[0].tensor.shape != settings.shape
    {
      return "the stages are not those of \(settings)"
    }
    do {
      let same = try AvgPool1d(kernel: layer.kernel, stride: layer.stride, padding: layer.padding)
      return same.kernel == layer.kernel ? nil : "a kernel of \(layer.kernel)"
    } catch {
      return "\(settings): \(error)"
    }
  }
}
