import Languages

extension FlowScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        say("flow.shapes", "shapes of the batch"),
        say("flow.shapesMean", "what the layers make of a whole batch; its axes by their names")),
      Explanation(
        say("flow.stages", "stages"),
        say("flow.stagesMean", "the values of one row, from its features to the prediction")),
      Explanation(
        "▐ ■", Ink(Theme.key, .bold), say("flow.cursorMeans", "the cursor: the number that is told below")),
      Explanation(
        "▸ ▪", Ink(Theme.key, .bold), say("flow.litMeans", "what that number is made of, stage by stage")),
      Explanation(
        "∂",
        say(
          "flow.gradientMeans",
          "the gradient of this row's own loss by each number; v shows it in place of the numbers")),
      Explanation.cells(look),
    ] + Explanation.row + Explanation.run
  }
}
