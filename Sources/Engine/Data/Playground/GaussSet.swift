import Languages

/// TensorFlow Playground's two clouds.
struct GaussSet: BuiltInSet {
  let name = "gauss"
  var title: String { say("engine.data.gaussian", "Gaussian") }
  let samples = 500

  /// Clouds at (2, 2) and (−2, −2), the first first; noise from 0 to 50 % takes the variance from 0.5 to 4.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let deviation = variance(noise).squareRoot()
    let normals = generator.normal(count: samples * 2)
    let points = (0..<samples).map { index in
      let isFirst = index < samples / 2
      let centre: Double = isFirst ? 2 : -2
      return PlanarPoint(
        x: centre + deviation * Double(normals[index * 2]),
        y: centre + deviation * Double(normals[index * 2 + 1]), target: isFirst ? 1 : -1)
    }
    return dataSet(points, areClasses: true, generator: &generator)
  }

  private func variance(_ noise: Double) -> Double {
    let part = noise / 100 / 0.5
    return 0.5 * (1 - part) + 4 * part
  }

  /// The noise is in the variance.
  func program(samples: Int, noise: Double) -> [String] {
    [
      "# Two clouds, around (2, 2) and (-2, -2).",
      "y = torch.arange(\(samples)) < \(samples / 2)",
      "centre = torch.where(y, 2, -2).unsqueeze(1)",
      "x = centre + math.sqrt(\(SettingText.number(variance(noise)))) * torch.randn(\(samples), 2).double()",
    ] + Self.shuffling(samples)
  }
}
