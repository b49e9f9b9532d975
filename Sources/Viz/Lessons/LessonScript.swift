import Engine

/// A lesson played once without a screen: what it does, line by line, and what is seen where each stop begins.
///
/// A screen plays these lines, so that each stop begins where the lesson says, whatever a class did in the one before.
struct LessonScript: Sendable {
  /// Where the lines of a stop lie, and what is seen when it begins.
  struct Stop: Sendable {
    /// The line that comes first when the stop is shown: what leads to its scene is done before.
    let from: Int
    /// The line before which a prediction waits; `nil` where there is none.
    let question: Int?
    /// The line before which it ends.
    let to: Int
    /// The states in which the stop begins, and in which it waits for an answer.
    let view: AppState
    let asked: AppState
  }

  let lesson: Lesson
  let configuration: Configuration
  let lines: [RecordedLine]
  let stops: [Stop]
  /// What is wrong, or does not hold.
  let mistakes: [LessonText.Mistake]
  /// The first step of its run.
  let firstStep: Int

  /// Plays a lesson of a run.
  init(_ lesson: Lesson, _ configuration: Configuration) throws {
    (self.lesson, self.configuration) = (lesson, configuration)
    firstStep = configuration.start?.step ?? 0
    let play = try LessonPlay(configuration)
    stops = lesson.stops.map { stop in
      play.beginStop(stop.look)
      let (from, view) = (play.lines.count, play.state)
      for action in stop.actions { play.perform(action) }
      let question = stop.prediction == nil ? nil : play.lines.count
      let asked = play.state
      for action in stop.reveals { play.perform(action) }
      return Stop(from: from, question: question, to: play.lines.count, view: view, asked: asked)
    }
    (lines, mistakes) = (play.lines, play.mistakes)
  }

  /// The part of the lines that is played when a stop is shown, or its answer revealed.
  func part(_ index: Int, isRevealed: Bool) -> PlayedPart {
    let stop = stops[index]
    let isFree = lesson.stops[index].isFree
    guard let question = stop.question else {
      return PlayedPart(from: stop.from, to: stop.to, isFree: isFree)
    }
    return isRevealed
      ? PlayedPart(from: question, to: stop.to, isFree: isFree)
      : PlayedPart(from: stop.from, to: question, isFree: false)
  }
}
