import Engine
import Foundation
import TestRuns
import Testing

@testable import Viz

/// Numbers of every size in all that is printed: nothing traps, nothing is false, columns stand below each other.
@Suite struct PrintedNumberTests {
  /// Numbers at the ends of float64 and float32, and some of every size between.
  private static let numbers: [Double] = {
    var generator = Generator(seed: 11)
    var numbers: [Double] = [
      0, -0.0, 1, -1, 950_000_000, 1e9 - 1, 1e9, 1e15, 0x1p53, 0x1p63, 1e18, 1e19, 1e300,
      1.7e308,
      .leastNonzeroMagnitude, .leastNormalMagnitude, Double(Float.greatestFiniteMagnitude),
      Double(Float.leastNonzeroMagnitude), 999.999_999_999_99, 0.000_099_999_999, 0.05, 0.5, 1.5, 2.5, 9.995,
      99.95,
    ]
    for _ in 0..<3000 {
      let number = Double(bitPattern: UInt64(generator.next32()) << 32 | UInt64(generator.next32()))
      if number.isFinite { numbers.append(number) }
    }
    for exponent in -50...50 {
      for _ in 0..<20 {
        let fraction = Double(generator.uniform()) * 9 + 1
        numbers.append(fraction * pow(10, Double(exponent)))
      }
    }
    return numbers + numbers.map { -$0 } + [.infinity, -.infinity, .nan]
  }()

  private func read(_ text: String) -> Double? { Double(text.replacingOccurrences(of: "−", with: "-")) }

  @Test func aFixedNumberIsTheNearestWithItsDecimals() {
    for value in Self.numbers where abs(value) < 1e9 {
      for decimals in [0, 1, 4, 6, 10, 15] {
        let text = NumberText.fixed(value, decimals: decimals, signed: decimals == 4)
        let fraction = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first ?? ""
        #expect(fraction.count == decimals, "\(value) with \(decimals): \(text)")
        let half = pow(10, -Double(decimals)) / 2
        let error = abs((read(text) ?? .nan) - value)
        #expect(error <= half + abs(value) * 1e-15, "\(value) with \(decimals): \(text)")
      }
    }
  }

