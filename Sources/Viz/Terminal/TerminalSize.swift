/// How large a terminal is.
extension ScreenSize {
  /// What is larger is no screen but a slip of whoever set it.
  private static let largest = 4096

  /// The size of a screen of which the kernel may know nothing (0), or half: then the environment says it, else what
  /// terminfo has, else 80×24.
  static func decide(
    kernel: ScreenSize, columns: String = "", lines: String = "",
    description: ScreenSize = ScreenSize(width: 0, height: 0)
  ) -> ScreenSize {
    func first(_ candidates: Int?..., fallback: Int) -> Int {
      candidates.compactMap { $0 }.first { $0 > 0 } ?? fallback
    }
    func typed(_ text: String) -> Int? {
      Int(text).flatMap { $0 <= largest ? $0 : nil }
    }
    return ScreenSize(
      width: first(kernel.width, typed(columns), description.width, fallback: 80),
      height: first(kernel.height, typed(lines), description.height, fallback: 24))
  }
}
