import Engine
import Formats

/// The losses that a run has told of, those of each of its optimizers apart, with the marks of what was changed.
struct ToldLosses {
  /// One history an optimizer.
  private(set) var histories: [LossHistory] = []
  /// The newest loss of each, which may be none that can be drawn.
  private(set) var newest: [Float] = []
  private var marks: [(id: Int, optimizer: Int, mark: Timed)] = []

  /// The most optimizers that are kept apart.
  private static let mostOptimizers = 64

  /// Takes the losses of a message; `kinds` are those of the optimizers, which lines of a plot begin with.
  mutating func take(_ message: WireMessage, kinds: [String]) {
    for tensor in message.tensors where tensor.shape.count == 2 {
      let parts = tensor.name.split(separator: ".")
      guard let what = parts.first, let number = parts.count > 1 ? Int(parts[1]) : 0,
        (0..<Self.mostOptimizers).contains(number)
      else { continue }
      let kind = kinds.indices.contains(number) ? kinds[number] : nil
      switch (what, tensor.shape[1]) {
      case ("history", 5): takeWhole(tensor.numbers, number, kind)
      case ("losses", 2): takeNew(tensor.numbers, number, kind)
      default: break
      }
    }
  }

  /// Takes a mark: what was changed, at which step, of which optimizer; one that is known already counts once.
  mutating func takeMark(_ told: JSONValue) {
    guard let id = told["id"]?.int, !marks.contains(where: { $0.id == id }), let step = told["step"]?.int,
      let what = told["what"]?.string
    else { return }
    let command: Command
    if what == "optimizer", let name = told["to"]?.string {
      command = .optimizer(name)
    } else if let value = told["to"]?.double {
      command = .set(what, value)
    } else {
      return
    }
    let number = min(max(0, told["of"]?.int ?? 0), Self.mostOptimizers - 1)
    makeRoom(for: number)
    marks.append((id, number, Timed(step: step, command)))
    histories[number].mark(Timed(step: step, command))
  }

  private mutating func makeRoom(for number: Int) {
    while histories.count <= number {
      histories.append(LossHistory())
      newest.append(.nan)
    }
  }

  /// All losses so far, some of them in buckets: (first step, least, largest, sum, count).
  private mutating func takeWhole(_ rows: [Double], _ number: Int, _ kind: String?) {
    makeRoom(for: number)
    histories[number] = LossHistory()
    for row in stride(from: 0, to: rows.count - 4, by: 5) {
      guard let first = Int(exactly: rows[row]), (0..<1 << 40).contains(first),
        let count = Int(exactly: rows[row + 4]), (1..<1 << 40).contains(count)
      else { continue }
      fill(number, until: first, kind)
      let (least, largest, sum) = (Float(rows[row + 1]), Float(rows[row + 2]), rows[row + 3])
      newest[number] = count == 1 ? Float(sum) : largest
      guard least.isFinite, largest.isFinite, sum.isFinite else {
        histories[number].skip(count)
        continue
      }
      histories[number].append(from: least, to: largest, sum: sum, count: count)
      newest[number] = histories[number].latest ?? .nan
    }
    for (_, optimizer, mark) in marks where optimizer == number { histories[number].mark(mark) }
  }

  /// Losses that follow, one by one: (step, loss).
  private mutating func takeNew(_ pairs: [Double], _ number: Int, _ kind: String?) {
    makeRoom(for: number)
    for place in stride(from: 0, to: pairs.count - 1, by: 2) {
      guard let step = Int(exactly: pairs[place]), step >= histories[number].count, step < 1 << 40 else {
        continue
      }
      let loss = Float(pairs[place + 1])
      newest[number] = loss
      fill(number, until: step, kind)
      if loss.isFinite { histories[number].append(loss) } else { histories[number].skip(1) }
    }
  }

  /// Of steps whose loss is not told nothing is drawn.
  private mutating func fill(_ number: Int, until step: Int, _ kind: String?) {
    if histories[number].latest != nil {
      histories[number].skip(step - histories[number].count)
    } else if histories[number].count < step {
      var history = LossHistory(firstStep: step, firstOptimizer: kind)
      for mark in histories[number].marks { history.mark(mark) }
      histories[number] = history
    }
  }
}
