import Foundation
import Testing

/// Runs tests on threads of their own: they wait for programs more than they compute, and would keep the few threads of Swift's
/// tasks, one a core, from the tests that compute.
struct WaitingThreads: SuiteTrait, TestTrait, TestScoping {
  /// As many programs at once as leave each enough of a machine with two cores.
  private static let threads = Threads(2)

  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Self.threads) { try await function() }
  }

  /// A fixed number of threads that take jobs in turn.
  private final class Threads: TaskExecutor, @unchecked Sendable {
    // Guarded by the condition.
    private var jobs: [UnownedJob] = []
    private let condition = NSCondition()

    init(_ count: Int) {
      for _ in 0..<count {
        Thread.detachNewThread { [unowned self] in
          while true { next().runSynchronously(on: asUnownedTaskExecutor()) }
        }
      }
    }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      condition.withLock { jobs.append(job) }
      condition.signal()
    }

    private func next() -> UnownedJob {
      condition.withLock {
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
      }
    }
  }
}
