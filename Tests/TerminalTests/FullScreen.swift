import Testing

/// All tests that drive the program in a real terminal. Those of a suite come one after the other.
@Suite(WaitingThreads(), .timeLimit(.minutes(2)))
enum FullScreen {
  /// A size of terminal that people have.
  struct Size: CustomTestStringConvertible, Sendable {
    let width: Int
    let height: Int
    var testDescription: String { "\(width)×\(height)" }

    static let all = [
      Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 50),
    ]
  }
}
