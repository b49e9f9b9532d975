import Engine
import Languages

/// The mistakes that AvgPool1d invites, each said in one line when it happens.
enum PoolingTraps {
  /// A line for each trap that the settings spring.
  static func lines(_ pipeline: PoolingPipeline) -> [String] {
    [wrongAxis(pipeline), remainder(pipeline), lostAxis(pipeline)].compactMap { $0 }
  }

  private static func wrongAxis(_ pipeline: PoolingPipeline) -> String? {
    guard !pipeline.transposes else { return nil }
    let (before, after) = (shape(pipeline.pooledInput), shape(pipeline.pooled))
    return say(
      "pooling.wrongAxis",
      "Wrong axis: without transpose the vector is pooled, not the text: \(before) → \(after)")
  }

  private static func remainder(_ pipeline: PoolingPipeline) -> String? {
    let dropped = pipeline.droppedPlaces
    guard !dropped.isEmpty else { return nil }
    let (axis, count) = (AxisWords.text(pipeline.pooledAxes[pipeline.pooledAxes.count - 1]), dropped.count)
    return say(
      "pooling.dropped",
      """
      Dropped: \(count) of \(pipeline.pooledLength) places \("is", or: "are", for: count) in no window: \
      \(axis) \(listed(dropped))
      """)
  }

  /// An axis other than the pooled one that `squeeze()` took because it is 1 long.
  private static func lostAxis(_ pipeline: PoolingPipeline) -> String? {
    guard pipeline.squeeze == .all, let last = pipeline.stages.last else { return nil }
    let lost = zip(pipeline.pooledAxes, pipeline.pooled.shape).dropLast().filter { $0.1 == 1 }.map(\.0)
    guard !lost.isEmpty else { return nil }
    let names = lost.map { $0 == "sample" ? say("pooling.batch", "batch") : AxisWords.text($0) }
      .joined(separator: say("pooling.and", " and "))
    let subject = names.prefix(1).uppercased() + names.dropFirst()
    let (before, after) = (shape(pipeline.pooled), shape(last.tensor))
    return lost.count == 1
      ? say(
        "pooling.lostAxis",
        "\(subject) axis gone: squeeze() took it too: \(before) → \(after); squeeze(-1) keeps it")
      : say(
        "pooling.lostAxes",
        "\(subject) axes gone: squeeze() took them too: \(before) → \(after); squeeze(-1) keeps them")
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

  private static func shape(_ tensor: Tensor) -> String { PoolingScene.text(tensor.shape) }
}
