import Languages

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
        say("help.cells", "cells"),
        say(
          "help.cellsDenser",
          "the denser the farther from 0; below 0 in other characters; the scale stands under them"))
      : Explanation(
        say("help.cells", "cells"),
        say(
          "help.cellsColour",
          "orange is above 0, blue below, the stronger the farther; the scale stands under them"))
  }

  /// What holds wherever a run is shown.
  static var run: [Explanation] {
    [
      Explanation(
        say("help.stepK", "step k"),
        say("help.stepKMeans", "k updates are done; the loss is the one at the weights after them")),
      Explanation("lr", say("help.lrMeans", "the learning rate: how far a step goes")),
      Explanation("5e−4", say("help.powerMeans", "5 times ten to the power of −4, which is 0.0005")),
      Explanation(
        say("help.indices", "indices"),
        say("help.indicesMean", "count from 0, as in PyTorch: first the row, then the column")),
    ]
  }

  /// What stands beside the features of a row.
  static var row: [Explanation] {
    [
      Explanation(
        "46.1 → +0.49",
        say(
          "help.featureMeans",
          "a feature as the data has it, and as it goes in: brought to mean 0 and deviation 1"))
    ]
  }

  /// What a plot of the loss looks like.
  static var plot: [Explanation] {
    [
      Explanation(
        say("help.curve", "curve"),
        say(
          "help.curveMeans",
          """
          the loss of every step; where steps share a column their mean, within faint dots from the smallest to \
          the largest
          """)),
      Explanation(
        say("help.dottedLine", "dotted line"), Ink(Theme.muted),
        say("help.dottedLineMeans", "lies exactly at the height of the number beside it")),
      Explanation(
        PlotScale.logarithmic.words,
        say(
          "help.logMeans",
          "equal distances are equal ratios; a loss of 0 has a row of its own at the bottom")),
      Explanation(
        "━ ┄",
        say("help.linesMean", "the loss on the rows of each step, and at ends of epochs on rows held out")),
      Explanation(
        say("plot.logSteps", "log steps"),
        say("help.logStepsMean", "distances by the logarithm of step + 1: the first steps have most room")),
      Explanation(
        say("plot.lastSteps", "last \(500) steps"),
        say(
          "help.lastStepsMean",
          "the newest steps, 100 or up to a tenth of the run; what is in view moves on in jumps")),
      Explanation(
        say("plot.stepsFromTo", "steps \(40)–\(80)"),
        say("help.zoomMeans", "zoomed in: the loss axis fits what is in view, and may begin above 0")),
      Explanation(
        say("help.wheel", "wheel, drag"),
        say("help.wheelMeans", "of the mouse on a plot: zoom in and out, and move through the steps")),
    ]
  }
}
