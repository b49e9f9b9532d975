extension NetworkScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        "tiles", "what a unit gives at every place of the plane, or to each class: orange above 0, blue below"
      ),
      Explanation(
        "lines",
        "the strongest weights, and all of the chosen unit: orange above 0, blue below, grey where weak"),
      Explanation("▐ ▌", Ink(Theme.key, .bold), "the chosen unit, whose weights stand at the lower right"),
      Explanation("what it has learned", "the prediction at every place of the plane; points are rows"),
      Explanation("● ■", "rows to learn from, a shape and a colour for each class; hollow: held out"),
      Explanation(
        "▸ ◂", Ink(Theme.key, .bold), "the row that is followed (n, or enter to type one of your own)"),
      Explanation(
        "class → said", "rows of a class, by what the network says of them; right ones on the diagonal"),
      Explanation("letters", "a letter's vector, and the prediction for a string of that letter alone"),
      Explanation(
        "held out", Ink(Theme.good, .bold), "the share of rows that were not learned from and are right"),
    ] + Explanation.row + Explanation.plot + Explanation.run
  }
}
