import Engine
import Languages

/// Something that holds of a run or not: "loss < 0.01", "moved W[0][0] > 0", "optimizer = adam".
struct LessonCondition: Sendable, Equatable {
  /// Why a text is none.
  struct Problem: Error {
    let words: String
  }

  /// What can be compared.
  enum Quantity: Sendable, Equatable {
    case number(Double)
    case word(String)
    case loss, firstLoss, step, epoch, learningRate
    case trainingLoss, accuracy, heldOutLoss, heldOutAccuracy
    case optimizer
    /// The loss of a race's lane, from 1 on.
    case lane(Int)
    /// The shape of what comes out of the pooling scene's last stage.
    case shape
    /// What the present window of the pooling scene comes to, and the gradient of its first element.
    case window, windowGradient
    /// The first number that the network makes of the row that is followed.
    case prediction
    /// Why training stopped, or "none".
    case fault
    /// The number at a place, its gradient, how far it has moved since the stop began, or what its optimizer keeps of it.
    case value(String), gradient(String), moved(String), state(String, place: String)
  }

  enum Comparison: String, Sendable {
    case less = "<", greater = ">", equal = "=", unequal = "!=", near = "~"
  }

  let left: Quantity
  let comparison: Comparison
  let right: Quantity
  /// As it was written.
  let text: String

  /// How much two numbers that are near may differ, as a part of the larger.
  static let nearness = 0.02

  /// Reads a condition.
  init(_ text: String) throws(Problem) {
    let words = text.split(separator: " ")
    guard let place = words.firstIndex(where: { Comparison(rawValue: String($0)) != nil }), place > 0,
      place < words.count - 1, let comparison = Comparison(rawValue: String(words[place]))
    else {
      if let other = words.first(where: { $0.allSatisfy { "<>=!~≤≥≠".contains($0) } }) {
        throw Problem(
          words: say("lesson.noComparison", "\(text): there is no \(other); <, >, =, != and ~ compare"))
      }
      throw Problem(
        words: say(
          "lesson.noCondition",
          "\(text) is no condition; loss < 0.01 would be one, with a blank on both sides"))
    }
    self.text = text
    self.comparison = comparison
    left = try Self.quantity(words[..<place], isRight: false)
    let rest = words[(place + 1)...]
    switch left {
    // What is a word is compared with one, whatever else it may be called.
    case .optimizer, .fault, .shape: right = .word(rest.joined(separator: " "))
    default: right = try Self.quantity(rest, isRight: true)
    }
  }

  private static let plain: [String: Quantity] = [
    "loss": .loss, "first loss": .firstLoss, "step": .step, "epoch": .epoch, "lr": .learningRate,
    "training loss": .trainingLoss, "accuracy": .accuracy, "held-out loss": .heldOutLoss,
    "held-out accuracy": .heldOutAccuracy, "optimizer": .optimizer, "shape": .shape, "fault": .fault,
    "window": .window,
    "window gradient": .windowGradient, "prediction": .prediction,
  ]

  private static func quantity(_ words: ArraySlice<Substring>, isRight: Bool) throws(Problem) -> Quantity {
    let text = words.joined(separator: " ")
    if let known = plain[text] { return known }
    if let number = Double(text) { return .number(number) }
    if words.count == 1, text.contains("[") { return .value(text) }
    if words.count == 2, words.first == "lane", let lane = words.last.flatMap({ Int($0) }), lane > 0 {
      return .lane(lane)
    }
    if words.count == 2, let last = words.last, last.contains("[") {
      switch words[words.startIndex] {
      case "gradient": return .gradient(String(last))
      case "moved": return .moved(String(last))
      case let name: return .state(String(name), place: String(last))
      }
    }
    if isRight, words.count == 1 { return .word(text) }
    let names = plain.keys.sorted().joined(separator: ", ")
    throw Problem(
      words: say(
        "lesson.noQuantity",
        "'\(text)' is nothing that can be compared; \(names), W[0][0], gradient W[0][0], moved W[0][0] are"))
  }

  /// Whether it holds of two sides; `nil` where they cannot be compared.
  static func holds(_ left: LessonValue, _ comparison: Comparison, _ right: LessonValue) -> Bool? {
    switch (left, right) {
    case (.number(let a), .number(let b)):
      switch comparison {
      case .less: a < b
      case .greater: a > b
      case .equal: a == b
      case .unequal: a != b
      case .near: abs(a - b) <= nearness * max(abs(a), abs(b))
      }
    case (.word(let a), .word(let b)):
      switch comparison {
      case .equal: a == b
      case .unequal: a != b
      default: nil
      }
    // A shape of one axis reads like a number.
    case (.word, .number), (.number, .word): holds(.word(left.text), comparison, .word(right.text))
    }
  }
}

/// What a quantity comes to.
enum LessonValue: Sendable, Equatable {
  case number(Double)
  case word(String)

  /// As it is told.
  var text: String {
    switch self {
    case .number(let number): NumberText.shortest(number, figures: 6)
    case .word(let word): word
    }
  }
}
