import Engine
import FoundationEssentials
import Testing

@testable import Viz

@Suite struct TensorFileTests {
  private func read(_ text: String) throws -> Tensor {
    try TensorFile.parse(Data(text.utf8), name: "values.json")
  }

  @Test func nestedListsBecomeATensor() throws {
    #expect(try read("[[1, 2.5, -3e2]]") == Tensor([1, 2.5, -300], shape: [1, 3]))
    #expect(try read("[[[1],[2]],[[3],[4]]]") == Tensor([1, 2, 3, 4], shape: [2, 2, 1]))
  }

  @Test(arguments: [
    ("[[1,2],[3]]", "ragged"), ("[[[1,2],[3,4]],[[1,2]]]", "ragged"), ("[]", "empty"), ("[[],[]]", "empty"),
    ("[[1,\"a\"]]", "[0][1]"), ("[[1,null]]", "[0][1]"), ("[true]", "[0]"), ("{\"a\":1}", "list"),
    ("5", "list"),
    ("[[[[[1]]]]]", "deep"), ("[1,[2]]", "side by side"), ("[[1],2]", "side by side"), ("[[1e99]]", "range"),
    ("nonsense", "not JSON"), ("[1,2", "not JSON"), ("", "not JSON"),
  ])
  func whatIsNoTensorIsRefusedInOneLine(_ text: String, _ reason: String) {
    do {
      _ = try read(text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect("\(error)".contains(reason), "\(text): \(error)")
      #expect(!"\(error)".contains("\n"))
    }
  }

  @Test func listsNestedAThousandDeepAreRefused() {
    let text = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    #expect(throws: Failure.self) { try read(text) }
  }
}
