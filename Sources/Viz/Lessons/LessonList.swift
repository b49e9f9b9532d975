import Languages

/// A lesson that comes with the program, as text in each language.
struct BuiltInLesson: Sendable {
  /// The name on the command line.
  let name: String
  private let texts: [Language: String]

  init(_ name: String, english: String, chinese: String) {
    self.name = name
    texts = [.english: english, .chinese: chinese]
  }

  /// The text in a language.
  func text(in language: Language) -> String { texts[language] ?? texts[.english] ?? "" }
}

/// All lessons that come with the program, in the order in which a class would take them.
enum LessonList {
  static let all: [BuiltInLesson] = [
    .gradient, .byHand, .rate, .adam, .pooling, .hidden, .text, .overfit,
  ]

  /// The lesson with a name; capitals make no difference.
  static func named(_ name: String) -> BuiltInLesson? { all.first { $0.name == name.lowercased() } }
}
