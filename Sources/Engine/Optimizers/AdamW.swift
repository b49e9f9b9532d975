/// Adam whose weight decay goes straight to the weights (Loshchilov and Hutter, 2019): `torch.optim.AdamW`'s rule.
public final class AdamW: Adam {
  override var decouplesDecay: Bool { true }
}

extension OptimizerRule {
  /// Adam with decoupled weight decay.
  public static let adamW = OptimizerRule(
    name: "adamw", title: "AdamW", settings: adamSettings(weightDecay: 0.01),
    decouplesDecay: true, state: adamState,
    formula: { values, _ in FormulaLine.decoupledDecay(values) + adamFormula(values, gradient: "g") },
    numbers: adamNumbers, direction: adamDirection, followed: "m̂", optimizer: AdamW.self)
}
