import Glibc
import Languages

/// Saves what a key asks for in the working folder, in a file of its own.
enum NewFile {
  /// Writes `text` under a name that is not taken yet, made of a step and an ending, and returns what to tell the user.
  static func save(_ text: String, step: Int, ending: String) -> String {
    do {
      let path = try claimName("viz-step-\(step)", ending)
      do throws(OutputError) {
        try write(text, to: path)
      } catch {
        _ = unlink(path)
        throw error
      }
      return say("output.saved", "saved \(path)")
    } catch {
      return "\(error)"
    }
  }

  private static func write(_ text: String, to path: String) throws(OutputError) {
    var file = try OutputFile(path)
    do throws(OutputError) {
      try file.write(text)
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }

  /// Makes an empty file under the first free name: a name that is only looked up may be another program's a moment
  /// later, and its file would be lost.
  private static func claimName(_ name: String, _ ending: String) throws(OutputError) -> String {
    var (path, copy) = ("\(name).\(ending)", 2)
    while true {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        _ = close(descriptor)
        return path
      }
      guard errno == EEXIST else { throw OutputError(path: path, reason: systemErrorText()) }
      path = "\(name)-\(copy).\(ending)"
      copy += 1
    }
  }
}
