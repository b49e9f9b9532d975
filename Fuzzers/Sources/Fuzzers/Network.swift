import Engine

/// The texts of a network and of its optimizer, a line each: layers, loss, optimizer, schedule, event.
func fuzzNetwork(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let lines = text(data, count).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  func line(_ index: Int) -> String { index < lines.count ? lines[index] : "" }
  // Of a model on several lines, the rest belongs to it.
  for model in [line(0), lines.joined(separator: "\n")] {
    if let architecture = try? Architecture(model, loss: line(1), rowShape: [6]) {
      precondition(!architecture.title.isEmpty && !architecture.text.isEmpty)
      _ = try? architecture.shapes(rows: 3)
    }
  }
  if let choice = try? Optimizers.parse(line(2)) {
    precondition((try? Optimizers.parse(choice.text)) == choice, "\(choice.text) is read back otherwise")
    _ = try? Command.parse(line(4), while: choice.rule)
  }
  if let plan = try? Schedules.parse(line(3)) {
    precondition((try? Schedules.parse(plan.text)) == plan, "\(plan.text) is read back otherwise")
    var schedule = Schedule(plan, rate: 0.1)
    for _ in 0..<20 { schedule.advance() }
  }
}
