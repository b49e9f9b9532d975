extension FlowScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation("shapes of the batch", "what the layers make of a whole batch; its axes by their names"),
      Explanation("stages", "the values of one row, from its features to the prediction"),
      Explanation("▐ ■", Ink(Theme.key, .bold), "the cursor: the number that is told below"),
      Explanation("▸ ▪", Ink(Theme.key, .bold), "what that number is made of, stage by stage"),
      Explanation(
        "∂", "the gradient of this row's own loss by each number; v shows it in place of the numbers"),
      Explanation.cells(look),
    ] + Explanation.row + Explanation.run
  }
}
