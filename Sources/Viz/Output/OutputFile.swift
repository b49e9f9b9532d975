import Glibc
import Languages

/// A file that is written beside its place and put there only when it is complete, so that nothing is ever lost.
struct OutputFile: Sendable {
  private let partial: PartialFile
  private var writer: DescriptorWriter

  /// Opens the file beside `path`; throws where that folder cannot be written or `path` is no plain file.
  init(_ path: String) throws(OutputError) {
    guard case .file(let place) = try OutputPlace(path) else {
      throw OutputError(path: path, reason: say("output.notPlain", "it is not a plain file"))
    }
    partial = try PartialFile(place, path: path)
    writer = DescriptorWriter(descriptor: partial.descriptor, name: path)
  }

  /// Appends text.
  mutating func write(_ text: String) throws(OutputError) {
    try writer.write(text)
  }

  /// Appends bytes.
  mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    try writer.write(bytes)
  }

  /// Completes the file and puts it in its place; on failure an older file stays as it was.
  mutating func finish() throws(OutputError) {
    do throws(OutputError) {
      try writer.flush()
      try partial.synchronize()
      try partial.putInPlace()
    } catch {
      discard()
      throw error
    }
    _ = close(partial.descriptor)
  }

  /// Removes what was written so far; nothing can be written after it.
  func discard() {
    _ = close(partial.descriptor)
    partial.remove()
  }
}
