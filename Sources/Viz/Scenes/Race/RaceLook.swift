import Engine
import Languages

/// How the lanes of a race are called and told apart.
extension RaceSnapshot {
  /// What a lane is called: by what it differs in.
  func name(of lane: Lane) -> String {
    switch kind {
    case .duel, .optimizers: lane.optimizer.title
    case .rates: "lr \(Symbol.rate(lane.learningRate))"
    case .momenta:
      lane.momentum.map { "\($0.symbol) \(NumberText.shortest($0.value))" } ?? lane.optimizer.title
    }
  }

  /// The same where there is little room: what a lane differs in, whose name the title has.
  func shortName(of lane: Lane) -> String {
    kind == .rates ? Symbol.rate(lane.learningRate) : name(of: lane)
  }

  /// What races, in words.
  var title: String {
    kind.title(contenders: lanes.map(\.optimizer.title), optimizer: lanes[0].optimizer.title)
  }

  /// A lane's colour: an optimizer has its own everywhere.
  func color(_ lane: Int) -> Color {
    comparesOptimizers ? lanes[lane].optimizer.color : Theme.lanes[lane % Theme.lanes.count]
  }

  /// What stands for a lane without colour, and at its ends.
  func marker(_ lane: Int) -> Unicode.Scalar {
    comparesOptimizers ? lanes[lane].optimizer.marker : LaneLook.markers[lane % LaneLook.markers.count]
  }

  /// The lanes as lines of a plot.
  var lines: [PlotLine] {
    lanes.indices.map { lane in
      let rate = comparesOptimizers ? " \(Symbol.rate(lanes[lane].learningRate))" : ""
      return PlotLine(
        history: lanes[lane].means, color: color(lane), marker: marker(lane),
        label: name(of: lanes[lane]) + rate)
    }
  }

  var comparesOptimizers: Bool { kind == .duel || kind == .optimizers }

  /// How far two lanes are apart, in words: the chosen one and the first, or the first and the second.
  func distanceWords(chosen: Int) -> [String] {
    let other = chosen == 0 ? 1 : chosen
    guard lanes.count > 1, lanes[other].distance.isFinite else { return [] }
    let distance = NumberText.compact(lanes[other].distance, width: 8)
    let (first, second) = (name(of: lanes[0]), name(of: lanes[other]))
    return [
      say("race.namesApart", "\(first) and \(second): weights \(distance) apart"),
      say("race.apart", "weights \(distance) apart"),
    ]
  }
}

extension RaceKind {
  /// What races, in words: a duel is between `contenders`, and all else is of `optimizer`.
  func title(contenders: [String], optimizer: String) -> String {
    switch self {
    case .duel: contenders.joined(separator: say("race.and", " and "))
    case .optimizers: say("race.optimizers", "optimizers")
    case .rates: say("race.ratesOf", "learning rates of \(optimizer)")
    case .momenta: say("race.momentaOf", "momenta of \(optimizer)")
    }
  }
}

extension RaceSnapshot.Lane {
  /// μ or β₁, where the optimizer has one.
  fileprivate var momentum: (symbol: String, value: Double)? {
    guard let name = optimizer.cycledMomentum,
      let setting = optimizer.settings.first(where: { $0.name == name })
    else { return nil }
    return (setting.symbol, choice.values[name])
  }
}
