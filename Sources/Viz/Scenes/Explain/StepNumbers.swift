import Engine
import Languages

/// What a person would write down on the way from a number to its next value, in the order of the rule.
struct StepNumbers {
  private let preview: StepPreview

  /// The numbers of one optimizer's step.
  init(_ preview: StepPreview) {
    self.preview = preview
  }

  private var decay: Double {
    preview.optimizer.rule.gradientDecay(preview.optimizer.values) * Double(preview.present[0])
  }

  /// ∂L/∂θ with what decay adds to it.
  var decayedGradient: StepNumber {
    let decays = preview.optimizer.rule.gradientDecay(preview.optimizer.values) != 0
    return StepNumber(decays ? "(g+λθ)" : "g", Double(preview.gradient[0]) + (decays ? decay : 0))
  }

  /// What the rate is multiplied by; `nil` where that cannot be told from one number.
  var direction: StepNumber? {
    preview.optimizer.rule.direction(preview.optimizer.values, preview.memory, gradient: decayedGradient)
  }

  /// Each number with its symbol.
  var all: [StepNumber] {
    let (rule, values) = (preview.optimizer.rule, preview.optimizer.values)
    let weight = Double(preview.present[0])
    let step = StepNumber(say("explain.stepNumber", "step"), Double(preview.next[0]) - weight)
    return [StepNumber("g", Double(preview.gradient[0]))]
      + (rule.gradientDecay(values) == 0 ? [] : [StepNumber("+λθ", decay)])
      + rule.numbers(values, preview.memory)
      + (rule.decoupledDecay(values) == 0 ? [] : [StepNumber("λθ", rule.decoupledDecay(values) * weight)])
      + [StepNumber("lr", values["lr"]), step]
  }
}
