/// What is done after some steps; the same lines are written once for all the steps that have them.
struct ProgramChange: Equatable {
  /// The steps, in their order.
  var steps: [Int]
  /// The lines of Python.
  var lines: [String]
}

extension [ProgramChange] {
  /// Adds lines after a step that is the last so far.
  mutating func add(_ lines: [String], after step: Int) {
    if last?.steps == [step] {
      self[count - 1].lines += lines
    } else {
      append(ProgramChange(steps: [step], lines: lines))
    }
  }

  /// All changes as they stand at the end of a step.
  var lines: [String] {
    var merged: [ProgramChange] = []
    for change in self where !change.lines.isEmpty {
      if let index = merged.firstIndex(where: { $0.lines == change.lines }) {
        merged[index].steps += change.steps
      } else {
        merged.append(change)
      }
    }
    let lines = merged.enumerated().flatMap { index, change in
      Self.condition(index == 0 ? "if" : "elif", change.steps) + change.lines.map(Python.indented)
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private static func condition(_ word: String, _ steps: [Int]) -> [String] {
    if steps.count == 1 { return ["\(word) step == \(steps[0]):"] }
    return Python.list(steps.map { "\($0)" }, start: "\(word) step in (", end: "):")
  }
}
