@testable import Viz

/// The environment's variables, one a line, and what is made of them for every wish.
func fuzzTerminal(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let lines = text(data, count).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  func line(_ index: Int) -> String { lines.indices.contains(index) ? lines[index] : "" }
  let environment = TerminalSupport.Environment(
    term: line(0), colorTerm: line(1), noColor: line(2), xtermVersion: line(3))
  for wanted in [nil] + ColorDepth.allCases {
    let support = TerminalSupport(environment: environment, wanted: wanted)
    for colors in [0, 8, 256, 1 << 24] {
      precondition(support.depth(colors: colors) == .none || colors >= 8)
    }
  }
}
