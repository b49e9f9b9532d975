import Languages

/// Why a file cannot be written, as one line.
struct OutputError: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { say("output.cannotWrite", "cannot write \(path): \(reason)") }
}
