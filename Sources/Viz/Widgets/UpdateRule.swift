import Engine

/// The running optimizer's rule with the settings in force, as formulas: what `update` in the engine computes, line by line.
struct UpdateRule {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
  }

  /// The lines in the order in which they are computed, each in a long and a short form.
  var lines: [[String]] {
    let decays = snapshot.settings.weightDecay(of: snapshot.optimizer) != 0
    let decay = decays ? [["g' ← g + λ⋅W", "g'←g+λW"]] : []
    return decay + rule(gradient: decays ? "g'" : "g")
  }

  /// The lines after weight decay, where `g` is the gradient that goes into them.
  private func rule(gradient g: String) -> [[String]] {
    switch snapshot.optimizer {
    case .sgd:
      let sgd = snapshot.settings.sgd
      if sgd.momentum == 0 { return [["W ← W − lr ⋅ \(g)", "W←W−lr⋅\(g)"]] }
      let first = snapshot.optimizerStep == 0
      let buffer =
        first
        ? ["b ← \(g)   at the first step", "b ← \(g)"]
        : sgd.dampening == 0
          ? ["b ← μ⋅b + \(g)", "b←μb+\(g)"] : ["b ← μ⋅b + (1 − d)⋅\(g)", "b←μb+(1−d)\(g)"]
      let step =
        sgd.nesterov
        ? ["W ← W − lr ⋅ (\(g) + μ⋅b)", "W ← W − lr⋅(\(g) + μb)", "W←W−lr(\(g)+μb)"]
        : ["W ← W − lr ⋅ b", "W←W−lr⋅b"]
      return [buffer, step]
    case .adam:
      let largest = snapshot.settings.adam.amsgrad
      let (v, max) = largest ? ("v↑", [["v↑ ← max(v↑, v)", "v↑←max(v↑,v)"]]) : ("v", [])
      return [
        ["m ← β₁⋅m + (1 − β₁)⋅\(g)", "m ← β₁m + (1−β₁)\(g)"],
        ["v ← β₂⋅v + (1 − β₂)⋅\(g)²", "v ← β₂v + (1−β₂)\(g)²"],
      ] + max + [
        ["m̂ = m/(1−β₁ᵗ)  v̂ = \(v)/(1−β₂ᵗ)"],
        ["W ← W − lr ⋅ m̂ / (√v̂ + ε)", "W ← W − lr⋅m̂/(√v̂+ε)"],
      ]
    }
  }
}
