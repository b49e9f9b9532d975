import Engine
import Languages

/// A run so far as a program for PyTorch, as `viz script` prints it, with what keys did as well.
struct RunProgram: Sendable, Equatable {
  let text: String
  /// How many steps it makes.
  let steps: Int

  /// More numbers of given weights than this are no text to read.
  private static let mostNumbers = 4096

  /// The program of the steps up to the present place of a timeline; where there is none, a comment that says why.
  init(_ timeline: Timeline) {
    steps = timeline.trainer.step
    guard let course = timeline.course else {
      text =
        timeline.trainer.configuration.start == nil
        ? say(
          "run.changesUnknown",
          "# The first of this run's many changes are no longer known, so no program makes them again.\n")
        : say(
          "run.goesOn",
          "# This run goes on from a file's state; viz script prints programs that begin at step 0.\n")
      return
    }
    let numbers = course.initialWeights?.reduce(0) { $0 + $1.count } ?? 0
    guard numbers <= Self.mostNumbers else {
      text = say(
        "run.givenWeights",
        "# The initial weights are \(numbers) numbers of a file; viz script reads them from there.\n")
      return
    }
    text = PyTorchProgram(course, steps: steps).text
  }
}
