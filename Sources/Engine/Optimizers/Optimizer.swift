import Languages

/// Changes parameters against their gradients, in place, by one of PyTorch's rules.
///
/// A subclass is one file, with its description; `Optimizers.all` is the list of them. What a rule reads every step is not
/// checked for exclusive access while it runs: the checks would double the time of a small layer's step.
public class Optimizer {
  /// A named array that an optimizer keeps for each parameter, such as Adam's first moment.
  public struct State {
    /// PyTorch's name, such as "exp_avg".
    public let name: String
    /// The symbol used on screen, such as "m".
    public let symbol: String
    /// What it is, in a few words.
    public var meaning: String { words.text }
    /// Its words in every language.
    let words: Words
    /// Whether its numbers can be negative.
    public let isSigned: Bool
    /// One buffer a parameter, shaped as the parameter.
    public let buffers: [Buffer]
  }

  /// All that an optimizer remembers from step to step, as a value.
  public struct Memory: Sendable, Equatable {
    /// How many updates were made since the state was empty.
    public var stepCount = 0
    /// PyTorch's names of the states: those of `state`, then those that are not in use at present.
    public var names: [String] = []
    /// The elements of each state's buffers, in the order of `names`.
    public var buffers: [[[Float]]] = []
    /// Numbers besides the buffers, such as Adam's powers of β.
    public var scalars: [Double] = []

    /// A memory; without more, that of an optimizer before its first step.
    public init(
      stepCount: Int = 0, names: [String] = [], buffers: [[[Float]]] = [], scalars: [Double] = []
    ) {
      (self.stepCount, self.names, self.buffers, self.scalars) = (stepCount, names, buffers, scalars)
    }
  }

  /// Where a parameter's numbers lie: `count` floats each, a whole number of vectors, for the optimizer's life.
  struct ParameterPointers {
    let weight: UnsafeMutablePointer<Float>
    let gradient: UnsafePointer<Float>
    let count: Int
  }

  /// What it is, with its settings and their ranges.
  public final let rule: OptimizerRule
  /// The step size.
  @exclusivity(unchecked) public final var learningRate: Double
  /// How many updates were made since the state was empty.
  public final var stepCount: Int { updates }
  /// All state kept, in PyTorch's order; empty for plain gradient descent.
  public private(set) final var state: [State] = []

  /// The threads that change large parameters together; without any, the one that asks does it all.
  @exclusivity(unchecked) final var team: Team?
  /// One a parameter.
  let places: [ParameterPointers]
  /// What `places` points into.
  let parameters: [Value]
  private var held: SettingValues
  /// State that was kept once and that the present settings do not use: PyTorch keeps it and goes on with it later.
  private var dormant: [State] = []
  @exclusivity(unchecked) private var updates = 0

  /// An optimizer with empty state; the caller has checked values and parameters.
  required init(_ rule: OptimizerRule, values: SettingValues, parameters: [Value]) {
    self.rule = rule
    self.parameters = parameters
    places = parameters.compactMap { parameter in
      parameter.gradient.map {
        ParameterPointers(weight: parameter.data.pointer, gradient: $0.pointer, count: $0.paddedCount)
      }
    }
    precondition(places.count == parameters.count, "what an optimizer changes has a gradient")
    held = values
    learningRate = values["lr"]
    makeState()
    settingsChanged(held)
  }

  /// The settings in force.
  public final var values: SettingValues {
    var values = held
    values["lr"] = learningRate
    return values
  }

  /// Changes a setting from the next step on and keeps all state; state that this asks for and that there never was begins
  /// empty.
  public final func set(_ name: String, _ value: Double) throws(SettingError) {
    let setting = try rule.setting(named: name)
    if !setting.accepts(value) { try rule.check([value], of: setting, text: nil) }
    var next = held
    next[setting.name] = value
    try rule.checkTogether(next)
    put(setting.name, value)
  }

