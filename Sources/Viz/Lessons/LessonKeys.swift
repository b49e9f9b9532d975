/// What keys do while a lesson is given, and what is seen.
extension AppState {
  /// What a key does at present: a lesson has those that change the run, until it leaves them to the class.
  func action(for key: Key) -> Action? {
    guard lesson != nil, !isCovered, editing == nil else { return plainAction(for: key) }
    if let action = KeyMap.action(for: key, in: keyScopes, heldReport), !isHeld(action) { return action }
    return plainAction(for: key).map { _ in .lesson(.refuse) }
  }

  /// Whether the lesson has what a key would do: it shows what it speaks of, and says where settings may be opened.
  func isHeld(_ action: Action) -> Bool { !isFree && action.leavesLesson }

  /// Whether where the next step leads is not to be seen, because a class is asked.
  var hidesNextStep: Bool { lesson?.isAsking == true }

  /// Whether keys may change the run: they may but for a lesson, which says where.
  var isFree: Bool { lesson.map { $0.stop.isFree && !$0.isAsking && report.isLessonIdle == true } ?? true }

  /// The report with what keys may ask for at present.
  var heldReport: RunReport {
    guard !isFree else { return report }
    var held = report
    held.capabilities.formIntersection(.saving)
    return held
  }
}

extension Action {
  /// Whether it leads away from what a lesson shows.
  fileprivate var leavesLesson: Bool {
    switch self {
    case .settings, .showScene, .nextScene: true
    default: false
    }
  }
}
