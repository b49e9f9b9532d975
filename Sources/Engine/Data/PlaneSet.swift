/// TensorFlow Playground's plane: values that rise evenly from one corner to the other.
struct PlaneSet: GeneratedSet {
  let name = "plane"
  let title = "Plane"
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

  /// Without noise the value is that of the point itself.
  func program(samples: Int, noise: Double) -> [String] {
    [
      "# A tilted plane: the value of (x1, x2) is (x1 + x2) / 10.",
      "u = torch.rand(\(samples), 4).double()  # for both coordinates and noise\(Self.unused(noise))",
      "x = 12 * u[:, :2] - 6",
    ]
      + (noise == 0
        ? ["y = x.sum(dim=1, keepdim=True) / 10"]
        : [
          "judged = x + \(Self.part(noise)) * (12 * u[:, 2:] - 6)  # noise moves the place whose value is taken",
          "y = judged.sum(dim=1, keepdim=True) / 10",
        ])
      + Self.shuffling(samples)
  }
}
