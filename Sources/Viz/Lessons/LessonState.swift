import Languages

/// Where a class is in a lesson.
struct LessonState: Sendable {
  let script: LessonScript
  /// Which stop is shown.
  private(set) var index = 0
  /// Whether the stop's answer is revealed, where it asks something.
  private(set) var isRevealed = false
  /// Which answer the class has chosen, if it has.
  private(set) var guess: Int?

  var stop: Lesson.Stop { script.lesson.stops[index] }

  /// Whether an answer is waited for.
  var isAsking: Bool { stop.prediction != nil && !isRevealed }
  /// Whether it is the last stop.
  var isLast: Bool { index == script.lesson.stops.count - 1 }

  /// Which of a lesson's keys hold at present.
  var keyScopes: [KeyScope] {
    guard isAsking else { return isLast ? [.lessonEnd] : [.lesson] }
    let count = stop.prediction?.answers.count ?? 0
    return [.question] + (count > 2 ? [.thirdAnswer] : []) + (count > 3 ? [.fourthAnswer] : [])
  }

  /// What is played at present.
  var part: PlayedPart { script.part(index, isRevealed: isRevealed) }

  /// Shows another stop.
  fileprivate mutating func show(_ index: Int) {
    (self.index, isRevealed, guess) = (index, false, nil)
  }

  /// Reveals the answer.
  fileprivate mutating func reveal(_ guess: Int?) {
    (isRevealed, self.guess) = (true, guess)
  }
}

/// What is asked of a lesson.
enum LessonAction: Equatable, Sendable {
  /// The answer that is waited for, or else the next stop.
  case next
  /// The stop before.
  case back
  /// An answer of the class, by its place.
  case guess(Int)
  /// A key that changes the run where the lesson does that.
  case refuse
}

extension AppState {
  /// Begins a lesson and returns what is to be played.
  mutating func begin(_ script: LessonScript) -> RunCommand {
    lesson = LessonState(script: script)
    return showStop()
  }

  /// Carries out what is asked of the lesson.
  mutating func perform(_ action: LessonAction) -> RunCommand? {
    guard var lesson else { return nil }
    switch action {
    case .next where lesson.isAsking: return reveal(nil)
    case .next:
      guard !lesson.isLast else {
        message = say("lesson.last", "this was the last stop · PgUp goes back, q quits")
        return nil
      }
      lesson.show(lesson.index + 1)
      self.lesson = lesson
      return showStop()
    case .back:
      guard lesson.index > 0 || lesson.isRevealed else {
        message = say("lesson.first", "this is the first stop")
        return nil
      }
      // What was revealed is hidden again first.
      lesson.show(lesson.isRevealed ? lesson.index : lesson.index - 1)
      self.lesson = lesson
      return showStop()
    case .guess(let answer):
      guard lesson.isAsking, lesson.stop.prediction?.answers.indices.contains(answer) == true else {
        return nil
      }
      return reveal(answer)
    case .refuse:
      message = say("lesson.refuses", "the lesson has the keys here; PgDn goes on to where they are yours")
      return nil
    }
  }

  private mutating func reveal(_ guess: Int?) -> RunCommand? {
    lesson?.reveal(guess)
    guard let lesson else { return nil }
    takeView(of: lesson.script.stops[lesson.index].asked)
    followsRecording = true
    partCount += 1
    return .play(lesson.part)
  }

  /// Shows what the stop shows when it begins.
  private mutating func showStop() -> RunCommand {
    guard let lesson else { return .play(PlayedPart(from: 0, to: 0, isFree: false)) }
    takeView(of: lesson.script.stops[lesson.index].view)
    followsRecording = true
    partCount += 1
    return .play(lesson.part)
  }
}
