import CNcurses

/// What threads of our own need so that a crash of theirs is handled as one of the main thread's.
enum CrashGuard {
  /// Does something on a thread that has a second stack for the case that the first one overflows.
  static func cover<Result>(_ work: () -> Result) -> Result {
    cncurses_guard_thread(true)
    defer { cncurses_guard_thread(false) }
    return work()
  }
}
