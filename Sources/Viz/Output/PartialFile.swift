import Glibc

/// A new file beside the place that it is meant for.
struct PartialFile: Sendable {
  /// What it is written through; its owner closes it.
  let descriptor: Int32
  /// What messages call the file.
  private let path: String
  private let place: String
  private let partialPath: String

  /// Opens a new file beside `place`; `path` is what messages call it.
  init(_ place: String, path: String) throws(OutputError) {
    // What nobody else may read stays so while it is written.
    var older = stat()
    let mode = stat(place, &older) == 0 ? older.st_mode & 0o777 : 0o644
    var (partialPath, descriptor): (String, Int32)
    repeat {
      // A name of its own, and never one that exists: another program may write to the same place, and a link may
      // wait there for who follows it.
      partialPath = "\(place).\(String(UInt32.random(in: 0...(.max)), radix: 36)).partial"
      descriptor = open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    } while descriptor < 0 && errno == EEXIST
    guard descriptor >= 0 else { throw OutputError(path: path, reason: systemErrorText()) }
    (self.path, self.place, self.partialPath, self.descriptor) = (path, place, partialPath, descriptor)
  }

  /// Puts it in its place with the permissions of the file it replaces.
  func putInPlace() throws(OutputError) {
    var older = stat()
    if stat(place, &older) == 0 { _ = fchmod(descriptor, older.st_mode & 0o777) }
    guard rename(partialPath, place) == 0 else {
      throw OutputError(path: path, reason: systemErrorText())
    }
  }

  /// Waits until all that was written is on the disk.
  func synchronize() throws(OutputError) {
    // EINVAL: a file system that cannot.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw OutputError(path: path, reason: systemErrorText())
    }
  }

  /// Whether the file has a name: nobody has removed or replaced it since it was put in its place.
  var hasName: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }

  /// Removes the file, as long as it is not in its place.
  func remove() {
    _ = unlink(partialPath)
  }
}
