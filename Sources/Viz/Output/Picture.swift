import Glibc

/// Saves the screen as an SVG picture in the working folder.
enum Picture {
  /// Writes `canvas` under a name that is not taken yet and returns what to tell the user.
  static func save(_ canvas: Canvas, step: Int) -> String {
    let path = freePath(step: step)
    do {
      var file = try OutputFile(path)
      do {
        try file.write(canvas.svg)
      } catch {
        file.discard()
        throw error
      }
      try file.finish()
      return "saved \(path)"
    } catch {
      return "\(error)"
    }
  }

  private static func freePath(step: Int) -> String {
    var path = "viz-step-\(step).svg"
    var copy = 2
    while access(path, F_OK) == 0 {
      path = "viz-step-\(step)-\(copy).svg"
      copy += 1
    }
    return path
  }
}
