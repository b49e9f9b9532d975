/// Changes parameters along their gradients, in place, by one of PyTorch's rules.
///
/// A subclass is one file; `OptimizerKind` is the list of them.
public class Optimizer {
  /// A named array that an optimizer keeps for each parameter, such as Adam's first moment.
  public struct State {
    /// The symbol used on screen, such as "m".
    public let symbol: String
    /// What it is, in a few words.
    public let meaning: String
    /// Whether its numbers can be negative.
    public let isSigned: Bool
    /// One buffer a parameter, shaped as the parameter.
    public let buffers: [Buffer]
  }

  /// All that an optimizer remembers from step to step, as a value.
  public struct Memory: Sendable, Equatable {
    /// How many updates were made since the state was empty.
    public var stepCount = 0
    /// The elements of each state's buffers, in the order of `state`.
    public var buffers: [[[Float]]] = []
    /// Numbers beside the buffers, such as Adam's powers of β.
    public var scalars: [Double] = []
  }

  /// Where a parameter's numbers lie: `count` floats each, a whole number of vectors, for the optimizer's life.
  struct Place {
    let weight: UnsafeMutablePointer<Float>
    let gradient: UnsafePointer<Float>
    let count: Int
  }

  /// The step size.
  public final var learningRate: Double {
    get { rate }
    set { rate = newValue }
  }
  /// How many updates were made since the state was empty.
  public final var stepCount: Int { updates }

  /// One a parameter.
  let places: [Place]
  /// Keeps alive what `places` points to.
  private let parameters: [Value]
  private var rate: Double
  private var updates = 0

  init(parameters: [Value], learningRate: Double) {
    self.parameters = parameters
    places = parameters.compactMap { parameter in
      parameter.gradient.map {
        Place(weight: parameter.data.pointer, gradient: $0.pointer, count: $0.paddedCount)
      }
    }
    precondition(places.count == parameters.count, "what an optimizer changes has a gradient")
    rate = learningRate
  }

  /// All state kept, in the order in which it is shown; empty for plain gradient descent.
  public var state: [State] { [] }

  /// Moves every parameter by one step along its present gradient; tells whether all of them are finite.
  ///
  /// A `false` may be due to a buffer's padding alone.
  @discardableResult
  public final func step() -> Bool {
    updates += 1
    return update()
  }

  /// Forgets all state, as a newly made optimizer would have none.
  public func reset() {
    updates = 0
    for state in state {
      for buffer in state.buffers { buffer.fill(0) }
    }
  }

  /// What is remembered at present.
  public final var memory: Memory {
    get {
      Memory(stepCount: stepCount, buffers: state.map { $0.buffers.map(\.elements) }, scalars: scalars)
    }
    set {
      updates = newValue.stepCount
      scalars = newValue.scalars
      for (state, elements) in zip(state, newValue.buffers) {
        for (buffer, elements) in zip(state.buffers, elements) { buffer.load(elements) }
      }
    }
  }

  /// What is remembered of some elements of the parameter with `index`.
  final func memory(of elements: Range<Int>, parameter index: Int) -> Memory {
    Memory(
      stepCount: stepCount, buffers: state.map { [$0.buffers[index].elements(elements)] }, scalars: scalars)
  }

  /// Numbers that a rule remembers besides its buffers.
  var scalars: [Double] {
    get { [] }
    set {}
  }

  /// The rule itself; `stepCount` already counts this update. Tells whether all new weights are finite.
  func update() -> Bool {
    preconditionFailure("an optimizer has an update rule")
  }
}
