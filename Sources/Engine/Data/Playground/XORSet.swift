import Languages

/// TensorFlow Playground's four quadrants, of which those across from each other are of one class.
struct XORSet: BuiltInSet {
  let name = "xor"
  var title: String { say("engine.data.exclusiveOr", "Exclusive or") }
  let samples = 500

  /// Points keep 0.3 away from the axes; noise moves where a point is judged, not where it lies.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let gap = 0.3
    let points = (0..<samples).map { _ in
      var x = generator.spread(from: -5, to: 5)
      var y = generator.spread(from: -5, to: 5)
      x += x > 0 ? gap : -gap
      y += y > 0 ? gap : -gap
      let judgedX = x + generator.spread(from: -5, to: 5) * (noise / 100)
      let judgedY = y + generator.spread(from: -5, to: 5) * (noise / 100)
      return PlanarPoint(x: x, y: y, target: judgedX * judgedY >= 0 ? 1 : -1)
    }
    return dataSet(points, areClasses: true, generator: &generator)
  }

  /// Without noise a point is judged where it lies.
  func program(samples: Int, noise: Double) -> [String] {
    [
      "# Four quadrants, of which those across from each other are of one class.",
      "u = torch.rand(\(samples), 4).double()  # for both coordinates and noise\(Self.unused(noise))",
      "x = 10 * u[:, :2] - 5",
      "x = torch.where(x > 0, x + 0.3, x - 0.3)  # away from the axes",
    ]
      + (noise == 0
        ? ["y = x[:, 0] * x[:, 1] >= 0"]
        : [
          "judged = x + \(Self.part(noise)) * (10 * u[:, 2:] - 5)  # noise moves where a point is judged",
          "y = judged[:, 0] * judged[:, 1] >= 0",
        ])
      + Self.shuffling(samples)
  }
}
