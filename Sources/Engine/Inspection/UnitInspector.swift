import Languages

/// Looks at the units of a trainer's network: what each answers to, and what joins them.
final class UnitInspector {
  /// Where a layer of units stands in the network.
  private struct Source {
    /// Its place among a stage's outputs; `nil` for the inputs.
    let output: Int?
    let title: String
    let count: Int
    /// The place of the weight that leads to it from the layer before, among the network's parameters.
    let weight: Int?
    /// That of its bias.
    var bias: Int?
  }

  private let trainer: Trainer
  private let sources: [Source]
  private let range: PlaneRange?
  private let groups: RowGroups
  /// Graphs that evaluate, by their number of rows.
  private var stages: [Int: NetworkGraph] = [:]
  /// How many points of the plane are evaluated at once: their numbers stay in the cache.
  private static let pointsAtOnce = 512

  /// `nil` where no layer has units side by side.
  init?(_ trainer: Trainer) {
    self.trainer = trainer
    let architecture = trainer.configuration.architecture
    let data = trainer.configuration.data
    sources = Self.sources(architecture, trainer.network, data.training)
    guard sources.contains(where: { $0.output != nil }) else { return nil }
    let isPlane = data.training.rowShape == [2] && sources[0].output == nil && trainer.sample == nil
    range = isPlane ? PlaneRange(data) : nil
    groups = RowGroups(
      data.training, for: architecture.loss,
      weights: trainer.network.parameters.reduce(0) { $0 + $1.data.count })
  }

  /// Layers of numbers side by side: the inputs, and each layer that makes others of them, with the activations behind it.
  private static func sources(_ architecture: Architecture, _ network: Network, _ data: DataSet) -> [Source] {
    guard let shapes = try? architecture.shapes(rows: 2), architecture.axisNames(data) != nil else {
      return []
    }
    let layers = architecture.layers
    var sources: [Source] = []
    if architecture.rowShape.count == 1, !(layers.first?.layer is Embedding) {
      sources.append(
        Source(
          output: nil, title: say("engine.inspection.inputs", "inputs"), count: architecture.rowShape[0],
          weight: nil))
    }
    for (index, shape) in shapes.enumerated() where shape.count == 2 && shape[0] == 2 {
      let layer = layers[index].layer
      let before = index == 0 ? [2] + architecture.rowShape : shapes[index - 1]
      let last = sources.last
      let follows = last.map { ($0.output ?? -1) == index - 1 } ?? false
      if let last, follows, layer.parameters.isEmpty, before == shape {
        sources[sources.count - 1] = Source(
          output: index, title: "\(last.title) · \(type(of: layer).name)", count: last.count,
          weight: last.weight, bias: last.bias)
        continue
      }
      let weight =
        follows && layer is Linear
        ? network.parameters.firstIndex { $0.name == "\(layers[index].name).weight" } : nil
      let bias = network.parameters.firstIndex { $0.name == "\(layers[index].name).bias" }
      sources.append(
        Source(
          output: index, title: layer.text, count: shape[1], weight: weight,
          bias: layer is Linear ? bias : nil))
    }
    return sources
  }

  /// What is wanted of the units at the trainer's present weights.
  func view(_ interest: UnitInterest) -> UnitView {
    let chosen = UnitPlace(
      layer: min(max(0, interest.chosen.layer), sources.count - 1), unit: max(0, interest.chosen.unit))
    let shown = sources.indices.map { index in
      UnitView.shown(
        of: sources[index].count,
        around: index == chosen.layer ? min(chosen.unit, sources[index].count - 1) : 0,
        atMost: interest.mostUnits)
    }
    let answers = range.map { plane($0, interest, shown) } ?? grouped(shown)
    return UnitView(
      layers: sources.indices.map { layer($0, shown[$0], answers.responses[$0]) },
      edges: edges(shown, chosen),
      about: range.map { .plane($0, tile: interest.tile) } ?? .groups(groups.names),
      prediction: answers.prediction, picture: interest.picture,
      weightPicture: trainer.configuration.data.training.picture)
  }

  private func layer(_ index: Int, _ shown: Range<Int>, _ responses: [[Float]]) -> UnitView.Layer {
    let (source, data) = (sources[index], trainer.configuration.data.training)
    var names: [String] = []
    if source.output == nil { names = shown.map(data.featureTitle) }
    if index == sources.count - 1, let classes = data.classNames, classes.count == source.count {
      names = shown.map { classes[$0] }
    }
    var pictures: [[Float]] = []
    if data.picture != nil, index > 0, sources[index - 1].output == nil, let place = source.weight {
      let (weight, inputs) = (trainer.network.parameters[place].data, sources[index - 1].count)
      pictures = shown.map { weight.elements($0 * inputs..<($0 + 1) * inputs) }
    }
    let bias = source.bias.map { trainer.network.parameters[$0].data }
    return UnitView.Layer(
      value: source.output.map { trainer.stage.outputs[$0].name } ?? "x", title: source.title,
      count: source.count, shown: shown, names: names, responses: responses, pictures: pictures,
      biases: bias.map { bias in shown.map { bias[$0] } } ?? [])
  }

  private func edges(_ shown: [Range<Int>], _ chosen: UnitPlace) -> [UnitView.Edge] {
    sources.indices.flatMap { index -> [UnitView.Edge] in
      guard index > 0, let place = sources[index].weight else { return [] }
      let (weight, inputs) = (trainer.network.parameters[place].data, sources[index - 1].count)
      return UnitView.edges(into: index, from: shown[index - 1], to: shown[index], chosen: chosen) {
        weight[$1 * inputs + $0]
      }
    }
  }

