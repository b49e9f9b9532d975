/// A language that the program speaks.
public enum Language: String, CaseIterable, Sendable {
  /// English, as the sources say it.
  case english = "en"
  /// Simplified Chinese.
  case chinese = "zh"

  /// The language of what is said at present; whoever begins a thread takes it along.
  @TaskLocal public static var current = Language.english

  /// What it says in place of the English texts; `nil` of English, whose texts stand where they are said.
  var catalogue: Catalogue? {
    switch self {
    case .english: nil
    case .chinese: .chinese
    }
  }

  /// The language that an environment asks for, as `gettext` finds it: by `LC_ALL`, `LC_MESSAGES` or `LANG`, the first
  /// that says anything. What is not spoken here is English.
  public static func asked(by environment: (String) -> String?) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    let code = locale.prefix { $0.isLetter }.lowercased()
    return allCases.first { $0.rawValue == code } ?? .english
  }
}
