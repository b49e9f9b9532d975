import Engine
import Testing

@testable import Viz

@Suite struct NumberTextTests {
  @Test func fixedNumbersRoundAndCarry() {
    #expect(NumberText.fixed(0.99996, decimals: 4) == "1.0000")
    #expect(NumberText.fixed(-0.426, decimals: 4) == "−0.4260")
    #expect(NumberText.fixed(0.0494, decimals: 4, signed: true) == "+0.0494")
    #expect(NumberText.fixed(3, decimals: 0) == "3")
  }

  @Test func powersOfTenRoundAndCarry() {
    #expect(NumberText.scientific(9.96e-10, digits: 2) == "1.0e−9")
    #expect(NumberText.scientific(-1.7e-9, digits: 2) == "−1.7e−9")
    #expect(NumberText.scientific(123_456, digits: 3) == "1.23e5")
    #expect(NumberText.scientific(0, digits: 2) == "0.0e0")
    #expect(NumberText.scientific(.infinity, digits: 2, signed: true) == "+inf")
    #expect(NumberText.scientific(.nan, digits: 2) == "nan")
    #expect(NumberText.scientific(.leastNonzeroMagnitude, digits: 2) == "5.0e−324")
  }

  @Test func compactNumbersNeverExceedTheirWidthNorTurnIntoZero() {
    for exponent in -40...38 {
      for mantissa in [1.0, 1.5, 4.999_96, 9.999_99] {
        for sign in [1.0, -1] {
          let value =
            sign * mantissa * Double(sign: .plus, exponent: Int(Double(exponent) * 3.32), significand: 1)
          for width in 7...12 {
            let text = NumberText.compact(value, width: width, signed: true)
            #expect(text.plainColumns <= width, "\(value) in \(width): \(text)")
            #expect(text.contains { ("1"..."9").contains($0) }, "\(value) in \(width): \(text)")
          }
        }
      }
    }
  }

  @Test func theShortestTextReadsBackToTheSameNumber() {
    var generator = Generator(seed: 6)
    for value in [0.1, 0.001, 1e-5, 5e-12, 0.02, 1, 20, 1e6, 12345.678, 0.30000000000000004] {
      let text = NumberText.shortest(value).map { $0 == "−" ? "-" : $0 }
      #expect(Double(String(text)) == value)
    }
    for _ in 0..<500 {
      let value = Double(generator.next32()) / 0x1p31 - 1
      let text = NumberText.shortest(value).map { $0 == "−" ? "-" : $0 }
      #expect(Double(String(text)) == value)
    }
    #expect(NumberText.shortest(0.1) == "0.1")
    #expect(NumberText.shortest(5e-5) == "5e−5")
  }

  @Test func countsAreGroupedInThrees() {
    #expect(NumberText.grouped(0) == "0")
    #expect(NumberText.grouped(1204) == "1 204")
    #expect(NumberText.grouped(100_000_000) == "100 000 000")
  }

  @Test func ratesHaveThreeFigures() {
    #expect(NumberText.metric(980) == "980")
    #expect(NumberText.metric(1040) == "1.04 k")
    #expect(NumberText.metric(99_990) == "100 k")
    #expect(NumberText.metric(12_300_000) == "12.3 M")
    #expect(NumberText.metric(0.0101) == "0.01")
    #expect(NumberText.metric(0.2512) == "0.25")
    #expect(NumberText.metric(0.98) == "1.0")
  }
}
