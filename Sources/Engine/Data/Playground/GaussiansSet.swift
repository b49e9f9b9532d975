import Languages

/// TensorFlow Playground's three hills and three hollows.
struct GaussiansSet: BuiltInSet {
  let name = "gaussians"
  var title: String { say("engine.data.gaussians", "Gaussians") }
  let samples = 1200

  private static let centres: [PlanarPoint] = [
    PlanarPoint(x: -4, y: 2.5, target: 1), PlanarPoint(x: 0, y: 2.5, target: -1),
    PlanarPoint(x: 4, y: 2.5, target: 1), PlanarPoint(x: -4, y: -2.5, target: -1),
    PlanarPoint(x: 0, y: -2.5, target: 1), PlanarPoint(x: 4, y: -2.5, target: -1),
  ]

  /// Cones of radius 2 and height ±1, of which the steepest place counts; noise moves the place whose value is
  /// taken.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let points = (0..<samples).map { _ in
      let x = generator.spread(from: -6, to: 6)
      let y = generator.spread(from: -6, to: 6)
      let judgedX = x + generator.spread(from: -6, to: 6) * (noise / 100)
      let judgedY = y + generator.spread(from: -6, to: 6) * (noise / 100)
      var value = 0.0
      for centre in Self.centres {
        let (across, up) = (judgedX - centre.x, judgedY - centre.y)
        let distance = (across * across + up * up).squareRoot()
        let height = centre.target * (1 - min(1, distance / 2))
        if abs(height) > abs(value) { value = height }
      }
      return PlanarPoint(x: x, y: y, target: value)
    }
    return dataSet(points, areClasses: false, generator: &generator)
  }

  /// Cones do not overlap, so their sum is the steepest of them.
  func program(samples: Int, noise: Double) -> [String] {
    let centres = Self.centres.map { "[\(SettingText.number($0.x)), \(SettingText.number($0.y))]" }
    let heights = Self.centres.map { SettingText.number($0.target) }
    return [
      "# Three hills and three hollows: cones of radius 2 that do not overlap.",
      "u = torch.rand(\(samples), 4).double()  # for both coordinates and noise\(Self.unused(noise))",
      "x = 12 * u[:, :2] - 6",
      "centres = torch.tensor([\(centres.joined(separator: ", "))])",
      "heights = torch.tensor([\(heights.joined(separator: ", "))])",
    ]
      + (noise == 0
        ? ["distance = (x.unsqueeze(1) - centres).norm(dim=2)  # [rows, cones]"]
        : [
          "judged = x + \(Self.part(noise)) * (12 * u[:, 2:] - 6)  # noise moves the place whose value is taken",
          "distance = (judged.unsqueeze(1) - centres).norm(dim=2)  # [rows, cones]",
        ])
      + ["y = (heights * (1 - distance / 2).clamp(min=0)).sum(dim=1, keepdim=True)"]
      + Self.shuffling(samples)
  }
}
