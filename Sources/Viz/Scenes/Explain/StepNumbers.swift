import Engine

/// What a person would write down on the way from the inspected weight to its next value, in the order of the rule.
struct StepNumbers {
  private let gradient: Float
  private let preview: StepPreview

  /// The numbers of one optimizer's step, along a gradient.
  init(gradient: Float, _ preview: StepPreview) {
    self.gradient = gradient
    self.preview = preview
  }

  /// Each number with its symbol.
  var all: [StepNumber] {
    let (rule, values) = (preview.optimizer.rule, preview.optimizer.values)
    let weight = Double(preview.present[0])
    let decay = rule.gradientDecay(values)
    return [StepNumber("g", Double(gradient))]
      + (decay == 0 ? [] : [StepNumber("+λW", decay * weight)])
      + rule.numbers(values, preview.memory)
      + [StepNumber("lr", values["lr"]), StepNumber("step", Double(preview.next[0]) - weight)]
  }
}
