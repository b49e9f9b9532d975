import Engine

/// What there is to learn from a pipeline that springs no trap, in sentences that hold for its very shapes.
enum PoolingLessons {
  /// The sentences on what happens forward.
  static func forward(_ pipeline: PoolingPipeline) -> [String] {
    var sentences = [left(pipeline)]
    if PoolingFormula.leavesOutLastWindow(pipeline) {
      sentences.insert(
        "One window less: it would begin behind the last element, so it does not count.", at: 0)
    }
    if let squeezed = squeezed(pipeline) { sentences.append(squeezed) }
    return sentences
  }

  /// The sentences on what flows back.
  static func backward(_ pipeline: PoolingPipeline) -> [String] {
    let share =
      hasOverlap(pipeline)
      ? "Windows overlap: an element in several of them gets a share from each."
      : "A mean passes its gradient on in equal shares."
    let count = NumberText.grouped(pipeline.outputCount)
    let sum =
      pipeline.outputCount == 1
      ? "S is the one output, so ∂S/∂output is 1 there."
      : "S sums all \(count) outputs, so ∂S/∂output is 1 for each."
    return [sum, share]
  }

  /// Whether some element is in more than one window.
  static func hasOverlap(_ pipeline: PoolingPipeline) -> Bool {
    pipeline.layer.stride < pipeline.layer.kernel && pipeline.windowCount > 1
  }

  /// How many numbers pooling leaves.
  private static func left(_ pipeline: PoolingPipeline) -> String {
    let count = pipeline.windowCount
    let axes = pipeline.pooledAxes
    let places = axes.count >= 2 ? "for each \(axes[axes.count - 2]) place" : "in all"
    let numbers = count == 1 ? "one number is left" : "\(count) numbers are left"
    let swap = pipeline.transposes ? "transpose puts the \(axes[axes.count - 1]) axis last: " : "Here "
    return "\(swap)\(numbers) \(places)."
  }

  /// What squeezing did, where it is asked for.
  private static func squeezed(_ pipeline: PoolingPipeline) -> String? {
    guard pipeline.squeeze != .none, let last = pipeline.stages.last else { return nil }
    let gone = pipeline.pooled.rank - last.tensor.rank
    if gone == 0 {
      return pipeline.squeeze == .all
        ? "Nothing to squeeze: no axis is 1 long."
        : "Nothing to squeeze: the last axis is \(pipeline.windowCount) long."
    }
    let names = pipeline.pooledAxes.filter { !last.axes.contains($0) }
    return "Squeezed away: \(names.joined(separator: ", "))."
  }
}
