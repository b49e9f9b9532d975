import Testing

@testable import Engine

/// The bits of a parameter of 13 elements after 200 steps along drawn gradients: what a change of an optimizer's code must keep.
enum OptimizerBits {
  /// A parameter with weights and room for a gradient.
  static func parameter(count: Int = 13, name: String = "weight", shape: [Int]? = nil) -> Value {
    let value = Value(name: name, shape: shape ?? [count], requiresGradient: true)
    var generator = Generator(seed: 7)
    value.data.load((0..<value.data.count).map { _ in generator.uniform() * 2 - 1 })
    return value
  }

  /// Puts the gradient of step `t` into a parameter: of changing size, and 0 now and then.
  static func draw(_ t: Int, into value: Value, _ generator: inout Generator) {
    let scale: Float = [1, 0.1, 1e-3, 0][t % 4]
    value.gradient?.load((0..<value.data.count).map { _ in (generator.uniform() - 0.5) * scale })
  }

  /// The FNV-1a hash of weights and state after 200 steps; the rate is halved once on the way.
  static func hash(_ make: ([Value]) throws -> Optimizer) rethrows -> String {
    let value = parameter()
    let optimizer = try make([value])
    var generator = Generator(seed: 8)
    for t in 1...200 {
      draw(t, into: value, &generator)
      if t == 100 { optimizer.learningRate /= 2 }
      optimizer.step()
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in value.data.elements + optimizer.memory.buffers.flatMap({ $0.flatMap(\.self) }) {
      for byte in 0..<4 {
        hash = (hash ^ UInt64(number.bitPattern >> (8 * byte) & 0xff)) &* 0x100_0000_01b3
      }
    }
    return String(hash, radix: 16)
  }
}