  @Test func whatIsTooLongForDecimalsIsAPowerOfTen() {
    for value in Self.numbers where value.isFinite && abs(value) >= 1e9 {
      let text = NumberText.fixed(value, decimals: 10)
      #expect(abs((read(text) ?? .nan) / value - 1) <= 1e-10, "\(value): \(text)")
    }
    #expect(
      NumberText.fixed(.nan, decimals: 3) == "nan" && NumberText.fixed(-.infinity, decimals: 3) == "−inf")
  }

  @Test func everyWayOfWritingANumberSaysThatNumber() {
    for value in Self.numbers where value.isFinite {
      #expect(read(NumberText.shortest(value)) == value, "\(value): \(NumberText.shortest(value))")
      let compact = NumberText.compact(value, width: 10)
      let error = abs((read(compact) ?? .nan) - value)
      #expect(compact.unicodeScalars.count <= 10 && error <= abs(value) / 15, "\(value): \(compact)")
      let precise = NumberText.compactPrecise(value)
      #expect(abs((read(precise) ?? .nan) - value) <= max(abs(value) * 1e-5, 5.1e-7), "\(value): \(precise)")
    }
    for value in Self.numbers { #expect(!NumberText.metric(value).isEmpty) }
    for count in [Int.min, .max, 0, -1] {
      #expect(Int(NumberText.grouped(count).filter { $0 != " " }.replacing("−", with: "-")) == count)
    }
    #expect(NumberText.powerOfTen(.min).hasPrefix("10⁻⁹²²³"))
  }

  /// Runs of random extreme numbers: a sample, weights and rates of every size.
  private func configurations(_ count: Int) -> [Configuration] {
    var generator = Generator(seed: 12)
    let floats = Self.numbers.filter { Float($0).isFinite }
    func number() -> Double { floats[Int(generator.next32()) % floats.count] }
    return (0..<count).map { index in
      let (sgd, adam) = ("sgd lr=\(abs(number()))", "adam lr=\(abs(number()))")
      let size = 1 + index % 5
      // A run of nothing but extremes is over at once, so some of it is moderate.
      func mixed(_ turn: Int) -> [Double] {
        (0..<size).map { _ in index % 4 == turn ? number() : Double(generator.uniform()) }
      }
      return article(
        seed: 1, input: mixed(0), target: mixed(1),
        initialWeight: index % 4 == 2 ? (0..<size * size).map { _ in Float(number()) } : nil,
        optimizer: index % 4 == 3 ? sgd : "sgd", other: index % 4 == 3 ? adam : nil)
    }
  }

  @Test func theNumbersOfACheckStandBelowEachOtherHoweverLargeTheyAre() {
    var compared = 0
    for configuration in configurations(400) {
      let comparison = ArticleComparison(Trainer(configuration), Trainer(configuration).layer)
      guard !comparison.table.contains("cannot be compared") else { continue }
      compared += 1
      let columns = 2 * min(4, configuration.data.sample!.input.count)
      var ends: [Set<Int>] = Array(repeating: [], count: columns)
      var heading: Substring = ""
      for line in comparison.table.split(separator: "\n").dropFirst(3) {
        if !line.hasPrefix("  ") { heading = line }
        // The loss is one number on each side, and an ellipsis none.
        guard line.hasPrefix("  "), heading != "loss", line.contains(where: \.isNumber) else { continue }
        let numbers = line.matches(of: /[+-]?\d[\d.]*(e-?\d+)?/)
        #expect(numbers.count >= columns, "\(line)")
        for (column, number) in numbers.prefix(columns).enumerated() {
          ends[column].insert(line.distance(from: line.startIndex, to: number.range.upperBound))
        }
      }
      #expect(ends.allSatisfy { $0.count == 1 }, "\(comparison.table)")
    }
    #expect(compared > 100)
  }

  @Test func theNumbersOfACheckAreThoseOfTheWeights() throws {
    for weight: Float in [
      950_000_000, 3.4e38, .leastNonzeroMagnitude, -123_456.7, 999.999_94, -1000, 1e-4, 0.000_099_9,
    ] {
      let configuration = article(seed: 0, input: [1e-30, 0], initialWeight: [weight, 0, 0, 0])
      let comparison = ArticleComparison(Trainer(configuration), Trainer(configuration).layer)
      let line = try #require(
        comparison.table.split(separator: "\n").first {
          $0.contains(where: \.isNumber) && $0.hasPrefix("  ") && !$0.contains("float")
        })
      let shown = try #require(line.split(separator: " ").first.flatMap { Double($0) })
      #expect(abs(shown - Double(weight)) <= max(abs(Double(weight)) * 1e-7, 1e-10), "\(line)")
    }
  }

  @Test func aTracesLinesSayTheirNumbersWhateverTheirSize() throws {
    var steps = 0
    for configuration in configurations(400) {
      let trainer = Trainer(configuration)
      #expect(StepRecord.start(of: trainer).hasSuffix("]]}\n"))
      var record = StepRecord(before: trainer)
      let (before, step) = (trainer.snapshot(), trainer.step)
      trainer.takeStep()
      guard trainer.step > step, trainer.hasFiniteWeights else { continue }
      steps += 1
      record.complete(after: trainer)
      let match = try #require(
        record.text.wholeMatch(of: /step 1  loss (\S+) before it  lr (\S+)  SGD\n/), "\(record.text)")
      #expect(abs((Double(match.1) ?? .nan) - Double(before.loss)) <= Double(before.loss) / 15)
      #expect(Double(match.2) == before.learningRate)
      struct Line: Decodable {
        let loss: Float
        let lr: Double
        let weights: [[Float]]
      }
      let line = try JSONDecoder().decode(Line.self, from: Data(record.json.utf8))
      #expect(line.loss == before.loss && line.lr == before.learningRate)
      #expect(line.weights.flatMap { $0 } == trainer.snapshot().parameters[0].value.elements)
    }
    #expect(steps > 100)
  }

  @Test func aTensorOfAnySizesIsPrintedAsPyTorchDoes() throws {
    var generator = Generator(seed: 13)
    let floats = Self.numbers.map { Float($0) }
    for _ in 0..<2000 {
      let elements = (0..<1 + Int(generator.next32() % 6)).map { _ in
        floats[Int(generator.next32()) % floats.count]
      }
      let text = "\(Tensor(elements, shape: [elements.count]))"
      let words = text.dropFirst("tensor([".count).dropLast(2).split(whereSeparator: { ", \n".contains($0) })
      #expect(words.count == elements.count, "\(text)")
      for (word, element) in zip(words, elements) {
        let shown = Double(word) ?? .nan
        let isRight =
          element.isNaN
          ? shown.isNaN
          : element.isInfinite
            ? shown == Double(element)
            : abs(shown - Double(element)) <= max(abs(Double(element)) * 5.1e-5, 5.1e-5)
        #expect(isRight, "\(element) in \(text)")
      }
    }
  }
}
