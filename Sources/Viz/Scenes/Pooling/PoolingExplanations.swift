import Languages

extension PoolingScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        say("pooling.cells", "cells"),
        look.depth == .none
          ? say("pooling.boldCells", "bold in the window, its output and what goes into it")
          : say("pooling.colouredCells", "the stronger the larger; in full colour in the window")),
      Explanation(
        "▐ ▌", Ink(Theme.key, .bold),
        say("pooling.litMean", "what the window averages, and the number that it gives")),
      Explanation("┄0┄", say("pooling.paddingMeans", "padding: a place beyond the ends that counts as 0")),
      Explanation(
        "×", Ink(Theme.bad), say("pooling.droppedMeans", "a place that is in no window and never read")),
      Explanation(
        say("pooling.windowSample", "window 7"),
        say(
          "pooling.windowMeans",
          "the output that is shown, counted from 0 through the pooled tensor, row by row")),
      Explanation(
        say("pooling.sampleSample", "sample 1"),
        say(
          "pooling.sampleMeans",
          "which part of the tensor is in view, where not all fits; indices count from 0")),
      Explanation("L_out", say("pooling.lengthMeans", "how many windows fit along the pooled axis")),
      Explanation("S", say("pooling.sumMeans", "the sum of all outputs: the loss whose gradient v shows")),
      Explanation(
        "∂S/∂input",
        say(
          "pooling.gradientMeans",
          "how much S changes with each element; arrows point back, as gradients flow")),
    ]
  }
}
