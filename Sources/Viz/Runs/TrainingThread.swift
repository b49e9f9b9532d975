import Dispatch
import Engine
import Languages
import Synchronization

/// A session on a thread of its own, at its pace. The viewer never waits for a step, nor a step for the viewer.
final class TrainingThread: RunSource, Sendable {
  private struct Mailbox {
    var commands: [(number: Int, command: RunCommand)] = []
    var interest: Interest?
    /// How many commands and interests came, in all.
    var count = 0
    var isEnding = false
  }

  /// How many times longer than it took nothing is examined again while training goes on.
  private static let rest = 40
  /// How long nothing is looked at while a recording is played, in seconds: its clock goes on.
  private static let longestWait = 0.05
  /// How many seconds of a recording are played at once at the most.
  private static let longestPlay = 0.25

  private let mailbox = Mutex(Mailbox())
  private let newest = Mutex<RunReport?>(nil)
  private let last = Mutex<RunReport?>(nil)
  private let failure = Mutex<(any Error)?>(nil)
  /// Whether the mailbox or a wish for a report waits to be looked at between two steps.
  private let wantsAttention = Atomic(true)
  private let wantsReport = Atomic(true)
  private let alarm = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isOver = Atomic(false)
  private let onReport: @Sendable () -> Void

  /// Starts the session that `makeSession` gives; `onReport` is called from its thread for every new report, and when
  /// the thread has ended.
  init(makeSession: @escaping @Sendable () -> Session, onReport: @escaping @Sendable () -> Void) {
    self.onReport = onReport
    let language = Language.current
    DispatchQueue(label: "training", qos: .userInitiated).async { [self] in
      CrashGuard.cover { Language.$current.withValue(language) { run(makeSession()) } }
      isOver.store(true, ordering: .releasing)
      ended.signal()
      onReport()
    }
  }

  private func run(_ session: consuming Session) {
    work(&session)
    let report = session.report
    last.withLock { $0 = report }
    do {
      try session.finish()
    } catch {
      failure.withLock { $0 = error }
    }
  }

  func send(_ command: RunCommand) {
    mailbox.withLock {
      $0.count += 1
      $0.commands.append(($0.count, command))
    }
    callForAttention()
  }

  func look(at interest: Interest) {
    mailbox.withLock {
      $0.interest = interest
      $0.count += 1
    }
    callForAttention()
  }

  func requestReport() {
    wantsReport.store(true, ordering: .releasing)
    callForAttention()
  }

  func takeReport() -> RunReport? {
    newest.withLock { report in
      defer { report = nil }
      return report
    }
  }

  /// The state in which the thread ended, once it has.
  var finalReport: RunReport? { last.withLock { $0 } }

  /// Asks the thread to end at the next step boundary; it is over when the log is written.
  func askToEnd() {
    mailbox.withLock { $0.isEnding = true }
    callForAttention()
  }

  /// Whether the thread has ended.
  var hasEnded: Bool { isOver.load(ordering: .acquiring) }

