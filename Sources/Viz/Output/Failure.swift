/// Something that went wrong apart from the command line itself: one line on stderr, exit 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
