import Languages
import RealModule

/// TensorFlow Playground's two spirals, one within the other.
struct SpiralSet: BuiltInSet {
  let name = "spiral"
  var title: String { say("engine.data.spiral", "Spiral") }
  let samples = 500

  /// One arm after the other, each from the middle outwards; noise moves the points.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let armCount = max(1, samples / 2)
    let half = Double(samples) / 2
    let points = (0..<samples).map { index in
      let isFirst = index < samples / 2
      let place = Double(index % armCount)
      let radius = place / half * 5
      let angle = 1.75 * place / half * 2 * Double.pi + (isFirst ? 0 : Double.pi)
      let x = radius * Double.sin(angle) + generator.spread(from: -1, to: 1) * (noise / 100)
      let y = radius * Double.cos(angle) + generator.spread(from: -1, to: 1) * (noise / 100)
      return PlanarPoint(x: x, y: y, target: isFirst ? 1 : -1)
    }
    return dataSet(points, areClasses: true, generator: &generator)
  }

  /// Without noise every point lies on its arm.
  func program(samples: Int, noise: Double) -> [String] {
    let half = SettingText.number(Double(samples) / 2)
    return [
      "# Two spirals, one within the other, each from the middle outwards.",
      noise == 0
        ? "torch.rand(\(samples), 2)  # for noise\(Self.unused(noise)); what is drawn later depends on it"
        : "u = torch.rand(\(samples), 2).double()  # for noise",
      "i = torch.arange(\(samples)).double()",
      "y = i < \(samples / 2)  # the first arm",
      "place = i % \(max(1, samples / 2))",
      "radius = place / \(half) * 5",
      "angle = 1.75 * place / \(half) * 2 * math.pi",
      "angle = torch.where(y, angle, angle + math.pi)",
      "x = torch.stack([radius * angle.sin(), radius * angle.cos()], dim=1)",
    ] + (noise == 0 ? [] : ["x = x + \(Self.part(noise)) * (2 * u - 1)"]) + Self.shuffling(samples)
  }
}
