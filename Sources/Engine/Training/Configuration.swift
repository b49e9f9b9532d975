/// Everything that decides a run: the same configuration and commands give the same bits.
public struct Configuration: Sendable, Equatable {
  /// What `torch.manual_seed` would be given.
  public var seed: UInt64
  /// n: the length of input and target.
  public var size: Int
  /// x: [size]. In float64 for the hand-derived witness; the graph rounds it to float32.
  public var input: [Double]
  /// y: [size]
  public var target: [Double]
  /// W: [size, size], row-major; drawn from the seed where `nil`.
  public var initialWeight: [Float]?
  /// The optimizer that runs first.
  public var optimizer: OptimizerKind
  /// The settings of all optimizers.
  public var settings: OptimizerSettings
  /// After which steps the optimizer is switched, ascending.
  public var toggles: [Int]

  /// The article's sample, input part.
  public static let articleInput = [-0.5, 0.1]
  /// The article's sample, target part.
  public static let articleTarget = [0.1, 0.2]

  /// The article's run from `seed`, but for what is given.
  public init(
    seed: UInt64,
    input: [Double] = Configuration.articleInput,
    target: [Double] = Configuration.articleTarget,
    initialWeight: [Float]? = nil,
    optimizer: OptimizerKind = .sgd,
    settings: OptimizerSettings = OptimizerSettings(),
    toggles: [Int] = []
  ) {
    precondition(!input.isEmpty && input.count == target.count, "input and target have one length")
    precondition(
      initialWeight.map { $0.count == input.count * input.count } ?? true,
      "the weight has one row and one column for each input"
    )
    self.seed = seed
    size = input.count
    self.input = input
    self.target = target
    self.initialWeight = initialWeight
    self.optimizer = optimizer
    self.settings = settings
    self.toggles = toggles.sorted()
  }
}
