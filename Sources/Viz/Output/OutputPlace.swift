import Glibc
import Languages

/// Where output is to go, found out before anything is written.
enum OutputPlace {
  /// A plain file at this path, which is not a link, or nothing yet.
  case file(String)
  /// A pipe or a device that takes characters, which can only be written straight.
  case stream

  /// The place that `path` names: where a link leads, so that the link stays one; what cannot be written is refused.
  init(_ path: String) throws(OutputError) {
    if path.isEmpty {
      throw OutputError(path: "''", reason: say("output.noName", "a file needs a name"))
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT, lstat(path, &status) == 0 {
        throw OutputError(
          path: path, reason: say("output.deadLink", "it is a link to a file that does not exist"))
      }
      self = .file(path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFIFO, S_IFCHR:
      self = .stream
      return
    case S_IFDIR: throw OutputError(path: path, reason: say("output.folder", "it is a folder"))
    default: throw OutputError(path: path, reason: say("output.notPlain", "it is not a plain file"))
    }
    guard access(path, W_OK) == 0, let resolved = realpath(path, nil) else {
      throw OutputError(path: path, reason: systemErrorText())
    }
    defer { free(resolved) }
    self = .file(String(cString: resolved))
  }
}
