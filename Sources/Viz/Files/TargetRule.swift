import Engine
import Formats
import Languages

/// Targets as a file has them, before it is known what they mean.
enum FileTargets {
  /// Numbers, row by row. [rows, outputs]
  case numbers(Tensor)
  /// A word a row, as a place among the different words in sorted order.
  case words(indices: [Int32], words: [String])

  /// How many rows there are.
  var rowCount: Int {
    switch self {
    case .numbers(let tensor): tensor.shape[0]
    case .words(let indices, _): indices.count
    }
  }

  /// The columns of a table; several must be numbers.
  init(_ table: Table) throws(FileRowError) {
    if table.targets.count == 1, case .words(let indices, let words) = table.targets[0] {
      self = .words(indices: indices, words: words)
      return
    }
    var columns: [[Float]] = []
    for (name, target) in zip(table.targetNames, table.targets) {
      guard case .numbers(let numbers) = target else {
        throw FileRowError(
          say("file.targetWords", "the target '\(name)' has words; of several targets each needs numbers"))
      }
      columns.append(numbers)
    }
    if columns.count == 1 {
      self = .numbers(Tensor(columns[0], shape: [table.rowCount, 1]))
      return
    }
    let rows = (0..<table.rowCount).flatMap { row in columns.map { $0[row] } }
    self = .numbers(Tensor(rows, shape: [table.rowCount, columns.count]))
  }
}

/// What the targets of a file mean: found from those to learn from, and the same for those held out.
enum TargetRule: Equatable {
  /// Numbers to come near to.
  case values
  /// Two classes, written as −1 and 1.
  case signs
  /// Two classes, written as 0 and 1.
  case bits
  /// Classes by number, from 0 to below `count`.
  case classNumbers(count: Int)
  /// Classes by other numbers, in their order.
  case distinct([Float])
  /// Classes by words in sorted order.
  case words([String])

  /// The most classes by number.
  static let mostClasses = 1 << 16

  /// What targets mean to a loss that wants them in a form. Of a table, numbers that are no numbers of classes are names.
  init(of targets: FileTargets, for form: TargetForm, areNames: Bool) throws(FileRowError) {
    switch targets {
    case .words(_, let words): self = .words(words)
    case .numbers(let tensor):
      let numbers = tensor.elements
      let isColumn = tensor.count == tensor.shape[0]
      let isFew = isColumn && numbers.allSatisfy { $0 == 0 || abs($0) == 1 }
      if isFew, numbers.contains(1), numbers.contains(-1) != numbers.contains(0) {
        self = numbers.contains(-1) ? .signs : .bits
      } else if form != .classes {
        self = .values
      } else if !isColumn {
        let shape = tensor.shape.dropFirst().map { "\($0)" }.joined(separator: "×")
        throw FileRowError(
          say(
            "file.targetShape", "a target of \(shape) numbers a row is no class; one is needed"))
      } else {
        self = try Self.classes(numbers, areNames: areNames)
      }
    }
  }

  private static func classes(_ numbers: [Float], areNames: Bool) throws(FileRowError) -> TargetRule {
    let areWhole = numbers.allSatisfy { $0 >= 0 && $0 < Float(mostClasses) && $0 == $0.rounded() }
    if areWhole, let largest = numbers.max(), !areNames || numbers.contains(0) {
      return .classNumbers(count: Int(largest) + 1)
    }
    guard areNames else {
      let wrong = numbers.first { !($0 >= 0 && $0 < Float(mostClasses) && $0 == $0.rounded()) } ?? 0
      throw FileRowError(
        say(
          "file.noClass", "the target \(Self.text(wrong)) is no class; whole numbers from 0 on are needed"))
    }
    let names = Set(numbers).sorted()
    guard names.count <= 1000 else {
      throw FileRowError(
        say(
          "file.manyClasses",
          "the target has \(names.count) different numbers; for values, another --loss would be right"))
    }
    return .distinct(names)
  }

