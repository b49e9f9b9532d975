import Engine
import Languages

/// A row of features that somebody typed: numbers with commas or blanks between them, or a word where features are letters.
enum OwnRow {
  case features([Float])
  /// Why it is none.
  case problem(String)

  /// What is to be typed: a word, or how many numbers, with their names where those are few.
  static func wanted(for snapshot: Snapshot) -> String {
    guard let examples = snapshot.examples else { return "" }
    if case .builtIn(let set, _, _) = examples.origin, set.letter(0) != nil {
      return say("edit.aWord", "a word")
    }
    let names = examples.training.featureNames
    let count = names.count
    return count <= 4
      ? say("edit.namedNumbers", "\(count) number\(ending: count): \(names.joined(separator: ", "))")
      : say("edit.numbers", "\(count) number\(ending: count)")
  }

  init(_ text: String, for snapshot: Snapshot) {
    guard let examples = snapshot.examples else {
      self = .problem(say("edit.noFeatures", "the features of this run are not known"))
      return
    }
    let count = examples.training.rowShape.reduce(1, *)
    if case .builtIn(let set, _, _) = examples.origin, set.letter(0) != nil {
      let word = text.filter { !$0.isWhitespace }
      self =
        (word.isEmpty ? nil : set.row(word)).map(Self.features)
        ?? .problem(say("edit.wordNeeded", "a word is needed, such as abcdef"))
      return
    }
    let words = text.split { ", ;\t".contains($0) }
    let numbers = words.map { Float(NumberText.plain(String($0))) }
    if let place = numbers.firstIndex(where: { $0?.isFinite != true }) {
      self = .problem(say("edit.noNumber", "'\(words[place])' is no number"))
    } else if numbers.count != count {
      self = .problem(
        say("edit.wrongCount", "\(count) number\(ending: count) make a row, and \(numbers.count) are here"))
    } else {
      let features = numbers.compactMap(\.self)
      self = .features(examples.standardization?.applied(to: features) ?? features)
    }
  }
}
