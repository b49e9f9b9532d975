import RealModule
import Testing

@testable import Engine

/// The functions of vectors against float64, over the bit patterns of all magnitudes.
@Suite struct FunctionTests {
  typealias Vector = SIMD8<Float>

  /// How many units in the last place of the nearest float a result is away from the true one.
  private func units(_ result: Float, _ truth: Double) -> Double {
    let nearest = Float(truth)
    if truth.isNaN { return result.isNaN ? 0 : .infinity }
    if nearest == result { return 0 }
    guard nearest.isFinite && result.isFinite else { return .infinity }
    return abs(Double(result) - truth) / Double(nearest.ulp)
  }

  /// The largest error over every `step`th bit pattern.
  private func worst(
    step: UInt32, _ function: (Vector) -> Vector, _ truth: (Double) -> Double
  ) -> (error: Double, at: Float) {
    var (worst, place) = (0.0, Float(0))
    var start: UInt32 = 0
    while true {
      let patterns = SIMD8<UInt32>(repeating: start) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7) &* step
      let x = unsafeBitCast(patterns, to: Vector.self)
      let y = function(x)
      for lane in 0..<8 {
        let error = units(y[lane], truth(Double(x[lane])))
        if error > worst { (worst, place) = (error, x[lane]) }
      }
      let (next, overflow) = start.addingReportingOverflow(8 * step)
      if overflow { return (worst, place) }
      start = next
    }
  }

  @Test func functionsAreTrueToAUnitOrTwoForEveryBitPattern() {
    let step: UInt32 = 2003
    let power = worst(step: step, { Kernel.exp($0) }, { .exp($0) })
    #expect(power.error <= 1, "exp \(power)")
    let logarithm = worst(
      step: step, { Kernel.logOnePlus($0) }, { $0 < -1 ? .nan : .log(onePlus: $0) })
    #expect(logarithm.error <= 1.5, "ln(1 + x) \(logarithm)")
    let tangent = worst(step: step, { Kernel.tanh($0) }, { .tanh($0) })
    #expect(tangent.error <= 1.5, "tanh \(tangent)")
    let sigmoid = worst(step: step, { Kernel.sigmoid($0) }, { 1 / (1 + .exp(-$0)) })
    // e⁸⁸·⁸ is no float any more, though its reciprocal is a denormal one.
    #expect(sigmoid.error <= 2.5 || sigmoid.at < -88, "sigmoid \(sigmoid)")
  }

  @Test func endsAndZerosAreExact() {
    func lane(_ function: (Vector) -> Vector, _ x: Float) -> Float {
      function(Vector(repeating: x))[3]
    }
    #expect(lane({ Kernel.exp($0) }, .infinity) == .infinity)
    #expect(lane({ Kernel.exp($0) }, -.infinity) == 0)
    #expect(lane({ Kernel.exp($0) }, 0) == 1)
    #expect(lane({ Kernel.exp($0) }, 88.72283) > 3e38)
    #expect(lane({ Kernel.exp($0) }, 88.73) == .infinity)
    #expect(lane({ Kernel.logOnePlus($0) }, -1) == -.infinity)
    #expect(lane({ Kernel.logOnePlus($0) }, .infinity) == .infinity)
    #expect(lane({ Kernel.tanh($0) }, .infinity) == 1)
    #expect(lane({ Kernel.tanh($0) }, -.infinity) == -1)
    for function in [{ Kernel.logOnePlus($0) }, { Kernel.tanh($0) }] as [(Vector) -> Vector] {
      #expect(lane(function, 0).bitPattern == 0)
      #expect(lane(function, -0.0) == 0 && lane(function, -0.0).sign == .minus)
      #expect(lane(function, .leastNonzeroMagnitude) == .leastNonzeroMagnitude)
      #expect(lane(function, .nan).isNaN)
    }
    #expect(lane({ Kernel.exp($0) }, .nan).isNaN)
  }

  @Test func tanhNeverFallsTowardOneAndNeverGoesBeyond() {
    var (last, x) = (Float(0), Float(0.5))
    while x < 12 {
      let y = Kernel.tanh(Vector(repeating: x))[0]
      // A unit is what two neighbouring results may differ by.
      #expect(y <= 1 && y >= last - last.ulp, "\(x)")
      (last, x) = (max(last, y), x * 1.00001)
    }
    #expect(Kernel.tanh(Vector(repeating: 9.02))[0] == 1)
  }
}
