import Engine
import Foundation
import Testing

@testable import Formats

@Suite struct NumberTests {
  private func value(_ text: String) -> FieldValue {
    Array(text.utf8).withUnsafeBufferPointer { FieldValue($0) }
  }

  /// What the text is by Swift's own parser, and whether it has the form of a number.
  private func expectEqual(_ text: String) {
    let number = Double(text).map { Float($0) } ?? .nan
    switch value(text) {
    case .number(let read): #expect(read.bitPattern == number.bitPattern, "\(text): \(read), not \(number)")
    case .notFinite: #expect(!number.isFinite, "\(text)")
    default: Issue.record("\(text) is a number")
    }
  }

  @Test func aNumberIsTheDoubleNearestToItsTextThenTheFloatNearestToThat() {
    var generator = Generator(seed: 1)
    for round in 0..<100_000 {
      var text = ["", "-", "+"][generator.below(3)]
      let digits = 1 + generator.below(round % 4 == 0 ? 30 : 19)
      let point = generator.below(digits + 1)
      for place in 0..<digits {
        if place == point { text += "." }
        text += "\(generator.below(10))"
      }
      if point == digits, round % 2 == 0 { text += "." }
      if round % 3 == 0 {
        text +=
          ["e", "E"][generator.below(2)] + ["", "+", "-"][generator.below(3)] + "\(generator.below(60))"
      }
      expectEqual(text)
    }
  }

  @Test func numbersAsOtherProgramsPrintThemAreExact() {
    var generator = Generator(seed: 2)
    for _ in 0..<20_000 {
      let bits = UInt64(generator.next32()) << 32 | UInt64(generator.next32())
      let double = Double(bitPattern: bits)
      if double.isFinite { expectEqual("\(double)") }
      let float = Float(bitPattern: generator.next32())
      if float.isFinite {
        expectEqual("\(float)")
        // The points between two floats, where the rounding turns, and their neighbours.
        let middle = (Double(float) + Double(float.nextUp)) / 2
        for number in [middle, middle.nextUp, middle.nextDown] where number.isFinite {
          expectEqual("\(number)")
        }
      }
      expectEqual(String(format: "%.18e", Double(generator.next32()) / 65537))
    }
    for text in [
      "16777217", "16777219", "0.1", "1e400", "-1e400", "1e-400", "3.4028235e38", "3.4028236e38", "-0",
      "0e999999999999999999999",
    ] {
      expectEqual(text)
    }
  }

  @Test func whatIsANumberIsWhatPythonsFloatTakes() {
    for text in [".25", "5.", "-1e-3", "+2", " 7 ", "\t1e5\r", "00012", "1E+05"] {
      let plain = text.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(value(text) == .number(Float(plain) ?? .nan), "\(text)")
    }
    for text in [
      "1_000", "1,5", "0x10", "1e", "1e+", ".", "-", "e5", "1.2.3", "1 2", "--1", "é", "1é", "setosa", "TRUE",
      "infinite",
    ] {
      #expect(value(text) == .word, "\(text)")
    }
    for text in ["inf", "-Infinity", "+INF", "-nan", "NAN", "1e39"] {
      #expect(value(text) == .notFinite, "\(text)")
    }
    for text in FieldValue.missingWords { #expect(value(" \(text)\t") == .missing, "\(text)") }
  }
}
