/// Holds autograd's float32 gradient of any network against central differences of its float64 reference.
///
/// Each number has a tolerance of its own, which follows the sizes involved (`ErrorAnalysis`). Of a large network a part is
/// checked, another one at each step.
public struct GradientCheck: Sendable, Equatable {
  /// What a comparison comes to.
  public enum Verdict: Sendable, Equatable {
    /// Every difference is one that float32's rounding explains.
    case agrees
    /// Some difference is not.
    case differs
    /// Float32 overflowed, or the loss has a kink there, so there is nothing to compare.
    case incomparable
    /// Every witness says 0: there is no gradient left.
    case zero
  }

  /// How far one witness is from automatic differentiation.
  public struct Comparison: Sendable, Equatable {
    /// The difference at the worst weight, which is the one that comes nearest to its tolerance or farthest beyond it.
    public let difference: Double
    /// The difference that rounding explains at that weight.
    public let tolerance: Double
    /// That weight.
    public let worst: Place
    /// What the comparison comes to.
    public let verdict: Verdict

    /// The difference in multiples of its tolerance.
    public var ratio: Double { difference == 0 ? 0 : difference / tolerance }
  }

  /// One parameter's part.
  public struct Parameter: Sendable, Equatable {
    /// Its name in the state dict.
    public let name: String
    /// The worst of its numbers, and what they come to.
    public let comparison: Comparison
    /// How many numbers were compared.
    public let comparedCount: Int
    /// How many could not be compared: not finite, or at a kink.
    public let incomparableCount: Int
    /// How many there are.
    public let count: Int
  }

  /// Each parameter's part, in the order given.
  public let parameters: [Parameter]

  /// How many numbers were compared.
  public var comparedCount: Int { parameters.reduce(0) { $0 + $1.comparedCount } }
  /// How many numbers could not be compared.
  public var incomparableCount: Int { parameters.reduce(0) { $0 + $1.incomparableCount } }
  /// How many numbers there are.
  public var count: Int { parameters.reduce(0) { $0 + $1.count } }

  /// What all parameters come to.
  public var verdict: Verdict {
    let verdicts = parameters.map(\.comparison.verdict)
    return [.differs, .incomparable].first(where: verdicts.contains)
      ?? (verdicts.allSatisfy { $0 == .zero } ? .zero : .agrees)
  }

  /// The work that one check spends on differences, about as many multiplications: some milliseconds.
  public static let standardBudget = 30_000_000

  /// Checks the gradients of `parameters` in a stage whose graph has just run forward and backward.
  ///
  /// - Parameters:
  ///   - stage: The graph, with its loss.
  ///   - parameters: What is checked, such as the network's.
  ///   - step: Decides which numbers of a large parameter are checked.
  ///   - place: A number that is checked in any case.
  ///   - budget: How much work the differences may take, about as many multiplications; at least one number of each
  ///     parameter is checked.
  public init(
    _ stage: NetworkGraph, parameters: [Value], step: Int = 0, including place: Place? = nil,
    budget: Int = standardBudget
  ) {
    let pass = ReferencePass(stage.graph, loss: stage.loss)
    let analysis = ErrorAnalysis(pass, loss: stage.loss)
    var left = budget
    var parts: [Parameter] = []
    // From the last on: what is near the loss costs least, and what it leaves goes to the others.
    for (index, value) in parameters.enumerated().reversed() {
      let differences = CentralDifferences(pass, of: value, lossRounding: analysis.lossRounding)
      let share = max(1, left / (index + 1) / max(1, differences.work))
      var elements = Self.sample(value.data.count, atMost: share, step: step)
      if let place, place.tensor == value.name, let element = value.element(at: place.index),
        !elements.contains(element)
      {
        elements.append(element)
      }
      left -= elements.count * differences.work
      var gathering = Gathering(value)
      let errors = pass.place(value).map { analysis.errors[$0] } ?? []
      for element in elements {
        let automatic = Double(value.gradient?[element] ?? 0)
        let error = errors.isEmpty ? 0 : errors[element]
        // NaN must not make room for itself.
        let size = automatic.isFinite ? abs(automatic) : 0
        let tolerance = error + 8 * Rounding.unit * size + Rounding.underflow
        gathering.add(differences.compare(automatic, within: tolerance, at: element), at: element)
      }
      parts.append(gathering.parameter)
    }
    self.parameters = parts.reversed()
  }

  /// All of `0..<count`, or as many of them as asked for, spread evenly and elsewhere at another step.
  private static func sample(_ count: Int, atMost most: Int, step: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    // Steps of a share of the golden ratio come everywhere soon, and are no part of a cycle that training might have.
    let start = Int((Double(step) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1) * Double(count))
    return (0..<most).map { (start + $0 * count / most) % count }
  }

  /// A parameter's comparison while it is made.
  private struct Gathering {
    private let value: Value
    private var worst: (ratio: Double, difference: Double, tolerance: Double, element: Int)?
    private var (compared, incomparable) = (0, 0)
    private var (differs, isZero) = (false, true)

    init(_ value: Value) {
      self.value = value
    }

    mutating func add(_ result: CentralDifferences.Result, at element: Int) {
      if result.verdict != .zero { isZero = false }
      if result.verdict == .differs { differs = true }
      if result.verdict == .incomparable {
        incomparable += 1
        return
      }
      compared += 1
      let ratio =
        result.difference == 0
        ? 0 : result.difference.isFinite ? result.difference / result.tolerance : .infinity
      if ratio > worst?.ratio ?? -1 { worst = (ratio, result.difference, result.tolerance, element) }
    }

    var parameter: Parameter {
      let index = value.index(of: worst?.element ?? 0)
      let verdict: Verdict = differs ? .differs : compared == 0 ? .incomparable : isZero ? .zero : .agrees
      return Parameter(
        name: value.name,
        comparison: Comparison(
          difference: worst?.difference ?? 0, tolerance: worst?.tolerance ?? 0,
          worst: Place(tensor: value.name, index: index), verdict: verdict),
        comparedCount: compared, incomparableCount: incomparable, count: value.data.count)
    }
  }
}
