/// A point in the plane with its target, as TensorFlow Playground's rules make it in `Double`.
struct PlanarPoint {
  var x: Double
  var y: Double
  /// For classes the sign counts.
  var target: Double
}

extension BuiltInSet {
  /// The set of `points`, in the order of a permutation drawn after them.
  func dataSet(_ points: [PlanarPoint], areClasses: Bool, generator: inout Generator) -> DataSet {
    let ordered = generator.permutation(of: points.count).map { points[$0] }
    let features = Tensor(ordered.flatMap { [Float($0.x), Float($0.y)] }, shape: [ordered.count, 2])
    let featureNames = ["x1", "x2"]
    guard areClasses else {
      let targets = Tensor(ordered.map { Float($0.target) }, shape: [ordered.count, 1])
      return DataSet(
        name: name, featureNames: featureNames, features: features, targets: targets, kind: .values)
    }
    let targets = Tensor(ordered.map { $0.target > 0 ? 1 : 0 }, shape: [ordered.count])
    return DataSet(
      name: name, featureNames: featureNames, features: features, targets: targets,
      kind: .classes(names: ["-1", "1"]))
  }
}

extension BuiltInSet {
  /// The noise as a part of 1, as Python writes it.
  static func part(_ noise: Double) -> String { SettingText.number(noise / 100) }

  /// What is drawn for noise is drawn where there is none too: the end of a comment that says so.
  static func unused(_ noise: Double) -> String { noise == 0 ? ", which is 0 here" : "" }

  /// The lines of the permutation that `dataSet` draws.
  static func shuffling(_ samples: Int) -> [String] {
    ["order = torch.randperm(\(samples))", "x, y = x[order], y[order]"]
  }
}

extension Generator {
  /// The next number of `torch.rand`, taken to `Double` and spread over `low` to `high`.
  mutating func spread(from low: Double, to high: Double) -> Double {
    Double(uniform()) * (high - low) + low
  }
}
