import Languages

extension OverviewScene {
  func explanations(_ look: Look) -> [Explanation] {
    Explanation.run + [Explanation.cells(look)] + Explanation.plot + [
      Explanation(
        say("help.colour", "colour"),
        say("help.colourMeans", "the colour of the curve is that of the optimizer that ran")),
      Explanation(
        "━━━", Ink(Theme.pale),
        say("help.paleMeans", "pale: a run that was left, or what lies ahead while an earlier step is shown")),
      Explanation(
        "┆ Adam", Ink(Theme.adam, .bold),
        say(
          "help.markMeans",
          "a mark: what was changed after that step; a tick at the bottom where there is no room for words")),
      Explanation(
        say("help.click", "click"), say("help.clickMeans", "on the plot: go to that step")),
      Explanation(
        "│ ▲", Ink(Theme.key, .bold),
        say("help.shownStepMeans", "the step that is shown, where it is not the last")),
      Explanation(
        say("help.nowBest", "now, best"),
        say("help.nowBestMean", "the loss at the weights shown, and the smallest of the run with its step")),
      Explanation(
        "t", say("help.tMeans", "updates since the optimizer's state was empty; a switch empties it")),
      Explanation(
        "m, v, b", say("help.stateMeans", "what the optimizer keeps for each weight from step to step")),
      Explanation(
        "Δ 8e−10 ✓", Ink(Theme.good, .bold),
        say(
          "help.differenceMeans", "the largest difference from autograd's gradient; ✓ within the tolerance")),
      Explanation(
        "● ▲", Ink(Theme.key, .bold),
        say(
          "help.predictionMeans",
          "a prediction on its line, and its target under it; ◀ ▶ beyond the line")),
    ]
  }
}
