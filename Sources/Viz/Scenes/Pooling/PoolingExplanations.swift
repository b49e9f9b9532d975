extension PoolingScene {
  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        "cells",
        look.depth == .none
          ? "bold in the window, its output and what goes into it"
          : "the stronger the larger; in full colour in the window"),
      Explanation("▐ ▌", Ink(Theme.key, .bold), "what the window averages, and the number that it gives"),
      Explanation("┄0┄", "padding: a place beyond the ends that counts as 0"),
      Explanation("×", Ink(Theme.bad), "a place that is in no window and never read"),
      Explanation(
        "window 7", "the output that is shown, counted from 0 through the pooled tensor, row by row"),
      Explanation(
        "sample 1", "which part of the tensor is in view, where not all fits; indices count from 0"),
      Explanation("L_out", "how many windows fit along the pooled axis"),
      Explanation("S", "the sum of all outputs: the loss whose gradient g shows"),
      Explanation("∂S/∂input", "how much S changes with each element; arrows point back, as gradients flow"),
    ]
  }
}
