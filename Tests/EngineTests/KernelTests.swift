import TestRuns
import Testing

@testable import Engine

/// What the inner loops promise beyond the rules that they serve.
@Suite struct KernelTests {
  @Test func divisionByOneNumberHasTheBitsOfPlainDivision() {
    var generator = Generator(seed: 5)
    for _ in 0..<2000 {
      // What Adam divides: square roots of second moments, by √(1 − β₂ᵗ).
      let divisor = max(1e-8, generator.uniform())
      let quotient = Divisor(divisor)
      let dividends = Kernel.Vector(
        0, .infinity, .nan, 1e-19, generator.uniform(), generator.uniform() * 1e-10,
        generator.uniform() * 1e18, Float(bitPattern: 0x3f80_0000 | generator.next32() & 0x7f_ffff))
      let (found, wanted) = (quotient.quotient(of: dividends), dividends / divisor)
      for lane in dividends.indices {
        let isSame =
          found[lane].bitPattern == wanted[lane].bitPattern || found[lane].isNaN && wanted[lane].isNaN
        #expect(isSame, "\(dividends[lane]) / \(divisor) is \(wanted[lane]), not \(found[lane])")
      }
    }
  }

  @Test func aNumberThatIsNotFiniteIsSeenInEveryPlace() {
    let finite: [Float] = [
      0, -0.0, 1, -1, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
      -.leastNonzeroMagnitude,
    ]
    var check = FiniteCheck()
    check.include(Kernel.Vector(finite))
    for x in finite { check.include(x) }
    #expect(check.holds)
    for broken in [Float.infinity, -.infinity, .nan, -.nan] {
      for lane in 0..<8 {
        var numbers = Kernel.Vector(finite)
        numbers[lane] = broken
        var check = FiniteCheck()
        check.include(numbers)
        check.include(Kernel.Vector(finite))
        #expect(!check.holds, "\(broken) in lane \(lane)")
      }
      var check = FiniteCheck()
      check.include(broken)
      #expect(!check.holds)
    }
  }

  @Test func aDotProductOfAnyLengthIsTheSumOfTheProducts() {
    for count in 0...70 {
      let (a, b) = ((0..<count).map { Float($0 % 7 - 3) }, (0..<count).map { Float($0 % 5 + 1) })
      // Whole numbers: every order of adding gives the same.
      #expect(Kernel.dot(a, b, count: count) == zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }, "\(count)")
    }
  }

  @Test func aGradientThatIsNotFiniteIsFoundInAnyElement() {
    for size in [1, 2, 3, 8, 9, 17] {
      for (row, column) in (0..<size * size).map({ ($0 / size, $0 % size) }) {
        // (p − y)² is 1e38, which float32 holds; times x, the gradient is beyond it, in this one element.
        var target = [Double](repeating: 0.5, count: size)
        var input = [Double](repeating: 0, count: size)
        target[row] = 1e19
        input[column] = 1e30
        let trainer = Trainer(
          article(
            seed: 0, input: input, target: target, initialWeight: [Float](repeating: 0, count: size * size)))
        #expect(trainer.loss.isFinite)
        #expect(trainer.fault?.role == .gradient, "size \(size), W[\(row)][\(column)]")
        #expect(
          trainer.fault?.place == .weight(row: row, column: column) && trainer.fault?.value == -.infinity)
        trainer.takeStep()
        #expect(trainer.step == 0)
      }
    }
  }
}
