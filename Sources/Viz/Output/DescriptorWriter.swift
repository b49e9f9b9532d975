import Glibc

/// Text to an open descriptor, gathered where much comes at once; what comes slowly is there to be read at once.
struct DescriptorWriter: Sendable {
  /// From how long after the last writing on nothing waits for more.
  private static let patience = Duration.milliseconds(200)

  let descriptor: Int32
  /// What the descriptor is called in messages.
  let name: String
  private var buffer: [UInt8] = []
  private var lastWriting = ContinuousClock.now

  /// A writer to `descriptor`, which stays the caller's to close.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// The most characters of a line to people.
  private static let longestLine = 1000

  /// Writes one line to stderr, where people and not programs read; what would break or colour it becomes a blank.
  static func tell(_ line: String) throws(OutputError) {
    var plain = ""
    let shown = line.count > longestLine ? line.prefix(longestLine - 1) + "…" : line[...]
    for scalar in shown.unicodeScalars {
      plain.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    var writer = DescriptorWriter(descriptor: STDERR_FILENO, name: "stderr")
    try writer.write("viz: \(plain)\n")
    try writer.flush()
  }

  /// Writes a whole text to stdout.
  static func print(_ text: String) throws(OutputError) {
    var writer = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    try writer.write(text)
    try writer.flush()
  }

  /// Appends text; it is written when enough has gathered, or when nothing was written for a while.
  mutating func write(_ text: String) throws(OutputError) {
    try write(text.utf8)
  }

  /// Appends bytes, likewise.
  mutating func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 || ContinuousClock.now - lastWriting >= Self.patience { try flush() }
  }

  /// Writes all that has gathered.
  mutating func flush() throws(OutputError) {
    var written = 0
    while written < buffer.count {
      let rest = written == 0 ? buffer : Array(buffer[written...])
      let count = Glibc.write(descriptor, rest, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        buffer = []
        throw OutputError(path: name, reason: systemErrorText())
      }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
    lastWriting = .now
  }
}
