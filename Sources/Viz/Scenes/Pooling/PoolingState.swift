import Engine
import Languages

/// The pooling scene's own state: its settings, what they give, and where the window stands.
struct PoolingState {
  /// Everything that can be set.
  struct Settings: Equatable {
    /// The lengths of the axes sample, text and vector.
    var shape = [3, 4, 5]
    var kernel = 4
    /// `nil`: as long as the kernel.
    var stride: Int?
    var padding = 0
    var ceilMode = false
    var countIncludePad = true
    var transposes = true
    var squeeze = PoolingPipeline.Squeeze.all
    var seed: UInt64 = 0
  }

  /// The longest that an axis can be made here.
  static let longestAxis = 64

  private(set) var settings: Settings
  private(set) var pipeline: PoolingPipeline
  /// How much of each element reaches the sum of all outputs.
  private(set) var gradient: Tensor
  /// The output whose window is shown.
  private(set) var window = 0
  var isWalking = false
  var showsGradient = false

  /// The state for `settings`; throws where PyTorch would refuse them.
  init(_ settings: Settings) throws(AvgPool1d.Refusal) {
    self.settings = settings
    var generator = Generator(seed: settings.seed)
    let layer = try AvgPool1d(
      kernel: settings.kernel, stride: settings.stride, padding: settings.padding,
      ceilMode: settings.ceilMode,
      countIncludePad: settings.countIncludePad)
    pipeline = try PoolingPipeline(
      generator.uniformTensor(shape: settings.shape), layer: layer, transposes: settings.transposes,
      squeeze: settings.squeeze)
    gradient = try pipeline.gradient()
  }

  /// The article's case with the numbers of a seed.
  init(seed: UInt64 = 0) throws(AvgPool1d.Refusal) {
    var settings = Settings()
    settings.seed = seed
    try self.init(settings)
  }

  /// Takes over changed settings, or leaves all as it is and returns the rule they break.
  mutating func change(_ edit: (inout Settings) -> Void) -> String? {
    var changed = settings
    edit(&changed)
    if let length = changed.shape.first(where: { !(1...Self.longestAxis).contains($0) }) {
      return say(
        "pooling.axisTooLong", "an axis of \(length): every axis is from 1 to \(Self.longestAxis) long")
    }
    do {
      var next = try PoolingState(changed)
      next.isWalking = isWalking
      next.showsGradient = showsGradient
      next.window = min(window, next.pipeline.outputCount - 1)
      self = next
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Moves the window by some outputs, around the ends.
  mutating func moveWindow(by distance: Int) {
    let count = pipeline.outputCount
    window = ((window + distance) % count + count) % count
  }

  /// Moves the window to the first output.
  mutating func moveWindowToStart() { window = 0 }
}

/// What the keys of the pooling scene ask for.
enum PoolingAction: Equatable, Sendable {
  /// A number that keys move up and down.
  enum Dial: Equatable, Sendable {
    case kernel, stride, padding, samples, text, vector
  }

  case toggleWalking
  /// Time for a walking window to move on.
  case walk
  case moveWindow(Int)
  case moveSample(Int)
  case turn(Dial, Int)
  case toggleCeilMode
  case toggleCountIncludePad
  case toggleTranspose
  case nextSqueeze
  case newValues
  case toggleGradient
  /// Another example, this many further.
  case showExample(Int)
  case reset
}

extension PoolingState {
  /// Settings worth showing a class, each with a name: the article's case and its traps.
  static var examples: [(name: String, settings: Settings)] {
    var wrongAxis = Settings()
    wrongAxis.transposes = false
    var remainder = Settings()
    remainder.kernel = 3
    var batchOfOne = Settings()
    batchOfOne.shape[0] = 1
    var overlap = Settings()
    overlap.kernel = 2
    overlap.stride = 1
    var padded = Settings()
    padded.kernel = 3
    padded.stride = 2
    padded.padding = 1
    return [
      (say("pooling.articleExample", "the article's case"), Settings()),
      (say("pooling.wrongAxisExample", "no transpose"), wrongAxis),
      (say("pooling.remainderExample", "a remainder"), remainder),
      (say("pooling.batchOfOneExample", "a batch of one"), batchOfOne),
      (say("pooling.overlapExample", "overlapping windows"), overlap),
      (say("pooling.padding", "padding"), padded),
    ]
  }

  /// Carries out an action and returns what to tell, if anything.
  mutating func perform(_ action: PoolingAction) -> String? {
    switch action {
    case .toggleWalking:
      isWalking.toggle()
      return isWalking ? say("pooling.walks", "the window walks") : say("pooling.waits", "the window waits")
    case .walk: moveWindow(by: 1)
    case .moveWindow(let distance): moveWindow(by: distance)
    case .moveSample(let distance):
      moveWindow(by: distance * max(1, pipeline.outputCount / settings.shape[0]))
    case .turn(let dial, let distance): return change { $0.turn(dial, by: distance) }
    case .toggleCeilMode: return change { $0.ceilMode.toggle() }
    case .toggleCountIncludePad: return change { $0.countIncludePad.toggle() }
    case .toggleTranspose: return change { $0.transposes.toggle() }
    case .nextSqueeze:
      return change { settings in
        switch settings.squeeze {
        case .all: settings.squeeze = .pooledAxis
        case .pooledAxis: settings.squeeze = .none
        case .none: settings.squeeze = .all
        }
      }
    case .newValues: return change { $0.seed &+= 1 }
    case .toggleGradient: showsGradient.toggle()
    case .showExample(let distance): return showExample(distance)
    case .reset:
      moveWindowToStart()
      return change { settings in
        let seed = settings.seed
        settings = Settings()
        settings.seed = seed
      }
    }
    return nil
  }

  private mutating func showExample(_ distance: Int) -> String? {
    let examples = Self.examples
    var unseeded = settings
    unseeded.seed = 0
    let present = examples.firstIndex { $0.settings == unseeded }
    let next = examples[present.map { ($0 + distance + examples.count) % examples.count } ?? 0]
    moveWindowToStart()
    let seed = settings.seed
    let refusal = change {
      $0 = next.settings
      $0.seed = seed
    }
    return refusal ?? say("pooling.example", "example: \(next.name)")
  }
}

extension PoolingState.Settings {
  fileprivate mutating func turn(_ dial: PoolingAction.Dial, by distance: Int) {
    switch dial {
    case .kernel: kernel += distance
    case .stride: stride = (stride ?? kernel) + distance
    case .padding: padding += distance
    case .samples: shape[0] += distance
    case .text: shape[1] += distance
    case .vector: shape[2] += distance
    }
  }
}
