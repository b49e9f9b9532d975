import Glibc
import Synchronization

/// Work in parts that may be computed in any order and by any thread.
protocol TeamJob: AnyObject {
  /// Computes one part; `thread` is 0 for whoever asked, and no two threads have the same at the same time.
  func compute(part: Int, thread: Int)
}

/// Threads that compute a job together: the one that asks, and helpers that are started when they are first needed and end
/// with the team.
///
/// Whoever is free takes the next part. So a helper that the system lets wait holds nobody up, and a job is done as soon
/// as without it.
final class Team {
  /// How many threads compute at most.
  let threads: Int
  private let board = Board()
  private var helpers: [Helper] = []

  init(threads: Int) {
    self.threads = max(1, threads)
  }

  deinit {
    board.isClosed.store(true, ordering: .sequentiallyConsistent)
    for helper in helpers { helper.end() }
  }

  /// Computes all parts of a job, and comes back when they are done.
  func run(_ job: TeamJob, parts: Int) {
    while helpers.count < threads - 1 { helpers.append(Helper(board, number: helpers.count + 1)) }
    board.post(job, parts: parts)
    for helper in helpers { helper.wake() }
    while board.takePart(thread: 0) {}
    // What others have taken is soon done, unless the system lets them wait.
    var tries = 0
    while board.finished.load(ordering: .acquiring) < parts {
      tries += 1
      if tries > 10_000 { sched_yield() }
    }
  }
}

/// Where the job is found that is being computed.
///
/// A number of two halves says all: which job it is, and how many of its parts are not taken. Whoever takes a part changes it
/// and can read the job then, because none is exchanged for another before all its parts are finished.
private final class Board: @unchecked Sendable {
  private let state = Atomic<UInt64>(0)
  let finished = Atomic<Int>(0)
  let isClosed = Atomic<Bool>(false)
  // Written by the asking thread alone, while no part is out.
  @exclusivity(unchecked) private unowned(unsafe) var job: TeamJob?

  var hasParts: Bool { state.load(ordering: .sequentiallyConsistent) & 0xffff_ffff != 0 }

  func post(_ job: TeamJob, parts: Int) {
    self.job = job
    finished.store(0, ordering: .relaxed)
    let next = (state.load(ordering: .relaxed) >> 32 &+ 1) << 32 | UInt64(parts)
    state.store(next, ordering: .sequentiallyConsistent)
  }

  /// Computes a part, unless all are taken.
  func takePart(thread: Int) -> Bool {
    var found = state.load(ordering: .relaxed)
    while found & 0xffff_ffff != 0 {
      let (isMine, now) = state.weakCompareExchange(
        expected: found, desired: found - 1, successOrdering: .acquiringAndReleasing,
        failureOrdering: .relaxed)
      if isMine {
        job?.compute(part: Int(found & 0xffff_ffff) - 1, thread: thread)
        finished.add(1, ordering: .acquiringAndReleasing)
        return true
      }
      found = now
    }
    return false
  }
}

/// One thread that takes parts of what is on the board; between jobs it looks for a while, then sleeps.
private final class Helper: @unchecked Sendable {
  /// How often it looks before it sleeps: some tens of microseconds.
  private static let looks = 30_000

  private let board: Board
  private let number: Int
  private let isAsleep = Atomic<Bool>(false)
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  private var thread = pthread_t()

  init(_ board: Board, number: Int) {
    (self.board, self.number) = (board, number)
    sem_init(semaphore, 0, 0)
    // Signals from outside are for the threads that wait for them. A fault of its own must still be heard of.
    var (blocked, before) = (sigset_t(), sigset_t())
    sigfillset(&blocked)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    let started = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Helper>.fromOpaque(context).takeUnretainedValue().work() }
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    precondition(started == 0, "the system starts no more threads")
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func wake() {
    if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { sem_post(semaphore) }
  }

  /// Waits for the thread's end; the board is closed.
  func end() {
    wake()
    pthread_join(thread, nil)
  }

  private func work() {
    while true {
      var looks = 0
      while !board.hasParts, looks < Self.looks, !board.isClosed.load(ordering: .relaxed) { looks += 1 }
      while board.takePart(thread: number) {}
      if board.isClosed.load(ordering: .sequentiallyConsistent) { return }
      if looks == Self.looks { sleep() }
    }
  }

  private func sleep() {
    isAsleep.store(true, ordering: .sequentiallyConsistent)
    // What came in between has perhaps not seen that it sleeps.
    let isNeeded = board.hasParts || board.isClosed.load(ordering: .sequentiallyConsistent)
    if isNeeded, isAsleep.exchange(false, ordering: .sequentiallyConsistent) { return }
    while sem_wait(semaphore) != 0 {}
  }
}
