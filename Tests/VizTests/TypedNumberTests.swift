import Engine
import Testing

@testable import Viz

/// A number typed over another: what is shown is what is set, and what cannot be shown truly is refused.
@Suite struct TypedNumberTests {
  private func typed(_ text: String) -> TypedNumber {
    var number = TypedNumber()
    for scalar in text.unicodeScalars { number.append(scalar) }
    return number
  }

  @Test(arguments: [
    ("0,25", "0.25", 0.25), ("-0,25", "-0.25", -0.25), ("1,5e3", "1.5e3", 1500), ("−0.5", "-0.5", -0.5),
    ("–1", "-1", -1), ("－１．５", "-1.5", -1.5), ("１，５", "1.5", 1.5), ("٣٫٥", "3.5", 3.5),
    ("1e−3", "1e-3", 0.001),
    (" 7", "7", 7), ("7 ", "7 ", 7), ("\u{a0}7\u{3000}", "7 ", 7), (".5", ".5", 0.5), ("5.", "5.", 5),
    ("+1", "+1", 1),
    ("1E5", "1E5", 1e5), ("-0", "-0", 0), ("0。5", "0.5", 0.5), ("1\u{301}", "1", 1),
  ])
  func aNumberIsReadAsItIsShown(_ text: String, _ shown: String, _ value: Double) throws {
    #expect(typed(text).text == shown)
    #expect(try typed(text).value.get() == value)
    #expect(typed(text).problem == nil)
  }

  @Test(arguments: [
    ("1,234.5", "one point"), ("1.234,5", "one point"), ("1,234,567", "one point"), ("1.2.3", "one point"),
    ("1 000", "no blanks within"), ("1/2", "only digits"), ("1_000", "only digits"), ("1'000", "only digits"),
    ("0x10", "only digits"), ("5%", "only digits"), ("2*3", "only digits"), ("1ˆ2", "only digits"),
    ("½", "only digits"),
    ("一", "only digits"), ("--1", "that is no number"), ("1e", "that is no number"),
    ("1-2", "that is no number"),
    (".", "that is no number"), ("1e5e5", "that is no number"), ("", "type a number"), (" ", "type a number"),
    ("nan", "must be finite"), ("-inf", "must be finite"), ("Infinity", "must be finite"),
    ("1e39", "beyond float32"),
    ("-9e999", "beyond float32"), ("0.1234567890123456789012345", "at most 24"),
    ("1.000000000000000000000e-5", "at most 24"),
  ])
  func whatIsNoNumberIsRefusedWhole(_ text: String, _ words: String) {
    #expect(throws: TypedNumber.Refusal.self) { try typed(text).value.get() }
    if case .failure(let refusal) = typed(text).value {
      #expect(refusal.reason.contains(words), "\(refusal)")
    }
  }

  @Test func aRefusedCharacterStaysInSightUntilItIsTakenAway() throws {
    var editing = Editing(.number(.input(0)), text: "1/2")
    #expect(
      editing.prompt(80, Canvas(width: 80, height: 1)).contains("1/2")
        && editing.problem?.contains("only digits") == true)
    #expect(throws: TypedNumber.Refusal.self) { try editing.number.value.get() }
    for _ in 0..<2 { editing.delete() }
    #expect(editing.problem == nil)
    #expect(try editing.number.value.get() == 1)
  }

  @Test func anEditSetsWhatItsLineShows() throws {
    for (keys, value) in [("0 , 2 5", Float(0.25)), ("− 1", -1), ("１ ． ５", 1.5)] {
      let options = ["--seed", "7", "--scene", "explain", "--keys", "enter \(keys)"]
      let shown = try RenderCommandLine.parse(options).state()
      let prompt = try #require(shown.editing?.text)
      let options2 = ["--seed", "7", "--scene", "explain", "--keys", "enter \(keys) enter"]
      let set = try RenderCommandLine.parse(options2).state()
      #expect(set.editing == nil)
      #expect(set.snapshot.parameters[0].value[0, 0] == value)
      #expect(Float(prompt) == value)
    }
  }

  /// Whatever is typed: where a number is taken, the text that stood there is that number.
  @Test func noCharacterIsDroppedInSilence() {
    var generator = Generator(seed: 3)
    let alphabet = Array("0123456789.,-−+eE /_x％１ａ\u{301} '".unicodeScalars)
    var taken = 0
    for _ in 0..<100_000 {
      let scalars = (0..<1 + Int(generator.next32() % 30)).map { _ in
        alphabet[Int(generator.next32()) % alphabet.count]
      }
      var number = TypedNumber()
      for scalar in scalars { number.append(scalar) }
      guard case .success(let value) = number.value else { continue }
      taken += 1
      let text = number.text.reversed().drop { $0 == " " }.reversed()
      #expect(Double(String(text)) == value)
      // As many characters as were typed, but for blanks around and marks without width.
      let visible = scalars.filter { $0 != "\u{301}" }
      let core = visible.drop { $0 == " " }.reversed().drop { $0 == " " }
      #expect(core.count == text.count, "\(scalars) became \(number.text)")
    }
    #expect(taken > 1000)
  }
}