  /// What shown units answer to, and the predictions.
  private typealias Answers = (responses: [[[Float]]], prediction: [Float])

  /// The answers at the points of a picture of the plane; those of units in tiles, which are coarser.
  private func plane(_ range: PlaneRange, _ interest: UnitInterest, _ shown: [Range<Int>]) -> Answers {
    let (picture, tile) = (interest.picture, interest.tile)
    let points = range.points(picture)
    let count = picture.columns * picture.rows
    // Which point of the picture each of a tile stands for.
    let places = (0..<tile.rows * tile.columns).map { place in
      let (row, column) = place.quotientAndRemainder(dividingBy: tile.columns)
      return (2 * row + 1) * picture.rows / (2 * tile.rows) * picture.columns
        + (2 * column + 1) * picture.columns / (2 * tile.columns)
    }
    var responses = shown.map { $0.map { _ in [Float](repeating: 0, count: places.count) } }
    var prediction: [Float] = []
    let atOnce = min(Self.pointsAtOnce, max(2, count))
    guard let stage = stage(rows: atOnce) else { return (responses, []) }
    for first in stride(from: 0, to: count, by: atOnce) {
      let rows = min(atOnce, count - first)
      var part = Array(points[2 * first..<2 * (first + rows)])
      // A last part that is not full is filled up with what nobody reads.
      part += [Float](repeating: 0, count: 2 * (atOnce - rows))
      stage.input.data.load(part)
      stage.graph.forward()
      for (index, source) in sources.enumerated() {
        let numbers = source.output.map { stage.outputs[$0].data } ?? stage.input.data
        for (slot, place) in places.enumerated() where (first..<first + rows).contains(place) {
          for (unit, number) in shown[index].enumerated() {
            responses[index][unit][slot] = numbers[(place - first) * source.count + number]
          }
        }
      }
      prediction += stage.prediction.data.elements(0..<rows * stage.prediction.data.count / atOnce)
    }
    return (responses, prediction)
  }

  /// The mean answers to each group of rows.
  private func grouped(_ shown: [Range<Int>]) -> Answers {
    guard let stage = stage(rows: groups.groupOfRow.count) else {
      return (shown.map { $0.map { _ in [] } }, [])
    }
    stage.input.data.load(trainer.sample.map { groups.features(of: $0) } ?? groups.features)
    stage.graph.forward()
    let responses = sources.enumerated().map { index, source in
      let numbers = source.output.map { stage.outputs[$0].data } ?? stage.input.data
      return shown[index].map { unit in groups.means { numbers[$0 * source.count + unit] } }
    }
    return (responses, [])
  }

  private func stage(rows: Int) -> NetworkGraph? {
    if let stage = stages[rows] { return stage }
    // A screen that changes its size leaves few behind.
    if stages.count > 4 { stages = [:] }
    let stage = try? trainer.network.stage(rows: rows)
    stages[rows] = stage
    return stage
  }
}

/// Some rows of a set, put together by class or by how large their targets are.
struct RowGroups {
  /// What the groups are called.
  let names: [String]
  /// The rows' features, one behind the other.
  let features: [Float]
  /// Which group each row belongs to.
  let groupOfRow: [Int]

  /// How many rows say enough; fewer of a large network, for which each row costs more.
  private static let rowCounts = 48...256
  /// The most products of a weight and a number for all rows together.
  private static let mostProducts = 1 << 24
  /// How many groups values make.
  private static let parts = 6

  /// Groups of the first rows of `data`; at least two rows, so that a Squeeze leaves the batch's axis alone.
  init(_ data: DataSet, for loss: any Loss, weights: Int) {
    let wanted = Self.mostProducts / max(1, weights)
    let count = min(data.rows, max(Self.rowCounts.lowerBound, min(wanted, Self.rowCounts.upperBound)))
    let numbers = (0..<max(2, count)).map { $0 % data.rows }
    let part = data.selecting(numbers)
    features = part.features.elements
    let targets = part.targets
    let first = stride(from: 0, to: targets.count, by: max(1, targets.count / numbers.count)).map {
      targets.elements[$0]
    }
    if let classes = data.classNames {
      names = classes
      groupOfRow = first.map { min(max(0, Int($0)), classes.count - 1) }
    } else {
      let sorted = Set(first).sorted()
      let parts = min(Self.parts, sorted.count)
      let bounds = (1..<max(1, parts)).map { sorted[$0 * sorted.count / parts] }
      names = (0..<parts).map { part in
        "\(SettingText.number(sorted[part * sorted.count / parts]))–\(SettingText.number(sorted[max(part * sorted.count / parts, (part + 1) * sorted.count / parts - 1)]))"
      }
      groupOfRow = first.map { number in bounds.count { number >= $0 } }
    }
  }

  /// The features where the one sample is all there is.
  func features(of sample: Sample) -> [Float] {
    groupOfRow.flatMap { _ in sample.input.map(Float.init) }
  }

  /// The mean of a number of each row, group by group; of a group without rows NaN.
  func means(_ number: (Int) -> Float) -> [Float] {
    var (sums, counts) = (
      [Float](repeating: 0, count: names.count), [Float](repeating: 0, count: names.count)
    )
    for (row, group) in groupOfRow.enumerated() {
      sums[group] += number(row)
      counts[group] += 1
    }
    return zip(sums, counts).map { $0 / $1 }
  }
}
