import Engine

/// The formulas of average pooling with the numbers in them.
enum PoolingFormula {
  /// A window's mean as it is written: terms, what their sum is divided by, and what that gives.
  struct Mean: Equatable {
    let terms: [String]
    let divisor: Int
    let result: String

    /// The whole left side, without the terms in the middle where `kept` are fewer than all.
    func left(keeping kept: Int) -> String {
      let shown = kept >= terms.count ? terms : terms.prefix(kept - kept / 2) + ["…"] + terms.suffix(kept / 2)
      return "(\(shown.joined(separator: " + "))) / \(divisor) ="
    }
  }

  /// More decimals than a float32 below 1 has would tell nothing.
  private static let mostDecimals = 9

  /// The mean of one output's window in `decimals` places, or in as many more as it takes for the numbers as they are written
  /// to add up to the result as it is written.
  static func mean(_ pipeline: PoolingPipeline, _ source: PoolingPipeline.Source, decimals: Int) -> Mean {
    let values = source.elements.map { Double(pipeline.pooledInput[$0]) }
    let result = Double(pipeline.pooled[source.pooled])
    let window = source.window
    let isRight = { (places: Int) -> Bool in
      let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
      let sum = values.reduce(0) { $0 + ($1 * scale).rounded() }
      // To half a unit of the last place, and what float64 makes of a tie.
      return abs(sum / Double(window.divisor) - (result * scale).rounded()) <= 0.5 + 1e-9
    }
    let places = (decimals...max(decimals, mostDecimals)).first(where: isRight) ?? decimals
    let counted = pipeline.layer.countIncludePad
    let before = counted ? window.elements.lowerBound - window.places.lowerBound : 0
    let after = counted ? window.places.upperBound - window.elements.upperBound : 0
    let terms =
      [String](repeating: "0", count: max(0, before))
      + values.map { NumberText.fixed($0, decimals: places) }
      + [String](repeating: "0", count: max(0, after))
    return Mean(
      terms: terms.isEmpty ? ["0"] : terms, divisor: window.divisor,
      result: NumberText.fixed(result, decimals: places))
  }

  /// How many outputs there are along the pooled axis, with the numbers plugged in.
  static func length(_ pipeline: PoolingPipeline) -> String {
    length(pipeline.layer, of: pipeline.pooledLength, windows: pipeline.windowCount)
  }

  /// The same for an axis of `length`, of which a layer makes `windows` numbers.
  static func length(_ layer: AvgPool1d, of length: Int, windows: Int) -> String {
    let (open, close) = layer.ceilMode ? ("⌈", "⌉") : ("⌊", "⌋")
    let less = windowsBeforeRule(layer, length) - windows
    return "L_out = \(open)(\(length) + 2⋅\(layer.padding) − \(layer.kernel))/\(layer.stride)\(close) + 1"
      + (less > 0 ? " − \(less)" : "") + " = \(windows)"
  }

  /// Whether ceil mode's formula gives a window that does not count, for it would begin behind the last element.
  static func leavesOutLastWindow(_ pipeline: PoolingPipeline) -> Bool {
    windowsBeforeRule(pipeline.layer, pipeline.pooledLength) > pipeline.windowCount
  }

  private static func windowsBeforeRule(_ layer: AvgPool1d, _ length: Int) -> Int {
    let room = length + 2 * layer.padding - layer.kernel
    return (layer.ceilMode ? (room + layer.stride - 1) / layer.stride : room / layer.stride) + 1
  }
}

extension PoolingPipeline {
  /// How long the pooled axis is before pooling, and how many numbers pooling leaves along it.
  var pooledLength: Int { pooledInput.shape[pooledInput.rank - 1] }
  var windowCount: Int { pooled.shape[pooled.rank - 1] }

  /// What the axes of the pooled tensor count; the last one is the axis that is pooled over.
  var pooledAxes: [String] { stages[transposes ? 2 : 1].axes }
}
