import Languages

/// A lesson as a teacher writes it: a run, and stops at which something is said, pressed, predicted and seen.
struct Lesson: Sendable, Equatable {
  let title: String
  let language: Language
  /// The options of `viz` that give its run.
  let options: [String]
  let stops: [Stop]

  /// One section.
  struct Stop: Sendable, Equatable {
    let title: String
    /// The line of its heading, from 1 on.
    let line: Int
    /// What is said, a paragraph a line.
    let text: [String]
    /// What it looks at, before anything is done.
    let look: Look?
    /// What is done when it begins.
    let actions: [Numbered<Action>]
    /// What the class is asked, if anything.
    let prediction: Prediction?
    /// What is done when the answer is revealed.
    let reveals: [Numbered<Action>]
    /// Whether any key may be pressed once that is done.
    let isFree: Bool
  }

  /// Something with the line that it stands on.
  struct Numbered<Value: Sendable & Equatable>: Sendable, Equatable {
    let line: Int
    let value: Value
  }

  /// A scene, and where its cursor stands.
  struct Look: Sendable, Equatable {
    let line: Int
    let scene: String
    let place: String?
  }

  /// Something that is done for the class.
  enum Action: Sendable, Equatable {
    /// Presses keys.
    case keys([Key])
    /// Takes so many steps.
    case run(Int)
    /// Takes steps until something holds.
    case until(LessonCondition)
    /// Nothing: what holds here, told to whoever checks the lesson.
    case expect(LessonCondition)
  }

  /// A question with two to four answers.
  struct Prediction: Sendable, Equatable {
    let line: Int
    let question: String
    let answers: [String]
    /// Which of them is right.
    let right: Int
    let reason: String
  }

  /// How many words are shown at a time at the most.
  static let mostWords = 36
}

extension Lesson {
  /// How many words a text has: one for each word of Latin letters, and one for each two Chinese characters.
  static func words(_ text: String) -> Int {
    var (words, halves, isInWord) = (0, 0, false)
    for scalar in text.unicodeScalars {
      if scalar.columns == 2 {
        // Fullwidth marks are no words.
        halves += scalar.properties.isAlphabetic ? 1 : 0
        isInWord = false
      } else if scalar.properties.isWhitespace {
        isInWord = false
      } else if !isInWord {
        words += 1
        isInWord = true
      }
    }
    return words + (halves + 1) / 2
  }
}
