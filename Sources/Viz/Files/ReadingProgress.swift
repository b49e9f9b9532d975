import Dispatch
import Glibc
import Languages

/// A line on stderr that says how far a file is read: only on a terminal, and only of what takes long.
final class ReadingProgress {
  private let name: String
  private let start = DispatchTime.now().uptimeNanoseconds
  private var told: UInt64
  private var isShown = false

  /// Nothing is said in the first second; afterwards four times a second.
  private static let patience: UInt64 = 1_000_000_000
  private static let interval: UInt64 = 250_000_000

  /// A line about the file called `name`.
  init(_ name: String) {
    self.name = RowFile.name(of: name)
    told = start + Self.patience - Self.interval
  }

  /// Tells how many bytes were read, of how many where that is known.
  func note(_ bytes: Int, _ total: Int?) {
    let now = DispatchTime.now().uptimeNanoseconds
    guard now >= told + Self.interval, isatty(STDERR_FILENO) == 1 else { return }
    told = now
    isShown = true
    let words =
      if let total {
        say(
          "file.readingPart",
          "viz: reading \(name): \(bytes * 100 / max(1, total)) % of \(total >> 20) MB")
      } else {
        say("file.reading", "viz: reading \(name): \(bytes >> 20) MB")
      }
    write("\r\(words)\u{1b}[K")
  }

  /// Takes the line away.
  func end() {
    if isShown { write("\r\u{1b}[K") }
    isShown = false
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
