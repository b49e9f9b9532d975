import Languages

extension ExplainScene {
  func explanations(_ look: Look) -> [Explanation] {
    Explanation.run + [
      Explanation.cells(look),
      Explanation(
        "▐ ▌",
        say("help.explainCursorMeans", "the cursor: the number that is explained and that enter edits")),
      Explanation(
        say("explain.forward", "forward"),
        say(
          "help.forwardMeans",
          "from the chosen number θ to the loss, for one row of the batch (n, N: another one)")),
      Explanation(
        "z a p",
        say("help.stationsMean", "what θ's layer gives, what its activation makes of it, the prediction")),
      Explanation(
        "in",
        say("help.inMeans", "what comes into the layer from the one before; x where that is a feature")),
      Explanation(
        say("help.back", "back"),
        say("help.backMeans", "what one row adds to the gradient is the product of the factors on the way")),
      Explanation(
        say("help.sumOfRows", "Σ of rows"),
        say("help.sumOfRowsMeans", "the sum of that over the batch, which is the gradient")),
      Explanation(
        "Δ 5e−10 ✓",
        say("help.sumDifferenceMeans", "how far the sum is from autograd's gradient; ✓ within rounding")),
      Explanation(
        "θ ← θ − …",
        say("help.updateMeans", "the next step with its numbers put in; λθ is what weight decay adds")),
      Explanation(
        say("help.would", "would"),
        say("help.wouldMeans", "the optimizer that is not running would begin with empty state")),
      Explanation(
        // A panel puts the name of a number here, and both have one text.
        say("explain.along", "L along \("θ")"),
        say("help.alongMeans", "the real loss of the batch where this number alone changes")),
      Explanation(
        "●", Ink(Theme.key, .bold),
        say("help.presentNumberMeans", "the present number, with the tangent dashed in its colour")),
      Explanation(
        "●─▶", Ink(Theme.sgd, .bold),
        say("help.nextNumberMeans", "where each optimizer's next step would lead, with its number")),
      Explanation(
        "ΔL",
        say(
          "help.changeMeans",
          "the loss after one step of the running optimizer less the present one, over its rate")),
      Explanation(
        say("help.hardly", "hardly"),
        say("help.hardlyMeans", "the loss falls by less than a thousandth of itself")),
      Explanation(
        say("help.atStep", "at step"),
        say("help.atStepMeans", "a large network is looked at now and then: the picture is that step's")),
    ]
  }
}
