import Engine
import Testing

/// Generated sets and their splits are held to PyTorch's to the bit.
@Suite struct DataSetTests {
  struct Playground: Decodable {
    let seed: UInt64
    let name: String
    let n: Int
    let noise: Double
    let shown: [Int]
    let x: [[Double]]
    let label: [Double]
    let fnvX: String
    let fnvLabel: String
    let order: [Int]
  }

  /// What a training says about its data.
  struct Training: Decodable {
    struct Rule: Decodable {
      let name: String
      let samples: Int
      let noise: Double

      /// ["playground", name, samples, noise, zero or one], ["text", samples] or another rule.
      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        let first = try list.decode(String.self)
        name = first == "playground" ? try list.decode(String.self) : first
        samples = try list.decode(Int.self)
        noise = first == "playground" ? try list.decode(Double.self) : 0
      }
    }

    let data: Rule
    let dataSeed: UInt64
    let loss: String
    let x: NetworkGolden.Brief
    let y: NetworkGolden.Brief
  }

  struct Split: Decodable {
    let seed: UInt64
    let n: Int
    let lengths: [Double]
    let parts: [[Int]]
  }

  @Test func pointsAreMadeByThePlaygroundsRules() throws {
    for golden in try NetworkGolden.section("playground", as: [Playground].self) {
      let name = "\(golden.name), seed \(golden.seed), noise \(golden.noise)"
      let set = try #require(DataSets.named(golden.name))
      var generator = Generator(seed: golden.seed)
      let made = set.make(samples: golden.n, noise: golden.noise * 100, generator: &generator)
      // Back into the order of the rule.
      var places = [Int](repeating: 0, count: golden.n)
      for (place, point) in golden.order.enumerated() { places[point] = place }
      let points = made.selecting(places)
      let labels = try #require(points.targets(as: .values)).elements
      for (shown, (x, label)) in zip(golden.shown, zip(golden.x, golden.label)) {
        #expect(
          [points.features[shown, 0], points.features[shown, 1]] == x.map(Float.init), "\(name), \(shown)")
        #expect(labels[shown] == Float(label), "\(name), \(shown)")
      }
      #expect(NetworkGolden.hash(points.features.elements) == golden.fnvX, "\(name)")
      #expect(NetworkGolden.hash(labels) == golden.fnvLabel, "\(name)")
    }
  }

  @Test func setsHaveTheOrderAndTheLabelsOfTheirTrainings() throws {
    var found: Set<String> = []
    for golden in try NetworkGolden.section("training", as: [Training].self) {
      guard let set = DataSets.named(golden.data.name) else { continue }
      found.insert(set.name)
      let name = "\(set.name), seed \(golden.dataSeed), \(golden.loss)"
      var generator = Generator(seed: golden.dataSeed)
      let made = set.make(samples: golden.data.samples, noise: golden.data.noise * 100, generator: &generator)
      #expect(
        made.features.shape == golden.x.shape && golden.x.isEqual(to: made.features.elements), "\(name)")
      let form: TargetForm =
        golden.loss.hasPrefix("bce") ? .probabilities : golden.loss == "cross_entropy" ? .classes : .values
      let targets = try #require(made.targets(as: form))
      #expect(targets.shape == golden.y.shape && golden.y.isEqual(to: targets.elements), "\(name)")
    }
    #expect(found == ["circle", "spiral", "xor", "plane", "gaussians", "text"])
  }

  @Test func partsAreRandomSplits() throws {
    for golden in try NetworkGolden.section("split", as: [Split].self) {
      let areFractions = golden.lengths.allSatisfy { $0 < 1 }
      let lengths =
        areFractions
        ? RandomSplit.lengths(of: golden.n, fractions: golden.lengths) : golden.lengths.map { Int($0) }
      var generator = Generator(seed: golden.seed)
      #expect(
        RandomSplit.parts(lengths: lengths, generator: &generator) == golden.parts, "seed \(golden.seed)")
      guard areFractions, golden.lengths.count == 2 else { continue }
      let numbers = Tensor((0..<golden.n).map { Float($0) }, shape: [golden.n, 1])
      let set = DataSet(
        name: "numbers", featureNames: ["n"], features: numbers, targets: numbers, kind: .values)
      generator = Generator(seed: golden.seed)
      let (training, heldOut) = set.split(fraction: golden.lengths[0], generator: &generator)
      for (part, rows) in zip([training, heldOut], golden.parts) {
        #expect(part.features.elements == rows.map { Float($0) } && part.targets == part.features)
      }
    }
  }

  @Test func theOtherPartIsWhatAPersonWrites() {
    for hundredths in 0...100 {
      let other = RandomSplit.complement(of: Double(hundredths) / 100)
      #expect(other == Double(100 - hundredths) / 100)
      for rows in 0...200 {
        let lengths = RandomSplit.lengths(of: rows, fractions: [Double(hundredths) / 100, other])
        #expect(lengths.reduce(0, +) == rows && lengths.allSatisfy { $0 >= 0 })
      }
    }
    #expect(RandomSplit.lengths(of: 10, fractions: [0.9, RandomSplit.complement(of: 0.9)]) == [9, 1])
  }

  @Test func targetsTakeTheFormThatALossWants() {
    let features = Tensor([0, 0, 0], shape: [3, 1])
    func set(_ targets: Tensor, _ kind: DataSet.Kind, lowLabel: Float = -1) -> DataSet {
      DataSet(
        name: "", featureNames: [""], features: features, targets: targets, kind: kind, lowLabel: lowLabel)
    }
    let classes = Tensor([0, 1, 1], shape: [3])
    let two = set(classes, .classes(names: ["no", "yes"]))
    #expect(two.targets(as: .values) == Tensor([-1, 1, 1], shape: [3, 1]))
    #expect(two.targets(as: .probabilities) == Tensor([0, 1, 1], shape: [3, 1]))
    #expect(two.targets(as: .classes) == classes)
    let zeroOne = set(classes, .classes(names: ["no", "yes"]), lowLabel: 0)
    #expect(zeroOne.targets(as: .values) == Tensor([0, 1, 1], shape: [3, 1]))
    let three = set(Tensor([0, 1, 2], shape: [3]), .classes(names: ["a", "b", "c"]))
    #expect(three.classCount == 3)
    #expect(TargetForm.allCases.map { three.targets(as: $0) == nil } == [true, true, false])
    let values = set(Tensor([0.5, 1, 2], shape: [3, 1]), .values)
    #expect(values.classCount == nil)
    #expect(TargetForm.allCases.map { values.targets(as: $0) } == [values.targets, values.targets, nil])
  }

  @Test func everySetIsMadeInEverySizeAndNoise() {
    #expect(Set(DataSets.all.map(\.name)).count == DataSets.all.count)
    for set in DataSets.all {
      for samples in set.isShipped ? [set.samples] : [0, 1, 2, 3, 7, 8, set.samples] {
        for noise in [set.noiseRange.lowerBound, set.noise, set.noiseRange.upperBound] {
          var generator = Generator(seed: 1)
          let made = set.make(samples: samples, noise: noise, generator: &generator)
          #expect(made.rows == samples && made.name == set.name)
          #expect(made.features.shape == [samples, made.featureNames.count])
          #expect((made.features.elements + made.targets.elements).allSatisfy { $0.isFinite })
        }
      }
    }
  }

  @Test func whatIsStandardizedCanBeToldAsItWas() throws {
    let set = try #require(DataSets.named("penguins"))
    let data = try TrainingData(.builtIn(set, samples: 342, noise: 0)).training
    let scale = Standardization(of: data)
    let (before, after) = (data.allFeatures.elements, data.standardized(by: scale).allFeatures.elements)
    for (place, number) in after.enumerated() {
      let original = scale.original(number, column: place % scale.mean.count)
      #expect(abs(original - Double(before[place])) <= 1e-6 * abs(Double(before[place])))
    }
  }
}
