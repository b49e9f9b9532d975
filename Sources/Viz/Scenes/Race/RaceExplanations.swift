extension RaceScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation("race step k", "k updates of each lane are done, from the same weights on the same rows"),
      Explanation(
        "● ◆ ▲", "the lanes, at the ends of their curves and trails; ▸ is the one that keys change"),
      Explanation(
        "mean over an epoch",
        "of data in batches: each number is the mean of the last losses, as many as an epoch has or 128, so that "
          + "lines can be compared"),
      Explanation(
        "rates",
        "of the running optimizer, from too small to too large: tens apart, nearer around the present one"),
    ] + Explanation.plot + [
      Explanation("○ ×", "where all lanes began, and the lowest loss in view"),
      Explanation("schedule anew", "a lane's schedule begins with the race, whatever the run's has come to"),
      Explanation(
        "bands",
        (!look.hasShades
          ? "the loss of all rows over two weights, all others as at the start: the emptier the lower"
          : "the loss of all rows over two weights, all others as at the start: the bluer the lower")
          + "; the row below says which is which, by ratios or distances as the plot (L)"),
      Explanation("beyond the edge", "a lane that went so far that the others could not be seen with it"),
      Explanation(
        "apart", "the distance between the weights of two lanes: the root of the sum of squared differences"),
    ] + Array(Explanation.run.dropFirst())
  }
}