  /// What the set's targets are.
  var kind: DataSet.Kind {
    switch self {
    case .values: .values
    case .signs: .classes(names: ["-1", "1"])
    case .bits: .classes(names: ["0", "1"])
    case .classNumbers(let count): .classes(names: (0..<count).map { "\($0)" })
    case .distinct(let numbers): .classes(names: numbers.map { Self.text($0) })
    case .words(let words): .classes(names: words)
    }
  }

  /// The label of the first of two classes among values.
  var lowLabel: Float { self == .bits ? 0 : -1 }

  /// Values, [rows, outputs], or numbers of classes, [rows], as a `DataSet` has them.
  func tensor(_ targets: FileTargets) throws(FileRowError) -> Tensor {
    switch (self, targets) {
    case (.words(let known), .words(let indices, let words)):
      var places: [Float] = []
      for word in words {
        // By their bytes, as Python compares: two spellings of é are two words.
        guard let place = known.firstIndex(where: { $0.utf8.elementsEqual(word.utf8) }) else {
          throw Self.unknown("'\(word)'", known)
        }
        places.append(Float(place))
      }
      return Tensor(indices.map { places[Int($0)] }, shape: [indices.count])
    case (.words(let known), .numbers(let tensor)):
      throw Self.unknown(Self.text(tensor.elements.first ?? 0), known)
    case (_, .words(_, let words)):
      let word = words.first ?? ""
      throw FileRowError(
        say("file.targetNumber", "the target '\(word)' is no number; numbers are needed"))
    case (.values, .numbers(let tensor)): return tensor
    case (_, .numbers(let tensor)):
      return Tensor(
        try tensor.elements.map { number throws(FileRowError) in try place(of: number) },
        shape: [tensor.shape[0]])
    }
  }

  /// A number as people write it.
  private static func text(_ number: Float) -> String {
    number == number.rounded() && abs(number) < 1e7 ? "\(Int(number))" : "\(number)"
  }

  /// The number of the class that a target stands for.
  private func place(of number: Float) throws(FileRowError) -> Float {
    let known: [Float] =
      switch self {
      case .signs: [-1, 1]
      case .bits: [0, 1]
      case .distinct(let numbers): numbers
      case .classNumbers(let count):
        number >= 0 && number < Float(count) && number == number.rounded() ? [] : (0..<count).map(Float.init)
      case .values, .words: []
      }
    if known.isEmpty { return number }
    guard let place = known.firstIndex(of: number) else {
      throw Self.unknown(Self.text(number), known.map { Self.text($0) })
    }
    return Float(place)
  }

  private static func unknown(_ target: String, _ known: [String]) -> FileRowError {
    let few = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
    return FileRowError(
      say("file.unknownClass", "the target \(target) is none of the classes to learn: \(few)"))
  }

  /// The code for numbers that are those of classes already.
  static let classNumberCode = "y.long().squeeze(1)"

  /// Python for the targets as a loss wants them, from `y` as a file has them: float32 [rows, outputs], or int64 [rows] of
  /// words, which are numbered there.
  func code(for form: TargetForm) -> String {
    switch (self, form) {
    case (.words, .classes): "y"
    case (.words, .probabilities): "y.float().unsqueeze(1)"
    case (.words, .values): "(2.0 * y - 1).unsqueeze(1)"
    case (.signs, .classes): "(y > 0).long().squeeze(1)"
    case (.signs, .probabilities): "(y > 0).float()"
    case (.bits, .classes), (.classNumbers, .classes): Self.classNumberCode
    case (.distinct, .classes):
      "torch.unique(y, return_inverse=True)[1].squeeze(1)  # numbered in sorted order"
    default: "y"
    }
  }
}

/// What is wrong with the rows of a file, in one line without its name.
struct FileRowError: Error {
  let line: String

  init(_ line: String) {
    self.line = line
  }
}
