import Testing

@testable import Engine

/// Settings that change while an optimizer runs; the numbers are PyTorch 2.15's, which set `param_groups[0]`.
@Suite struct LiveSettingTests {
  private func gradient(_ t: Int) -> [Float] { [0.1 * Float(t + 1), -0.2, 0.3 / Float(t + 1)] }

  private func value() -> Value {
    let value = Value(name: "weight", shape: [3], requiresGradient: true)
    value.data.load([1, -2, 3])
    return value
  }

  @Test func momentumThatComesLaterBeginsWithTheGradient() throws {
    let value = value()
    let optimizer = try Optimizers.parse("sgd lr=0.1 dampening=0.25").make(parameters: [value])
    for t in 0..<6 {
      value.gradient?.load(gradient(t))
      if t == 2 { try optimizer.set("momentum", 0.9) }
      optimizer.step()
    }
    let torch: [Float] = [0.6692799925804138, -1.807070016860962, 2.893066167831421]
    for (weight, torch) in zip(value.data.elements, torch) { #expect(abs(weight - torch) <= 2.4e-7) }
  }

  @Test func goingBackBeforeAStateBeganEmptiesIt() throws {
    let value = value()
    let optimizer = try Optimizers.parse("sgd lr=0.1").make(parameters: [value])
    value.gradient?.load(gradient(0))
    optimizer.step()
    let (memory, weights) = (optimizer.memory, value.data.elements)
    try optimizer.set("momentum", 0.9)
    optimizer.step()
    let after = value.data.elements
    optimizer.step()
    optimizer.memory = memory
    value.data.load(weights)
    optimizer.step()
    #expect(value.data.elements == after)
    // Likewise where the state is out of use by then.
    try optimizer.set("momentum", 0)
    optimizer.memory = memory
    value.data.load(weights)
    try optimizer.set("momentum", 0.9)
    optimizer.step()
    #expect(value.data.elements == after)
  }

  @Test func aStateOutOfUseIsKeptForLater() throws {
    let value = value()
    let optimizer = try Optimizers.parse("sgd lr=0.1 momentum=0.9").make(parameters: [value])
    func run(_ steps: Range<Int>) throws {
      for t in steps {
        value.gradient?.load(gradient(t))
        if t == 2 { try optimizer.set("momentum", 0) }
        if t == 4 { try optimizer.set("momentum", 0.8) }
        optimizer.step()
      }
    }
    try run(0..<3)
    #expect(optimizer.state.isEmpty)
    let (memory, weights) = (optimizer.memory, value.data.elements)
    try run(3..<6)
    let torch: [Float] = [0.69923996925354, -1.7912800312042236, 2.8342201709747314]
    for (weight, torch) in zip(value.data.elements, torch) { #expect(abs(weight - torch) <= 2.4e-7) }
    let after = value.data.elements
    try optimizer.set("momentum", 0)
    optimizer.memory = memory
    value.data.load(weights)
    try run(3..<6)
    #expect(value.data.elements == after, "going back")
  }

  @Test func aSettingKeepsTheState() throws {
    let value = value()
    let optimizer = try Optimizers.parse("adam").make(parameters: [value])
    value.gradient?.load(gradient(0))
    optimizer.step()
    let before = optimizer.memory
    try optimizer.set("beta1", 0.5)
    try optimizer.set("weight-decay", 0.1)
    try optimizer.set("lr", 0.5)
    #expect(optimizer.memory.buffers == before.buffers && optimizer.memory.scalars == [0.5, 0.999])
    #expect(optimizer.values["beta1"] == 0.5 && optimizer.values["weight_decay"] == 0.1)
    #expect(optimizer.learningRate == 0.5 && optimizer.values["lr"] == 0.5)
    try optimizer.set("amsgrad", 1)
    #expect(optimizer.memory.buffers.prefix(2) == before.buffers.prefix(2) && optimizer.state.count == 3)
  }

  @Test func wrongValuesChangeNothing() throws {
    let optimizer = try Optimizers.parse("sgd momentum=0.9 nesterov").make(parameters: [value()])
    let before = optimizer.values
    for (name, number) in [("momentum", 0), ("momentum", -1), ("dampening", 0.5), ("alpha", 1), ("lr", .nan)]
    {
      #expect(throws: SettingError.self) { try optimizer.set(name, number) }
    }
    #expect(optimizer.values == before)
  }

  @Test func oneCycleMovesBeta1OfAdam() throws {
    let value = value()
    let optimizer = try Optimizers.parse("adam lr=0.1").make(parameters: [value])
    var schedule = try Schedule(try Schedules.parse("OneCycleLR max_lr=0.1 total_steps=8"), for: optimizer)
    for t in 0..<8 {
      value.gradient?.load(gradient(t))
      optimizer.step()
      if t < 7 { schedule.advance(optimizer) }
    }
    let torch: [Float] = [0.6630411148071289, -1.6815637350082397, 2.7763402462005615]
    for (weight, torch) in zip(value.data.elements, torch) { #expect(abs(weight - torch) <= 2.4e-7) }
  }
}
