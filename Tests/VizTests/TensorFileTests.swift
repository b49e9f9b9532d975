import Engine
import Formats
import Foundation
import TestRuns
import Testing

@testable import Viz

@Suite struct TensorFileTests {
  private func read(_ text: String) throws -> Tensor {
    try TensorFile.parse(Array(text.utf8), name: "x.json")
  }

  /// What is said of a text that is refused.
  private func refusal(_ text: String) -> String {
    do {
      return "accepted: \(try read(text))"
    } catch {
      return "\(error)"
    }
  }

  @Test func nestedListsBecomeATensor() throws {
    #expect(try read("[[1, 2.5, -3e2]]") == Tensor([1, 2.5, -300], shape: [1, 3]))
    #expect(try read("[[[1],[2]],[[3],[4]]]") == Tensor([1, 2, 3, 4], shape: [2, 2, 1]))
    #expect(try read(" \r\n[\t1 ,2\n]\n\n") == Tensor([1, 2], shape: [2]))
    #expect(
      try read("[-0, 0.0, 1E+2, 1e-400, 16777216]").elements[4] == 16_777_216)
    #expect(try read("\u{feff}[[1]]") == Tensor([1], shape: [1, 1]))
  }

  @Test(arguments: [
    ("[[1, 2, 3], [1, 2, NaN]]", "x.json: element [1][2] is NaN: finite numbers are needed"),
    ("[[-Infinity]]", "x.json: element [0][0] is -Infinity: finite numbers are needed"),
    ("[1, +inf]", "x.json: element [1] is +inf: finite numbers are needed"),
    ("[[1, null]]", "x.json: element [0][1] is null, neither a number nor a list"),
    ("[True]", "x.json: element [0] is True, neither a number nor a list"),
    ("[[1],\n[\"2\"]]", "x.json: element [1][0] is text, not a number; numbers stand without quotes"),
    ("['1']", "x.json: element [0] is text, not a number; numbers stand without quotes"),
    ("[[1e39]]", "x.json: element [0][0] is '1e39', outside of float32's range, which ends at 3.4e38"),
    ("[-1e999]", "x.json: element [0] is '-1e999', outside of float32's range, which ends at 3.4e38"),
    ("[[1,2],[3]]", "x.json: element [1] is ragged: a list of 1 where those before it are of 2"),
    ("[[[1,2],[3,4]],[[1,2]]]", "x.json: element [1] is ragged: a list of 1 where those before it are of 2"),
    (
      "[[[1],[2]],[[1],[2,3]]]",
      "x.json: element [1][1] is ragged: a list of 2 where those before it are of 1"
    ),
    ("[]", "x.json: it is an empty list; every list needs at least one element"),
    ("[[1],[]]", "x.json: element [1] is an empty list; every list needs at least one element"),
    (
      "[1,[2]]",
      "x.json: element [1] is a list where the first is a number; numbers and lists cannot stand side by side"
    ),
    (
      "[[1],2]",
      "x.json: element [1] is a number where the first is a list; numbers and lists cannot stand side by side"
    ),
    ("[[[[[1]]]]]", "x.json: too deep: lists may be nested at most 4 deep"),
    ("5", "x.json: a list is needed, not a single number"),
  ])
  func listsThatAreNoTensorAreRefusedByThePlace(_ text: String, _ words: String) {
    #expect(refusal(text) == words)
  }

  @Test(arguments: [
    ("[[1,2,],[3,4]]", 1, 7, "an element is missing after the comma"),
    ("[1,,2]", 1, 4, "an element is missing after the comma"),
    ("[,1]", 1, 2, "an element is missing before the comma"),
    ("[[1, 2]\n [3, 4]]", 2, 2, "a comma or ] is needed"), ("[[1 2]]", 1, 5, "a comma or ] is needed"),
    ("[[1. 2.]\n [3. 4.]]", 1, 6, "a comma or ] is needed"), ("[1;2]", 1, 3, "a comma or ] is needed"),
    ("[1.]", 1, 2, "'1.' is no number as JSON writes them"), ("[.5]", 1, 2, "'.5' is no number"),
    ("[01]", 1, 2, "'01' is no number"), ("[+1]", 1, 2, "'+1' is no number"),
    ("[1_000]", 1, 2, "'1_000' is no number"),
    ("[-]", 1, 2, "'-' is neither a number nor a list"), ("[1e]", 1, 2, "'1e' is no number"),
    ("nonsense", 1, 1, "'nonsense' is neither a number nor a list"),
    ("[1,2", 1, 5, "the text ends before its lists do"),
    ("[[1],", 1, 6, "the text ends before its lists do"), ("[1]]", 1, 4, "more follows the list"),
    ("[[1]]\n[[2]]\n", 2, 1, "more follows the list"),
    ("tensor([1])", 1, 1, "'tensor' begins what Python prints"),
    ("[(1,2)]", 1, 2, "'(' is neither a number nor a list"), ("[“1”]", 1, 2, "a character beyond ASCII"),
    ("[\"é\", 1]", 0, 0, "text"), ("[1, \u{1b}[31m2]", 1, 5, "byte 27 is no text"),
    ("\n\n  [1,\n   x]", 4, 4, "'x' is neither a number nor a list"),
  ])
  func whatIsNoJSONIsRefusedByLineAndColumn(_ text: String, _ line: Int, _ column: Int, _ words: String) {
    let said = refusal(text)
    if line > 0 { #expect(said.hasPrefix("x.json is not JSON: line \(line), column \(column): ")) }
    #expect(said.contains(words), "\(said)")
    #expect(!said.contains("\n") && !said.contains("\u{1b}"))
  }

  @Test func filesOfOtherKindsAreNamed() throws {
    func refusal(_ bytes: [UInt8]) -> String {
      do {
        return "accepted: \(try TensorFile.parse(bytes, name: "x"))"
      } catch {
        return "\(error)"
      }
    }
    #expect(refusal([]).hasPrefix("x is empty, not JSON: nested lists of numbers are needed"))
    #expect(refusal(Array(" \n".utf8)).hasPrefix("x is empty"))
    #expect(refusal([0x93] + Array("NUMPY".utf8)).hasPrefix("x is a file of NumPy's own format"))
    #expect(refusal([0xff, 0xfe, 0x5b, 0]).hasPrefix("x is UTF-16 text"))
    #expect(refusal(Array("PK".utf8) + [3, 4]).contains("'PK' is neither"))
    #expect(refusal([0x5b, 0x31, 0]).contains("a comma or ]"))
  }

  @Test(arguments: [1000, 100_000, 1_000_000])
  func listsNestedHoweverDeepAreRefused(_ depth: Int) {
    let open = String(repeating: "[", count: depth)
    #expect(refusal(open).contains("too deep"))
    #expect(refusal(open + String(repeating: "]", count: depth)).contains("too deep"))
  }

  @Test func aNumberIsRoundedAsPyTorchRoundsPythonsFloats() throws {
    var generator = Generator(seed: 4)
    var numbers: [Double] = [3.4028235e38, 1e-45, 7e-46, 16_777_217, 0.1]
    for _ in 0..<2000 {
      let bits = UInt64(generator.next32()) << 32 | UInt64(generator.next32())
      let number = Double(bitPattern: bits)
      if Float(number).isFinite { numbers.append(number) }
    }
    let text = "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]"
    #expect(numbers.count > 200)
    #expect(try read(text).elements.map(\.bitPattern) == numbers.map { Float($0).bitPattern })
  }

  @Test func whatAnotherReaderOfJSONRefusesIsRefusedToo() throws {
    var generator = Generator(seed: 7)
    let alphabet = Array("[[[]]],,..--+eE00125 \n\"Na".utf8)
    var accepted = 0
    for _ in 0..<100_000 {
      let length = 1 + Int(generator.next32() % 10)
      let text =
        [UInt8(ascii: "[")] + (0..<length).map { _ in alphabet[Int(generator.next32()) % alphabet.count] }
      guard let tensor = try? TensorFile.parse(text, name: "x") else { continue }
      accepted += 1
      let other = try? JSONSerialization.jsonObject(with: Data(text))
      #expect(other is [Any], "\(String(decoding: text, as: UTF8.self))")
      #expect(tensor.count == flat(other).count)
    }
    #expect(accepted > 100)
  }

  private func flat(_ value: Any?) -> [Any] {
    (value as? [Any]).map { $0.flatMap { flat($0) } } ?? [value as Any]
  }

  @Test func whatIsPrintedIsReadBackToTheBitAlsoFromAFile() throws {
    var generator = Generator(seed: 2)
    for shape in [[1], [3, 1], [2, 3, 4], [1, 2, 1, 3], [40, 50, 20]] {
      let count = shape.reduce(1, *)
      let tensor = Tensor(
        (0..<count).map { _ in
          (generator.uniform() - 0.5)
            * .init(sign: .plus, exponent: Int(generator.next32() % 200) - 100, significand: 1)
        },
        shape: shape)
      let text = JSONText.nested(tensor)
      #expect(try read(text) == tensor)
      // A file comes in pieces.
      let path = temporaryPath("values")
      defer { try? FileManager.default.removeItem(atPath: path) }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try TensorFile.read(path) == tensor)
    }
  }
}
