/// What is wrong with a setting, in one line that names the setting, its value and what would be right.
public struct SettingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line, without a full stop.
  public let description: String

  /// An error that says `description`.
  public init(_ description: String) {
    self.description = description
  }
}
