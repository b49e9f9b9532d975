import Languages
import RealModule

/// TensorFlow Playground's disk within a ring.
struct CircleSet: BuiltInSet {
  let name = "circle"
  var title: String { say("engine.data.circle", "Circle") }
  let samples = 500

  /// The half of the points in the disk comes first; noise moves where a point is judged, not where it lies.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let radii: (disk: (Double, Double), ring: (Double, Double)) = ((0, 2.5), (3.5, 5))
    let points = (0..<samples).map { index in
      let (low, high) = index < samples / 2 ? radii.disk : radii.ring
      let radius = generator.spread(from: low, to: high)
      let angle = Double(generator.uniform()) * (2 * Double.pi)
      let x = radius * Double.sin(angle)
      let y = radius * Double.cos(angle)
      let judgedX = x + generator.spread(from: -5, to: 5) * (noise / 100)
      let judgedY = y + generator.spread(from: -5, to: 5) * (noise / 100)
      let distance = (judgedX * judgedX + judgedY * judgedY).squareRoot()
      return PlanarPoint(x: x, y: y, target: distance < radii.disk.1 ? 1 : -1)
    }
    return dataSet(points, areClasses: true, generator: &generator)
  }

  /// Without noise the label is whose half a point belongs to.
  func program(samples: Int, noise: Double) -> [String] {
    let inDisk = noise == 0 ? "y" : "in_disk"
    return [
      "# A disk of one class within a ring of the other.",
      "u = torch.rand(\(samples), 4).double()  # for radius, angle and noise\(Self.unused(noise))",
      "\(inDisk) = torch.arange(\(samples)) < \(samples / 2)\(noise == 0 ? "  # in the disk" : "")",
      "radius = torch.where(\(inDisk), 2.5 * u[:, 0], 3.5 + 1.5 * u[:, 0])",
      "angle = 2 * math.pi * u[:, 1]",
      "x = torch.stack([radius * angle.sin(), radius * angle.cos()], dim=1)",
    ]
      + (noise == 0
        ? []
        : [
          "judged = x + \(Self.part(noise)) * (10 * u[:, 2:] - 5)  # noise moves where a point is judged",
          "y = judged.norm(dim=1) < 2.5",
        ])
      + Self.shuffling(samples)
  }
}
