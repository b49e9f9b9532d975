import Glibc

/// The streams that a screen needs: it draws on one and hears keys by the other.
enum StandardStream: String {
  case stdout
  case stdin

  /// The first of both that is no terminal; `nil` where there is a screen.
  static var withoutTerminal: StandardStream? {
    isatty(STDOUT_FILENO) != 1 ? .stdout : isatty(STDIN_FILENO) != 1 ? .stdin : nil
  }
}
