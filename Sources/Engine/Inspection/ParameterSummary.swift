/// One parameter in a line: how large it and its gradient are, how far the next step moves it, how its numbers are spread.
public struct ParameterSummary: Sendable, Equatable {
  /// PyTorch's name in the state dict.
  public let name: String
  /// The length of each axis.
  public let shape: [Int]
  /// The Euclidean norm of its numbers.
  public let norm: Double
  /// The Euclidean norm of its gradient; `nil` where it has none.
  public let gradientNorm: Double?
  /// The norm of the next step's change over the norm of the numbers; of a large parameter, those of a sample of it. `nil` where
  /// the rule takes the parameter as a whole and that would take long.
  public let updateRatio: Double?
  /// How many of its numbers, or of a sample, lie in each part of the range from −`limit` to `limit`.
  public let histogram: [Int]
  /// The largest magnitude among the sampled numbers.
  public let limit: Double

  /// How many parts the range of a histogram has.
  public static let histogramParts = 12
  /// How many numbers of a parameter are looked at one by one.
  private static let sampleCount = 4096

  /// The line of one of a trainer's parameters, at its present weights and gradients.
  init(_ trainer: Trainer, parameter index: Int) {
    let parameter = trainer.network.parameters[index]
    (name, shape) = (parameter.name, parameter.shape)
    norm = parameter.data.norm
    gradientNorm = parameter.gradient?.norm ?? 0
    let parts = Self.sample(parameter.data.count)
    var (limit, numbers): (Double, [Float]) = (0, [])
    for part in parts { numbers += parameter.data.elements(part) }
    for number in numbers where number.isFinite { limit = max(limit, Double(abs(number))) }
    var histogram = [Int](repeating: 0, count: Self.histogramParts)
    for number in numbers where number.isFinite {
      let share = limit > 0 ? (Double(number) / limit + 1) / 2 : 0.5
      histogram[min(Self.histogramParts - 1, Int(share * Double(Self.histogramParts)))] += 1
    }
    (self.limit, self.histogram) = (limit, histogram)
    updateRatio = Self.updateRatio(trainer, index, parts)
  }

  /// All elements, or some evenly spread runs of them.
  private static func sample(_ count: Int) -> [Range<Int>] {
    guard count > sampleCount else { return [0..<count] }
    let runs = 4
    let length = sampleCount / runs
    return (0..<runs).map { run in
      let start = (count - length) * run / (runs - 1)
      return start..<start + length
    }
  }

  private static func updateRatio(_ trainer: Trainer, _ index: Int, _ parts: [Range<Int>]) -> Double? {
    guard trainer.fault == nil, trainer.optimizer.rule.isElementwise || parts.count == 1 else { return nil }
    var (moved, size) = (0.0, 0.0)
    for part in parts {
      let preview = StepPreview(trainer, parameter: index, elements: part)
      for (before, after) in zip(preview.present, preview.next) {
        let change = Double(after) - Double(before)
        moved += change * change
        size += Double(before) * Double(before)
      }
    }
    return size > 0 ? (moved / size).squareRoot() : moved > 0 ? .infinity : 0
  }
}
