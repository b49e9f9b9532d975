extension Overview {
  func explanations(_ look: Look) -> [Explanation] {
    Explanation.run + [Explanation.cells(look)] + Explanation.plot + [
      Explanation("colour", "the colour of the curve is that of the optimizer that ran"),
      Explanation(
        "━━━", Ink(Theme.pale), "pale: a run that was left, or what lies ahead while an earlier step is shown"
      ),
      Explanation(
        "┆ Adam", Ink(Theme.adam, .bold),
        "a mark: what was changed after that step; a tick at the bottom where there is no room for words"),
      Explanation("click", "on the plot: go to that step"),
      Explanation("│ ▲", Ink(Theme.key, .bold), "the step that is shown, where it is not the last"),
      Explanation("now, best", "the loss at the weights shown, and the smallest of the run with its step"),
      Explanation("t", "updates since the optimizer's state was empty; a switch empties it"),
      Explanation("m, v, b", "what the optimizer keeps for each weight from step to step"),
      Explanation(
        "Δ 8e−10 ✓", Ink(Theme.good, .bold),
        "the largest difference from autograd's gradient; ✓ within the tolerance"),
      Explanation(
        "● ▲", Ink(Theme.key, .bold), "a prediction on its line, and its target under it; ◀ ▶ beyond the line"
      ),
    ]
  }
}
