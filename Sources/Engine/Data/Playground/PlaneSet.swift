import Languages

/// TensorFlow Playground's plane: values that rise evenly from one corner to the other.
struct PlaneSet: BuiltInSet {
  let name = "plane"
  var title: String { say("engine.data.plane", "Plane") }
  let samples = 1200

  /// (x + y) / 10, where noise moves the place whose value is taken.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let points = (0..<samples).map { _ in
      let x = generator.spread(from: -6, to: 6)
      let y = generator.spread(from: -6, to: 6)
      let noiseX = generator.spread(from: -6, to: 6) * (noise / 100)
      let noiseY = generator.spread(from: -6, to: 6) * (noise / 100)
      let part = (x + noiseX + y + noiseY + 10) / 20
      return PlanarPoint(x: x, y: y, target: -1 * (1 - part) + part)
    }
    return dataSet(points, areClasses: false, generator: &generator)
  }

  /// Every sum is in the order of `make`, so that the values are the same to the bit.
  func program(samples: Int, noise: Double) -> [String] {
    [
      "# A tilted plane: x1 + x2 from -10 to 10 as values from -1 to 1.",
      "u = torch.rand(\(samples), 4).double()  # for both coordinates and noise\(Self.unused(noise))",
      "x = 12 * u[:, :2] - 6",
    ]
      + (noise == 0
        ? ["total = x[:, 0] + x[:, 1]"]
        : [
          "noise = \(Self.part(noise)) * (12 * u[:, 2:] - 6)  # moves the place whose value is taken",
          "total = x[:, 0] + noise[:, 0] + x[:, 1] + noise[:, 1]",
        ])
      + ["part = (total.unsqueeze(1) + 10) / 20", "y = part - (1 - part)"]
      + Self.shuffling(samples)
  }
}
