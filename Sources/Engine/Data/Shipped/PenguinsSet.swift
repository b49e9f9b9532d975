import Languages

/// Penguins of three species by four of their measures: a real table, with words and missing values in it.
struct PenguinsSet: BuiltInSet {
  /// The columns that are learnt from.
  static let features = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
  /// The column that names the class.
  static let target = "species"

  let name = "penguins"
  var title: String { say("engine.data.penguins", "Penguins") }
  /// Of 344, two have no measures.
  let samples = 342
  let isShipped = true
  let noiseRange = 0.0...0.0
  let trainingFraction = 0.8
  let batch = 16
  let standardizes = true
  let featureType = FeatureType.float32

  /// The rows in which no measure is missing, in the order in which they are published; nothing is drawn.
  func make(samples: Int, noise: Double, generator: inout Generator) -> DataSet {
    let lines = "\(Self.table)".split(separator: "\n")
    let records = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let columns = Self.features.compactMap { name in records[0].firstIndex { $0 == name } }
    let species = records[0].firstIndex { $0 == Self.target } ?? 0
    let birds = records.dropFirst().filter { record in columns.allSatisfy { record[$0] != "NA" } }
    let names = Set(birds.map { String($0[species]) }).sorted()
    return DataSet(
      name: name, featureNames: Self.features,
      features: Tensor(
        birds.flatMap { bird in columns.map { Float(Double(bird[$0]) ?? .nan) } },
        shape: [birds.count, columns.count]),
      targets: Tensor(
        birds.map { bird in Float(names.firstIndex { $0 == bird[species] } ?? 0) }, shape: [birds.count]),
      kind: .classes(names: names))
  }

  /// The table stands in the program.
  func program(samples: Int, noise: Double) -> [String] {
    let names = Self.features.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      "# Palmer penguins (doi:10.5281/zenodo.3960218, CC0); two have no measures and are left out.",
      "PENGUINS = \"\"\"\\",
    ] + "\(Self.table)".split(separator: "\n").map(String.init) + [
      "\"\"\"", "columns = [\(names)]",
      "birds = [",
      "    bird for bird in csv.DictReader(PENGUINS.splitlines())",
      "    if all(bird[name] != \"NA\" for name in columns)",
      "]",
      "x = torch.tensor([[float(bird[name]) for name in columns] for bird in birds])",
      "species = sorted({bird[\"\(Self.target)\"] for bird in birds})",
      "y = torch.tensor([species.index(bird[\"\(Self.target)\"]) for bird in birds])",
    ]
  }
}
