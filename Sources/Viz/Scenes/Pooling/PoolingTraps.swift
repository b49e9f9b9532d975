import Engine

/// The mistakes that AvgPool1d invites, each said in one line when it happens.
enum PoolingTraps {
  /// A line for each trap that the settings spring.
  static func lines(_ pipeline: PoolingPipeline) -> [String] {
    [wrongAxis(pipeline), remainder(pipeline), batch(pipeline)].compactMap { $0 }
  }

  private static func wrongAxis(_ pipeline: PoolingPipeline) -> String? {
    guard !pipeline.transposes else { return nil }
    return "Wrong axis: without the swap the vector is pooled, not the text: "
      + "\(shape(pipeline.pooledInput)) → \(shape(pipeline.pooled))"
  }

  private static func remainder(_ pipeline: PoolingPipeline) -> String? {
    let dropped = pipeline.droppedPlaces.count
    guard dropped > 0 else { return nil }
    let length = pipeline.pooledInput.shape[pipeline.pooledInput.rank - 1]
    let verb = dropped == 1 ? "is" : "are"
    return "Dropped: \(dropped) of \(length) places \(verb) in no window and \(verb) never read"
  }

  private static func batch(_ pipeline: PoolingPipeline) -> String? {
    guard pipeline.squeeze == .all, pipeline.pooled.rank == 3, pipeline.pooled.shape[0] == 1,
      let last = pipeline.stages.last
    else { return nil }
    let left = last.tensor.shape.isEmpty ? "scalar" : shape(last.tensor)
    return "Batch axis gone: squeeze() took it too: \(shape(pipeline.pooled)) → \(left); squeeze(-1) keeps it"
  }

  private static func shape(_ tensor: Tensor) -> String {
    tensor.shape.map { String($0) }.joined(separator: "×")
  }
}
