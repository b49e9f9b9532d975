import Dispatch
import Engine
import Glibc
import Languages
import Synchronization

/// Looks at whole networks on a thread of its own, where that takes so long that a key would have to wait: on a copy, while
/// the training goes on.
final class Examiner: Sendable {
  /// A state to be looked at.
  struct Task: Sendable {
    let state: TrainerCheckpoint
    let interest: Interest
    /// How much had changed when the state was taken.
    let changes: Int
    /// Which branch of the run it is of: a command or a way through time begins another.
    let branch: Int
  }

  /// What was seen.
  struct Result: Sendable {
    let examination: Examination
    /// How well the network does on both parts.
    let evaluation: EvaluationHistory.Point?
    let changes: Int
    let branch: Int
    /// The processor time that it took.
    let cost: Duration
  }

  private struct Desk {
    var task: Task?
    var result: Result?
    var isBusy = false
    var isEnding = false
  }

  /// How far examinations give way to other threads.
  private static let niceness: Int32 = 10

  private let desk = Mutex(Desk())
  private let bell = DispatchSemaphore(value: 0)

  /// Starts the thread, for runs of `configuration`; `onResult` is called from it for each result.
  init(_ configuration: Configuration, onResult: @escaping @Sendable () -> Void) {
    let language = Language.current
    DispatchQueue(label: "examination", qos: .utility).async { [self] in
      CrashGuard.cover { Language.$current.withValue(language) { work(configuration, onResult) } }
    }
  }

  /// Whether a task can be given.
  var isIdle: Bool { desk.withLock { !$0.isBusy } }

  /// Gives a task; the examiner must be idle.
  func begin(_ task: Task) {
    desk.withLock {
      $0.task = task
      $0.isBusy = true
    }
    bell.signal()
  }

  /// What was seen since this was asked last.
  func takeResult() -> Result? {
    desk.withLock { desk in
      defer { desk.result = nil }
      return desk.result
    }
  }

  /// Ends the thread after its present task, which nobody waits for.
  func end() {
    desk.withLock { $0.isEnding = true }
    bell.signal()
  }

  private func work(_ configuration: Configuration, _ onResult: @Sendable () -> Void) {
    // Who trains and who draws go first: on Linux, a thread has a priority of its own.
    _ = nice(Self.niceness)
    var copy: (trainer: Trainer, evaluator: PartsEvaluator?)?
    while true {
      bell.wait()
      let (task, isEnding) = desk.withLock { desk in
        defer { desk.task = nil }
        return (desk.task, desk.isEnding)
      }
      if isEnding { return }
      guard let task else { continue }
      let start = ThreadTime.now
      let (trainer, evaluator) =
        copy
        ?? {
          let trainer = Trainer(configuration)
          return (trainer, PartsEvaluator(trainer))
        }()
      copy = (trainer, evaluator)
      task.state.restore(to: trainer)
      let examination = Examination(trainer, task.interest)
      let result = Result(
        examination: examination, evaluation: evaluator?.evaluate(), changes: task.changes,
        branch: task.branch,
        cost: ThreadTime.now - start)
      desk.withLock {
        $0.result = result
        $0.isBusy = false
      }
      onResult()
    }
  }
}
