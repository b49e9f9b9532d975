import Engine

/// The mistakes that AvgPool1d invites, each said in one line when it happens.
enum PoolingTraps {
  /// A line for each trap that the settings spring.
  static func lines(_ pipeline: PoolingPipeline) -> [String] {
    [wrongAxis(pipeline), remainder(pipeline), lostAxis(pipeline)].compactMap { $0 }
  }

  private static func wrongAxis(_ pipeline: PoolingPipeline) -> String? {
    guard !pipeline.transposes else { return nil }
    return "Wrong axis: without transpose the vector is pooled, not the text: "
      + "\(shape(pipeline.pooledInput)) → \(shape(pipeline.pooled))"
  }

  private static func remainder(_ pipeline: PoolingPipeline) -> String? {
    let dropped = pipeline.droppedPlaces
    guard !dropped.isEmpty else { return nil }
    let axis = pipeline.pooledAxes[pipeline.pooledAxes.count - 1]
    let verb = dropped.count == 1 ? "is" : "are"
    return "Dropped: \(dropped.count) of \(pipeline.pooledLength) places \(verb) in no window: "
      + "\(axis) \(listed(dropped))"
  }

  /// An axis other than the pooled one that `squeeze()` took because it is 1 long.
  private static func lostAxis(_ pipeline: PoolingPipeline) -> String? {
    guard pipeline.squeeze == .all, let last = pipeline.stages.last else { return nil }
    let lost = zip(pipeline.pooledAxes, pipeline.pooled.shape).dropLast().filter { $0.1 == 1 }.map(\.0)
    guard !lost.isEmpty else { return nil }
    let names = lost.map { $0 == "sample" ? "batch" : $0 }.joined(separator: " and ")
    let subject = names.prefix(1).uppercased() + names.dropFirst() + (lost.count == 1 ? " axis" : " axes")
    let they = lost.count == 1 ? "it" : "them"
    return "\(subject) gone: squeeze() took \(they) too: \(shape(pipeline.pooled)) → \(shape(last.tensor)); "
      + "squeeze(-1) keeps \(they)"
  }

  /// Places in their order, neighbours as a range; the first few of many.
  private static func listed(_ places: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for place in places {
      if let last = runs.last, last.upperBound + 1 == place {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
    let texts = runs.prefix(4).map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
    return texts.joined(separator: ", ") + (runs.count > 4 ? ", …" : "")
  }

  private static func shape(_ tensor: Tensor) -> String {
    tensor.shape.isEmpty ? "scalar" : tensor.shape.map { String($0) }.joined(separator: "×")
  }
}
