@testable import Viz

/// A lesson: each mistake in one line, or played without a screen.
func fuzzLesson(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let text = LessonText(text(data, count))
  let lines = bytes(data, count).count { $0 == UInt8(ascii: "\n") } + 1
  for mistake in text.mistakes {
    precondition((1...lines).contains(mistake.line), "line \(mistake.line) of \(lines)")
    expectOneLine(mistake.words, beginsWith: "")
  }
  guard text.mistakes.isEmpty, let smallRun, text.lesson.isShort else { return }
  guard let script = try? LessonScript(text.lesson, smallRun) else { return }
  for mistake in script.mistakes { expectOneLine(mistake.words, beginsWith: "") }
  precondition(script.stops.count == text.lesson.stops.count)
}

extension Lesson {
  /// Whether it is played in no time.
  fileprivate var isShort: Bool {
    stops.allSatisfy { stop in
      (stop.actions + stop.reveals).allSatisfy { action in
        switch action.value {
        case .run(let steps): steps <= 500
        case .until: false
        case .keys(let keys): keys.count <= 20
        case .expect: true
        }
      }
    }
  }
}
