import Testing

@testable import Engine

@Suite struct ClippingTests {
  private func parameters(_ gradients: [[Float]]) -> [Value] {
    gradients.enumerated().map { index, gradient in
      let value = Value(name: "\(index)", shape: [gradient.count], requiresGradient: true)
      // What lies in the padding must not count.
      value.gradient?.fill(100)
      value.gradient?.load(gradient)
      return value
    }
  }

  @Test(arguments: OptimizerGolden.committed.clipping.indices)
  func normsAreThoseOfPyTorch(_ index: Int) throws {
    let golden = OptimizerGolden.committed.clipping[index]
    let values = parameters(golden.gradients.map { $0.elements.map(Float.init) })
    let total = try #require(try Clipping(norm: golden.maxNorm).apply(to: values))
    #expect(abs(Double(total) - golden.totalNorm) <= 5e-7 * golden.totalNorm)
    for (value, clipped) in zip(values, golden.clipped) {
      for (found, torch) in zip(try #require(value.gradient).elements, clipped.elements) {
        #expect(abs(Double(found) - torch) <= 5e-7 * max(1, abs(torch)))
      }
    }
  }

  @Test func whatIsWithinTheBoundKeepsItsBits() throws {
    let gradients: [[Float]] = [[0.3, -0.1], [0.2]]
    let values = parameters(gradients)
    #expect(try Clipping(norm: 1, value: 0.5).apply(to: values) != nil)
    #expect(values.map { $0.gradient?.elements } == gradients)
    #expect(Clipping.none.apply(to: values) == nil)
  }

  @Test func elementsAreLimitedAfterTheNorm() throws {
    let values = parameters([[3, -4, 0]])
    try Clipping(value: 3.5).apply(to: values)
    #expect(values[0].gradient?.elements == [3, -3.5, 0])
    let both = parameters([[3, -4, 0]])
    try Clipping(norm: 2.5, value: 1.75).apply(to: both)
    let clipped = try #require(both[0].gradient).elements
    #expect(abs(clipped[0] - 1.5) < 1e-6 && clipped[1] == -1.75)
  }

  @Test func whatIsNotANumberStaysSo() throws {
    let values = parameters([[.nan, 1], [5]])
    #expect(try #require(try Clipping(norm: 1).apply(to: values)).isNaN)
    #expect(values.allSatisfy { $0.gradient?.elements.allSatisfy(\.isNaN) == true })
    let limited = parameters([[.nan, .infinity, -.infinity]])
    try Clipping(value: 2).apply(to: limited)
    let elements = try #require(limited[0].gradient).elements
    #expect(elements[0].isNaN && elements[1] == 2 && elements[2] == -2)
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func boundsAreAboveZero(_ bound: Double) {
    #expect(throws: SettingError.self) { try Clipping(norm: bound) }
    let error = #expect(throws: SettingError.self) { try Clipping(value: bound) }
    #expect(error?.description.hasPrefix("clip-value=") == true)
  }
}
