import Engine
import Languages

/// What of a run a key changes by making another run of it.
enum Control: Equatable, Sendable {
  case data, noise, activation, units, layers, batch, dataSeed
}

extension AppState {
  /// Turns a control up or down and returns what to send, or says why nothing changes.
  mutating func turn(_ control: Control, _ direction: Int) -> RunCommand? {
    guard let setup = expected.setup(snapshot) else { return nil }
    switch ControlTurn(setup, control, direction, layer: unit.layer, sets: dataNames) {
    case .change(let change): return .change(change)
    case .nothing(let why):
      message = why
      return nil
    }
  }

  /// The data sets that a key goes through: those of the presets, and before them what the run was started with.
  private var dataNames: [String] {
    let presets = Preset.all.map(\.name)
    return presets.contains(firstData) ? presets : [firstData] + presets
  }

  /// Moves the cursor over the units that there are.
  mutating func moveUnit(layers: Int, units: Int) {
    guard let view = snapshot.units else { return }
    let layer = min(max(0, unit.layer + layers), view.layers.count - 1)
    let count = view.layers[layer].count
    unit = UnitPlace(layer: layer, unit: min(max(0, unit.unit + units), count - 1))
  }

  /// Follows another row of the present batch.
  mutating func followRow(_ distance: Int) {
    let batch = snapshot.batch
    guard batch.count > 1 else {
      message = say("control.oneSample", "there is one sample")
      return
    }
    var shown = snapshot.inspection?.path?.row
    if case .training(let number) = row { shown = batch.firstIndex(of: number) ?? shown }
    guard let place = shown else {
      row = .training(batch[0])
      return
    }
    row = .training(batch[(place + distance + batch.count) % batch.count])
  }
}

/// What turning a control comes to.
enum ControlTurn: Equatable {
  case change(SetupChange)
  /// Nothing, and why.
  case nothing(String)

  /// The sizes of a batch that a key goes through.
  private static let batches = [1, 2, 5, 10, 20, 32, 50, 64, 100, 128, 200, 256, 500, 512, 1000, 1024]

  /// A control turned by one place; `layer` is the layer of units that is chosen, `sets` are the data sets in their order.
  init(_ setup: RunSetup, _ control: Control, _ direction: Int, layer: Int, sets: [String]) {
    switch control {
    case .data: self = Self.data(setup, direction, sets)
    case .noise: self = Self.noise(setup, direction)
    case .dataSeed:
      self =
        setup.drawsData
        ? .change(.dataSeed(setup.dataSeed &+ 1))
        : .nothing(say("control.notDrawn", "these rows are not drawn from a seed"))
    case .batch:
      let sizes = Self.batches.filter { $0 < setup.rows } + [setup.rows]
      let next =
        direction > 0 ? sizes.first { $0 > setup.batch } : sizes.last { $0 < setup.batch }
      self =
        next.map { .change(.batch($0)) }
        ?? .nothing(
          direction > 0
            ? say("control.largestBatch", "a batch has all rows now")
            : say("control.smallestBatch", "a batch has one row at least"))
    case .activation: self = Self.activation(setup, direction)
    case .units: self = Self.units(setup, direction, layer)
    case .layers: self = Self.layers(setup, direction)
    }
  }

  private static var notPlain: ControlTurn {
    .nothing(
      say("control.notPlain", "only networks of Linear layers with one activation can be changed by keys"))
  }

  private static var noHidden: ControlTurn {
    .nothing(say("control.noHidden", "there is no hidden layer; H adds one"))
  }

  private static func data(_ setup: RunSetup, _ direction: Int, _ sets: [String]) -> ControlTurn {
    guard let place = sets.firstIndex(of: setup.data) else {
      return sets.first.map { .change(.data($0)) }
        ?? .nothing(say("control.oneData", "there is no other data set"))
    }
    return .change(.data(sets[(place + direction + sets.count) % sets.count]))
  }

  private static func noise(_ setup: RunSetup, _ direction: Int) -> ControlTurn {
    guard setup.noiseRange.upperBound > 0 else {
      return .nothing(say("control.noNoise", "\(setup.data) takes no noise"))
    }
    let next = min(
      max(setup.noiseRange.lowerBound, setup.noise + Double(direction) * 5), setup.noiseRange.upperBound)
    let most = NumberText.shortest(setup.noiseRange.upperBound)
    return next == setup.noise
      ? .nothing(say("control.mostNoise", "noise goes from 0 to \(most)")) : .change(.noise(next))
  }

  private static func activation(_ setup: RunSetup, _ direction: Int) -> ControlTurn {
    guard let hidden = setup.hidden else { return notPlain }
    guard !hidden.isEmpty else { return noHidden }
    let all = RunSetup.activations
    let place = setup.activation.flatMap(all.firstIndex) ?? 0
    return .change(.activation(all[(place + direction + all.count) % all.count]))
  }

  private static func units(_ setup: RunSetup, _ direction: Int, _ layer: Int) -> ControlTurn {
    guard var hidden = setup.hidden else { return notPlain }
    guard !hidden.isEmpty else { return noHidden }
    // The inputs are layer 0; of a layer that is not hidden, the nearest hidden one.
    let place = min(max(0, layer - 1), hidden.count - 1)
    let next = hidden[place] + direction
    guard RunSetup.units.contains(next) else {
      let (least, most) = (RunSetup.units.lowerBound, RunSetup.units.upperBound)
      return .nothing(say("control.mostUnits", "a layer has \(least) to \(most) units here"))
    }
    hidden[place] = next
    return .change(.hidden(hidden))
  }

  private static func layers(_ setup: RunSetup, _ direction: Int) -> ControlTurn {
    guard var hidden = setup.hidden else { return notPlain }
    if direction < 0 {
      guard !hidden.isEmpty else {
        return .nothing(say("control.lastLayer", "there is no hidden layer left"))
      }
      hidden.removeLast()
    } else {
      guard hidden.count < RunSetup.mostLayers else {
        return .nothing(
          say("control.mostLayers", "\(RunSetup.mostLayers) hidden layers are the most here"))
      }
      hidden.append(hidden.last ?? 4)
    }
    return .change(.hidden(hidden))
  }
}
