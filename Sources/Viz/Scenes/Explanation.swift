/// One thing that is seen on the screen, and what it means: the second half of the help.
struct Explanation: Sendable {
  /// How it looks, or what it is called.
  let sample: String
  let ink: Ink
  let words: String

  init(_ sample: String, _ ink: Ink, _ words: String) {
    self.sample = sample
    self.ink = ink
    self.words = words
  }

  init(_ sample: String, _ words: String) {
    self.init(sample, Theme.strong, words)
  }
}

extension Explanation {
  /// What cells with numbers in them look like.
  static func cells(_ look: Look) -> Explanation {
    look.depth == .none
      ? Explanation(
        "cells", "the denser the farther from 0; below 0 in other characters; the scale stands under them")
      : Explanation(
        "cells", "orange is above 0, blue below, the stronger the farther; the scale stands under them")
  }

  /// What holds wherever a run is shown.
  static let run: [Explanation] = [
    Explanation("step k", "k updates are done; the loss is the one at the weights after them"),
    Explanation("lr", "the learning rate: how far a step goes"),
    Explanation("5e−4", "5 times ten to the power of −4, which is 0.0005"),
    Explanation("indices", "count from 0, as in PyTorch: first the row, then the column"),
  ]

  /// What stands beside the features of a row.
  static let row: [Explanation] = [
    Explanation(
      "46.1 → +0.49", "a feature as the data has it, and as it goes in: brought to mean 0 and deviation 1")
  ]

  /// What a plot of the loss looks like.
  static let plot: [Explanation] = [
    Explanation(
      "curve",
      "the loss of every step; where steps share a column their mean, within faint dots from the smallest to the largest"
    ),
    Explanation("dotted line", Ink(Theme.muted), "lies exactly at the height of the number beside it"),
    Explanation("log", "equal distances are equal ratios; a loss of 0 has a row of its own at the bottom"),
    Explanation("━ ┄", "the loss on the rows of each step, and at ends of epochs on rows held out"),
    Explanation("log steps", "distances by the logarithm of step + 1: the first steps have most room"),
    Explanation(
      "last 500 steps", "the newest steps, 100 or up to a tenth of the run; what is in view moves on in jumps"
    ),
    Explanation("steps 40–80", "zoomed in: the loss axis fits what is in view, and may begin above 0"),
    Explanation("wheel, drag", "of the mouse on a plot: zoom in and out, and move through the steps"),
  ]
}
