import Benchmark
import Engine

/// Average pooling of the whole text axis, after the swap that makes it the last one.
func poolingBenchmarks() {
  for shape in [[3, 4, 5], [64, 512, 256]] {
    let words = shape.map { String($0) }.joined(separator: "×")
    let scaling: Benchmark.Configuration = .init(scalingFactor: shape[0] == 3 ? .kilo : .one)
    Benchmark("pooling forward \(words)", configuration: scaling) { benchmark in
      let (x, layer) = try tensorAndLayer(shape)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(try layer.forward(x)) }
    }
    Benchmark("pooling backward \(words)", configuration: scaling) { benchmark in
      let (x, layer) = try tensorAndLayer(shape)
      let gradient = try layer.forward(x)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(try layer.backward(gradient, input: x)) }
    }
  }
}

private func tensorAndLayer(_ shape: [Int]) throws -> (Tensor, AvgPool1d) {
  var generator = Generator(seed: 0)
  return (generator.uniformTensor(shape: shape).transposed(1, 2), try AvgPool1d(kernel: shape[1]))
}
