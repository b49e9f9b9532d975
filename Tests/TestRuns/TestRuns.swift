import Engine

/// The article's run from `seed`, with optimizers by text: the first one runs first; toggles go from one to the other.
public func article(
  seed: UInt64, input: [Double] = Configuration.articleInput, target: [Double] = Configuration.articleTarget,
  initialWeight: [Float]? = nil, optimizer: String = "sgd", other: String? = nil, toggles: [Int] = []
) -> Configuration {
  sound {
    let choices = try ([optimizer] + (other.map { [$0] } ?? [])).map { try Optimizers.parse($0) }
    var name = choices[0].rule.name
    let events = toggles.map { step in
      name = name == "sgd" ? "adam" : "sgd"
      return Timed(step: step, .optimizer(name))
    }
    return try .article(
      seed: seed, input: input, target: target, initialWeight: initialWeight, optimizer: choices[0],
      others: choices, events: events)
  }
}

/// The run of a preset.
public func preset(_ name: String, seed: UInt64 = 1, optimizer: String? = nil) -> Configuration {
  sound {
    guard let preset = Preset.named(name) else { fatalError("there is no preset \(name)") }
    return try Configuration(preset, seed: seed, optimizer: optimizer.map { try Optimizers.parse($0) })
  }
}

/// What a test has made must be right.
private func sound(_ make: () throws -> Configuration) -> Configuration {
  do {
    return try make()
  } catch {
    fatalError("\(error)")
  }
}

extension Trainer {
  /// Goes over to the other optimizer.
  public var toggled: Command { .optimizer(partner.name) }
  /// Twice the rate.
  public var raised: Command { .set("lr", learningRate * 2) }
  /// Half the rate.
  public var lowered: Command { .set("lr", learningRate / 2) }
  /// The first trained tensor.
  public var weight: Value { network.parameters[0] }
  /// The article's layer, derived by hand.
  public var layer: HandDerived {
    guard let handDerived else { fatalError("the network is not the article's") }
    return handDerived
  }
}

extension Timeline {
  /// Goes over to the other optimizer.
  public var toggled: Command { trainer.toggled }
  /// Twice the rate.
  public var raised: Command { trainer.raised }
}
