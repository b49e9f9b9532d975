#if SANITIZED_THREADS
  import Glibc

  /// Stands in for the standard `Mutex` where ThreadSanitizer watches.
  ///
  /// The standard one waits in the kernel, unseen: whatever comes after such a wait would be taken for a race.
  final class Mutex<Value>: @unchecked Sendable {
    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init(_ value: Value) {
      self.value = value
      pthread_mutex_init(mutex, nil)
    }

    deinit {
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
    }

    /// What `body` returns while nobody else has the value.
    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      return try body(&value)
    }
  }
#endif
