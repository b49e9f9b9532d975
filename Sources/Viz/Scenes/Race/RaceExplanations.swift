import Languages

extension RaceScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        say("race.stepSample", "race step k"),
        say("race.stepMeans", "k updates of each lane are done, from the same weights on the same rows")),
      Explanation(
        "● ◆ ▲",
        say(
          "race.lanesMean", "the lanes, at the ends of their curves and trails; ▸ is the one that keys change"
        )),
      Explanation(
        say("race.meanOfEpoch", "mean over an epoch"),
        say(
          "race.meanMeans",
          """
          of data in batches: each number is the mean of the last losses, as many as an epoch has or 128, \
          so that lines can be compared
          """)),
      Explanation(
        say("race.rates", "rates"),
        say(
          "race.ratesMean",
          "of the running optimizer, from too small to too large: tens apart, nearer around the present one")),
    ] + Explanation.plot + [
      Explanation("○ ×", say("race.marksMean", "where all lanes began, and the lowest loss in view")),
      Explanation(
        say("race.scheduleAnew", "schedule anew"),
        say("race.scheduleMeans", "a lane's schedule begins with the race, whatever the run's has come to")),
      Explanation(
        say("race.bands", "bands"),
        look.hasShades
          ? say(
            "race.bandsMean",
            """
            the loss of all rows over two weights, all others as at the start: the bluer the lower; \
            the row below says which is which, by ratios or distances as the plot (L)
            """)
          : say(
            "race.bandsMeanWithoutShades",
            """
            the loss of all rows over two weights, all others as at the start: the emptier the lower; \
            the row below says which is which, by ratios or distances as the plot (L)
            """)),
      Explanation(
        say("race.beyondSample", "beyond the edge"),
        say("race.beyondMeans", "a lane that went so far that the others could not be seen with it")),
      Explanation(
        say("race.apartSample", "apart"),
        say(
          "race.apartMeans",
          "the distance between the weights of two lanes: the root of the sum of squared differences")),
    ] + Array(Explanation.run.dropFirst())
  }
}
