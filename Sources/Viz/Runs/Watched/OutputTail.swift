/// What a program prints, read from the file that it goes to as it grows.
///
/// The program writes into a file and never to whoever watches it, so that it goes on when nobody reads.
final class OutputTail {
  private let input: GrowingInput
  private(set) var output = ProgramOutput()

  /// Follows the file at `path`, from near its end where it is long; throws where it cannot be read.
  init(_ path: String) throws(Failure) {
    input = try GrowingInput(path, tail: GrowingInput.mostBytes)
  }

  /// Takes what was written since; tells whether there was anything.
  func read() -> Bool { input.read { output.take($0) } }
}
