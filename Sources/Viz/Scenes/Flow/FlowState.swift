import Engine

/// What the keys of the flow scene ask for.
enum FlowAction: Equatable, Sendable {
  /// Another stage, this many further.
  case stage(Int)
  /// Another number of the stage, this many further.
  case element(Int)
  case toggleGradient
  case toggleFold
}

/// Which stage of the flow the cursor is on, which of its elements, and which stages are folded.
struct FlowState: Equatable {
  private(set) var stage = 1
  /// The element's place in row-major order.
  private(set) var element = 0
  private(set) var folded: Set<Int> = []
  var showsGradient = false

  /// Where the cursor is in a row on its way: what is beyond the last stage or element is the last one.
  func cursor(in row: RowView) -> (stage: Int, index: [Int]) {
    let stage = min(max(0, self.stage), row.stages.count - 1)
    let count = row.stages[stage].shape.reduce(1, *)
    return (stage, row.stages[stage].data.indices(at: min(element, max(0, count - 1))))
  }

  /// Goes to another stage, this many further, to an element that has a part in the one before.
  mutating func moveStage(_ distance: Int, in row: RowView) {
    let present = cursor(in: row)
    let next = min(max(0, present.stage + distance), row.stages.count - 1)
    guard next != present.stage else { return }
    if next < present.stage {
      let source = row.sources(of: present.index, stage: present.stage).first
      element = source.map { Self.place($0, in: row.stages[next].shape) } ?? 0
    } else {
      element = row.firstElement(of: next, from: present.index) ?? 0
    }
    stage = next
  }

  /// Goes to another element of the stage, around the ends.
  mutating func moveElement(_ distance: Int, in row: RowView) {
    let stage = cursor(in: row).stage
    let count = max(1, row.stages[stage].shape.reduce(1, *))
    element = ((min(element, count - 1) + distance) % count + count) % count
  }

  /// Folds the stage, or opens it again.
  mutating func toggleFold(in row: RowView) {
    folded.formSymmetricDifference([cursor(in: row).stage])
  }

  /// Carries out a key.
  mutating func perform(_ action: FlowAction, in row: RowView) {
    switch action {
    case .stage(let distance): moveStage(distance, in: row)
    case .element(let distance): moveElement(distance, in: row)
    case .toggleGradient: showsGradient.toggle()
    case .toggleFold: toggleFold(in: row)
    }
  }

  private static func place(_ index: [Int], in shape: [Int]) -> Int {
    zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }
  }
}

extension RowView {
  /// The place of the first element of a stage that is made of an element of the stage before.
  fileprivate func firstElement(of stage: Int, from index: [Int]) -> Int? {
    let count = min(4096, stages[stage].shape.reduce(1, *))
    return (0..<count).first { sources(of: stages[stage].data.indices(at: $0), stage: stage).contains(index) }
  }
}
