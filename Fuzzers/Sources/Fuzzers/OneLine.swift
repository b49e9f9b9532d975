import Formats

/// Whether an error is one line of the right form.
func expectOneLine(_ error: any Error) {
  precondition(error is FormatError, "\(error)")
  let line = "\(error)"
  expectOneLine(line, beginsWith: "cannot read fuzzed: ")
  precondition(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, line)
}

/// Whether a text is one line; other control characters of what is quoted become blanks where it is told.
func expectOneLine(_ line: String, beginsWith start: String) {
  precondition(line.hasPrefix(start), line)
  precondition(!line.isEmpty && !line.contains(where: \.isNewline), line.debugDescription)
}
