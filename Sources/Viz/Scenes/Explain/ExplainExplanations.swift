extension ExplainScene {
  func explanations(_ look: Look) -> [Explanation] {
    Explanation.run + [
      Explanation.cells(look),
      Explanation("▐ ▌", "the cursor: the number that is explained and that enter edits"),
      Explanation(
        "forward", "from the chosen number θ to the loss, for one row of the batch (n, N: another one)"),
      Explanation("z a p", "what θ's layer gives, what its activation makes of it, the prediction"),
      Explanation("in", "what comes into the layer from the one before; x where that is a feature"),
      Explanation("back", "what one row adds to the gradient is the product of the factors on the way"),
      Explanation("Σ of rows", "the sum of that over the batch, which is the gradient"),
      Explanation("Δ 5e−10 ✓", "how far the sum is from autograd's gradient; ✓ within rounding"),
      Explanation("θ ← θ − …", "the next step with its numbers put in; λθ is what weight decay adds"),
      Explanation("would", "the optimizer that is not running would begin with empty state"),
      Explanation("L along θ", "the real loss of the batch where this number alone changes"),
      Explanation("●", Ink(Theme.key, .bold), "the present number, with the tangent dashed in its colour"),
      Explanation(
        "●─▶", Ink(Theme.sgd, .bold), "where each optimizer's next step would lead, with its number"),
      Explanation(
        "ΔL", "the loss after one step of the running optimizer less the present one, over its rate"),
      Explanation("hardly", "the loss falls by less than a thousandth of itself"),
      Explanation("at step", "a large network is looked at now and then: the picture is that step's"),
    ]
  }
}
