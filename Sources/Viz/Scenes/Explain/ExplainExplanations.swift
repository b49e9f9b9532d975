extension ExplainScene {
  func explanations(_ look: Look) -> [Explanation] {
    Explanation.run + [
      Explanation.cells(look),
      Explanation("▐ ▌", "the cursor: the number that is explained and that enter edits"),
      Explanation("forward", "from the chosen weight to the loss, with the number at each station"),
      Explanation("back", "the gradient is the product of the factors on the way; autograd gives the same"),
      Explanation("Δ 5e−10 ✓", "how far the product is from autograd's gradient; ✓ within the tolerance"),
      Explanation("L along W", "the real loss where this weight alone changes"),
      Explanation("●", Ink(Theme.key, .bold), "the present weight, with the tangent in its colour"),
      Explanation(
        "●─▶", Ink(Theme.sgd, .bold), "where each optimizer's next step would lead, with its number"),
      Explanation("would", "the optimizer that is not running would begin with empty state"),
    ]
  }
}
