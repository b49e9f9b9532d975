extension RaceScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation("race step k", "k updates of each lane are done, from the same weights on the same rows"),
      Explanation("● ◆ ▲", "the lanes, at the ends of their curves and trails; beside a curve its rate"),
    ] + Explanation.plot + [
      Explanation("○", "where both lanes began"),
      Explanation(
        "bands",
        !look.hasShades
          ? "the real loss over two weights, all others as at the start: the emptier the lower"
          : "the real loss over two weights, all others as at the start: the bluer the lower"),
      Explanation("distance", "between the weights of the lanes: the root of the sum of squared differences"),
    ] + Array(Explanation.run.dropFirst())
  }
}
