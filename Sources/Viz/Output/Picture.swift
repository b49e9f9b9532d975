import Glibc

/// Saves the screen as an SVG picture in the working folder.
enum Picture {
  /// Writes `canvas` under a name that is not taken yet and returns what to tell the user.
  static func save(_ canvas: Canvas, step: Int) -> String {
    do {
      let path = try claimName(step: step)
      do throws(OutputFile.Failure) {
        try write(canvas.svg, to: path)
      } catch {
        _ = unlink(path)
        throw error
      }
      return "saved \(path)"
    } catch {
      return "\(error)"
    }
  }

  private static func write(_ text: String, to path: String) throws(OutputFile.Failure) {
    var file = try OutputFile(path)
    do throws(OutputFile.Failure) {
      try file.write(text)
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }

  /// Makes an empty file under the first free name: a name that is only looked up may be another program's a moment
  /// later, and its picture would be lost.
  private static func claimName(step: Int) throws(OutputFile.Failure) -> String {
    var (path, copy) = ("viz-step-\(step).svg", 2)
    while true {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        _ = close(descriptor)
        return path
      }
      guard errno == EEXIST else { throw OutputFile.Failure(path: path, reason: systemErrorText()) }
      path = "viz-step-\(step)-\(copy).svg"
      copy += 1
    }
  }
}