  /// Changes a setting without a check, as PyTorch's schedules do.
  final func put(_ name: String, _ value: Double) {
    if name == "lr" {
      learningRate = value
      return
    }
    let before = held[name]
    if before == value { return }
    held[name] = value
    // A number other than 0 that becomes another such number changes no state's existence.
    if before == 0 || value == 0 { makeState() }
    settingsChanged(held)
  }

  /// Changes all settings without a check, as those of a choice that was checked.
  final func put(_ values: SettingValues) {
    held = values
    learningRate = values["lr"]
    makeState()
    settingsChanged(held)
  }

  /// The buffers of a state, one a parameter, by PyTorch's name; empty where it is not kept.
  public final func buffers(_ name: String) -> [Buffer] {
    state.first { $0.name == name }?.buffers ?? []
  }

  /// The state of one parameter by PyTorch's names and in its order, "step" included where PyTorch has one.
  public final func stateDictionary(parameter index: Int) -> [(name: String, elements: [Float])] {
    (rule.countsSteps ? [("step", [Float(stepCount)])] : [])
      + state.map { ($0.name, $0.buffers[index].elements) }
  }

  /// Keeps the state that the settings ask for: what there is or was, and new buffers for what never was.
  private func makeState() {
    let known = state + dormant
    let tensors = rule.state(held)
    state = tensors.map { tensor in
      State(
        name: tensor.name, symbol: tensor.symbol, words: tensor.words, isSigned: tensor.isSigned,
        buffers: known.first { $0.name == tensor.name }?.buffers
          ?? parameters.map { Buffer(count: $0.data.count) })
    }
    dormant = known.filter { known in !tensors.contains { $0.name == known.name } }
    for state in state where !known.contains(where: { $0.name == state.name }) { begin(state) }
  }

  /// Moves every parameter by one step against its present gradient; tells whether all of them are finite.
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
    dormant = []
    for state in state { empty(state) }
  }

  /// Sets a state to what it is before its first step.
  private func empty(_ state: State) {
    for buffer in state.buffers { buffer.fill(0) }
    begin(state)
  }

  /// What is remembered at present. Setting it empties the state that was not remembered.
  public final var memory: Memory {
    get {
      let all = state + dormant
      return Memory(
        stepCount: stepCount, names: all.map(\.name), buffers: all.map { $0.buffers.map(\.elements) },
        scalars: scalars)
    }
    set {
      updates = newValue.stepCount
      scalars = newValue.scalars
      dormant.removeAll { !newValue.names.contains($0.name) }
      for state in state where !newValue.names.contains(state.name) { empty(state) }
      for (name, elements) in zip(newValue.names, newValue.buffers) {
        let known = (state + dormant).first { $0.name == name }
        let buffers = known?.buffers ?? elements.map { Buffer(count: $0.count) }
        for (buffer, elements) in zip(buffers, elements) { buffer.load(elements) }
        // Out of use at present: its name is all that it will be found by.
        if known == nil {
          dormant.append(State(name: name, symbol: name, words: .none, isSigned: true, buffers: buffers))
        }
      }
    }
  }

  /// What is remembered of some elements of the parameter with `index`.
  final func memory(of elements: Range<Int>, parameter index: Int) -> Memory {
    let all = state + dormant
    return Memory(
      stepCount: stepCount, names: all.map(\.name),
      buffers: all.map { [$0.buffers[index].elements(elements)] }, scalars: scalars)
  }

  /// Numbers that a rule remembers besides its buffers.
  var scalars: [Double] {
    get { [] }
    set {}
  }

  /// Reads from `values` and `buffers` what the rule needs besides `learningRate`, because looking it up costs as much as a
  /// small step.
  func settingsChanged(_ values: SettingValues) {}

  /// Told of a state whose buffers have just become 0, for a rule in which they begin otherwise.
  func begin(_ state: State) {}

  /// The rule itself; `stepCount` already counts this update. Tells whether all new weights are finite.
  func update() -> Bool {
    preconditionFailure("an optimizer has an update rule")
  }
}