  /// Ends the thread at the next step boundary and waits until the log is written.
  func end() throws {
    askToEnd()
    ended.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func callForAttention() {
    wantsAttention.store(true, ordering: .releasing)
    alarm.signal()
  }

  private func work(_ session: inout Session) {
    let clock = ContinuousClock()
    var hasNews = true
    // The time up to which the recording has been played.
    var played = clock.now
    var schedule = StepClock(now: clock.now)
    // When the network as a whole may be looked at again, and when it is time to.
    var (rested, nextExamination) = (clock.now, clock.now)
    // Of the run that there is at present: another one may take its place.
    var examiner: (helper: Examiner, trainer: Trainer)?
    defer { examiner?.helper.end() }
    /// Those that wait until a step is reached, and what came after them.
    var waiting: [(number: Int, command: RunCommand)] = []
    while true {
      wantsAttention.store(false, ordering: .sequentiallyConsistent)
      while alarm.wait(timeout: DispatchTime.now()) == .success {}
      let mail = mailbox.withLock { mailbox in
        defer {
          mailbox.commands.removeAll(keepingCapacity: true)
          mailbox.interest = nil
        }
        return mailbox
      }
      let (wasRunning, pace, wasPlaying) = (session.isRunning, session.pace, session.isPlaying)
      if examiner?.trainer !== session.trainer {
        examiner?.helper.end()
        let trainer = session.trainer
        examiner =
          session.isLarge
          ? (Examiner(trainer.configuration) { [self] in callForAttention() }, trainer) : nil
      }
      if let result = examiner?.helper.takeResult() {
        session.take(result)
        rested = clock.now + result.cost * Self.rest
        nextExamination = max(rested, clock.now + session.calmness)
        hasNews = true
      }
      if let interest = mail.interest, interest != session.interest {
        session.interest = interest
        nextExamination = rested
        hasNews = true
      }
      waiting += mail.commands
      while let command = waiting.first?.command, session.canApply(command) {
        waiting.removeFirst()
        session.apply(command)
        hasNews = true
      }
      if session.isPlaying, !wasPlaying { played = clock.now }
      // A way through time is not gone to its end for somebody who leaves.
      if mail.isEnding { return }
      if session.isRunning != wasRunning || session.pace != pace { schedule = StepClock(now: clock.now) }
      if hasNews, wantsReport.exchange(false, ordering: .acquiringAndReleasing) {
        // What came after one that waits is not heard before it, though an interest takes effect at once.
        publish(session, heardCount: waiting.first.map { $0.number - 1 } ?? mail.count)
        hasNews = false
      }
      if session.isTravelling {
        session.travel()
        hasNews = hasNews || !session.isTravelling
        continue
      }
      // After the report: a key is answered before the whole network is looked at.
      let isExaminationDue =
        session.needsExamination
        && (!session.isRunning && !session.isPlaying || clock.now >= nextExamination)
      if isExaminationDue, let helper = examiner?.helper {
        if helper.isIdle { helper.begin(session.task) }
      } else if isExaminationDue {
        let start = ThreadTime.now
        session.examine()
        rested = clock.now + (ThreadTime.now - start) * Self.rest
        nextExamination = max(rested, clock.now + session.calmness)
        hasNews = true
        continue
      }
      if session.needsSurvey {
        session.surveyPart()
        hasNews = true
        // Keys are heard between two parts.
        if !session.isRunning { continue }
      }
      let now = clock.now
      if session.isPlaying {
        // After a long pause of the process it does not catch up.
        session.play(for: min((now - played) / .seconds(1), Self.longestPlay))
        hasNews = true
      }
      played = now
      if session.isPlaying {
        _ = alarm.wait(timeout: .now() + min(session.secondsToPlay, Self.longestWait))
        continue
      }
      guard session.isRunning, !session.isHeld else {
        alarm.wait()
        continue
      }
      switch session.pace {
      case .unlimited:
        let count = session.stepsAtOnce
        while session.isRunning, !wantsAttention.load(ordering: .relaxed) { session.advance(by: count) }
        hasNews = true
      case .stepsPerSecond(let rate):
        var due = schedule.stepsDue(at: clock.now, rate: rate)
        if due == 0 {
          _ = alarm.wait(timeout: DispatchTime.now() + schedule.secondsToNext(at: clock.now, rate: rate))
        }
        while due > 0, session.isRunning, !wantsAttention.load(ordering: .relaxed) {
          let count = min(due, session.stepsAtOnce)
          session.advance(by: count)
          schedule.count(count)
          due -= count
          hasNews = true
        }
      }
    }
  }

  private func publish(_ session: Session, heardCount: Int) {
    let start = ThreadTime.now
    var report = session.report
    report.cost = ThreadTime.now - start
    report.heardCount = heardCount
    newest.withLock { $0 = report }
    onReport()
  }
}

/// Which steps are due since a start, at some rate.
private struct StepClock {
  private var start: ContinuousClock.Instant
  private var taken = 0.0

  init(now: ContinuousClock.Instant) {
    start = now
  }

  /// Steps were taken.
  mutating func count(_ steps: Int) {
    taken += Double(steps)
  }

  /// How many steps should have been taken by now and were not; after a long pause it does not catch up.
  mutating func stepsDue(at now: ContinuousClock.Instant, rate: Double) -> Int {
    let due = ((now - start) / .seconds(1) * rate).rounded(.down) - taken
    if due > max(2, rate / 4) {
      self = StepClock(now: now)
      return 1
    }
    return Int(due)
  }

  /// How long until the next step is due.
  func secondsToNext(at now: ContinuousClock.Instant, rate: Double) -> Double {
    max(0, (taken + 1) / rate - (now - start) / .seconds(1))
  }
}
