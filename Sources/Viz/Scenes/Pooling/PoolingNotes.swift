import Engine
import Languages

/// What there is to learn from a pipeline that springs no trap, in sentences that hold for its very shapes.
enum PoolingNotes {
  /// The sentences on what happens forward.
  static func forward(_ pipeline: PoolingPipeline) -> [String] {
    var sentences = [left(pipeline)]
    if PoolingFormula.leavesOutLastWindow(pipeline) {
      sentences.insert(
        say(
          "pooling.windowLess",
          "One window less: it would begin behind the last element, so it does not count."), at: 0)
    }
    if let squeezed = squeezed(pipeline) { sentences.append(squeezed) }
    return sentences
  }

  /// The sentences on what flows back.
  static func backward(_ pipeline: PoolingPipeline) -> [String] {
    let share =
      hasOverlap(pipeline)
      ? say("pooling.overlap", "Windows overlap: an element in several of them gets a share from each.")
      : say("pooling.equalShares", "A mean passes its gradient on in equal shares.")
    let count = NumberText.grouped(pipeline.outputCount)
    let sum =
      pipeline.outputCount == 1
      ? say("pooling.oneOutput", "S is the one output, so ∂S/∂output is 1 there.")
      : say("pooling.allOutputs", "S sums all \(count) outputs, so ∂S/∂output is 1 for each.")
    return [sum, share]
  }

  /// Whether some element is in more than one window.
  static func hasOverlap(_ pipeline: PoolingPipeline) -> Bool {
    pipeline.layer.stride < pipeline.layer.kernel && pipeline.windowCount > 1
  }

  /// How many numbers pooling leaves.
  private static func left(_ pipeline: PoolingPipeline) -> String {
    let count = pipeline.windowCount
    let axes = pipeline.pooledAxes.map(AxisWords.text)
    let place = axes.dropLast().last
    let left =
      switch (count, place) {
      case (1, nil): say("pooling.oneLeft", "one number is left in all")
      case (1, let place?): say("pooling.oneLeftEach", "one number is left for each \(place) place")
      case (_, nil): say("pooling.manyLeft", "\(count) numbers are left in all")
      case (_, let place?): say("pooling.manyLeftEach", "\(count) numbers are left for each \(place) place")
      }
    return pipeline.transposes
      ? say("pooling.transposedLeft", "transpose puts the \(axes[axes.count - 1]) axis last: \(left).")
      : say("pooling.left", "Here \(left).")
  }

  /// What squeezing did, where it is asked for.
  private static func squeezed(_ pipeline: PoolingPipeline) -> String? {
    guard pipeline.squeeze != .none, let last = pipeline.stages.last else { return nil }
    if pipeline.pooled.rank == last.tensor.rank {
      return pipeline.squeeze == .all
        ? say("pooling.nothingToSqueeze", "Nothing to squeeze: no axis is 1 long.")
        : say("pooling.lastAxisLong", "Nothing to squeeze: the last axis is \(pipeline.windowCount) long.")
    }
    let gone = pipeline.pooledAxes.filter { !last.axes.contains($0) }.map(AxisWords.text)
    return say("pooling.squeezed", "Squeezed away: \(gone.joined(separator: ", ")).")
  }
}
