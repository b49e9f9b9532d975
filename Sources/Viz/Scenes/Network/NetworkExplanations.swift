import Languages

extension NetworkScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        say("network.tiles", "tiles"),
        say(
          "network.tilesMean",
          "what a unit gives at every place of the plane, or to each class: orange above 0, blue below")
      ),
      Explanation(
        say("network.lines", "lines"),
        say(
          "network.linesMean",
          "the strongest weights, and all of the chosen unit: orange above 0, blue below, grey where weak")),
      Explanation(
        "▐ ▌", Ink(Theme.key, .bold),
        say("network.chosenMeans", "the chosen unit, whose weights stand at the lower right")),
      Explanation(
        say("network.learned", "what it has learned"),
        say("network.learnedMeans", "the prediction at every place of the plane; points are rows")),
      Explanation(
        "● ■",
        say("network.pointsMean", "rows to learn from, a shape and a colour for each class; hollow: held out")
      ),
      Explanation(
        "▸ ◂", Ink(Theme.key, .bold),
        say("network.rowMeans", "the row that is followed (n, or enter to type one of your own)")),
      Explanation(
        say("network.classes", "class → said"),
        say(
          "network.classesMean",
          "rows of a class, by what the network says of them; right ones on the diagonal"
        )),
      Explanation(
        say("network.letters", "letters"),
        say("network.lettersMean", "a letter's vector, and the prediction for a string of that letter alone")),
      Explanation(
        say("network.heldOut", "held out"), Ink(Theme.good, .bold),
        say("network.heldOutMeans", "the share of rows that were not learned from and are right")),
    ] + Explanation.row + Explanation.plot + Explanation.run
  }
}
