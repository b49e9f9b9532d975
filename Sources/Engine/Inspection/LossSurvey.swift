/// Finds the loss over two numbers of the weights, a part at a time, all others held where a race began.
final class LossSurvey {
  private enum Stage {
    /// Walks down from the start, so that the view holds where it leads.
    case descent
    case grid
    /// Walks down from the lowest crossing.
    case refinement
    case done
  }

  private let pair: PlacePair
  private let probe: LossProbe
  private let start: (first: Double, second: Double)
  private var stage: Stage
  private var search: PatternSearch
  /// What the view holds besides trails: the start, and where the way down from it leads.
  private var landmarks: [(first: Double, second: Double)]
  private var trails: [[TrailPoint]] = []
  private var view: LossView?
  /// The surface that is being found, and the one before it that is shown until then.
  private var next: LossSurface?
  private var shown: LossSurface?

  /// How many times farther than all others a lane may go and be taken into the view.
  private static let outlier = 5.0
  /// How many rows the loss is taken over.
  static let mostRows = 256
  /// How far from the start the way down is followed.
  private static let farthest = 8.0
  /// What one part costs, about a millisecond, and what may be spent in all, about a quarter of a second.
  private static let partWork = 1 << 19
  private static let wholeWork = 1 << 27
  /// What each loss costs besides its multiplications.
  private static let overhead = 1 << 9

  /// Whether there is a finite start to look from.
  static func isPossible(_ pair: PlacePair, from start: TrainerState, _ trainer: Trainer) -> Bool {
    guard let elements = WeightTrail.Elements(pair, in: trainer.network) else { return false }
    return start.parameters[elements.first.parameter][elements.first.element].isFinite
      && start.parameters[elements.second.parameter][elements.second.element].isFinite
  }

  /// A survey over `pair` with all other weights as at `start`, in a run of the trainer's configuration.
  init?(_ pair: PlacePair, from start: TrainerState, _ trainer: Trainer) {
    guard Self.isPossible(pair, from: start, trainer),
      let elements = WeightTrail.Elements(pair, in: trainer.network),
      let probe = LossProbe(trainingOf: trainer, atMost: Self.mostRows, exactWork: 0)
    else { return nil }
    probe.take(start.parameters)
    self.pair = pair
    self.probe = probe
    let numbers = [elements.first, elements.second].map { Double(start.parameters[$0.parameter][$0.element]) }
    self.start = (numbers[0], numbers[1])
    landmarks = [self.start]
    search = PatternSearch(from: self.start, distance: 0.25, closest: 1.0 / 256)
    stage = .grid
    // Where a loss takes long, the view begins small.
    if cost * 400 <= Self.wholeWork { stage = .descent }
  }

  /// What one loss costs, about, in units of two nanoseconds: a multiplication of the reference rules takes many times longer
  /// than one of those that train.
  private var cost: Int { Self.overhead + (probe.isExact ? probe.work * 8 : probe.work / 16) }

  /// The surface as far as it is found; while a larger view is being found, the one before.
  var surface: LossSurface? { shown ?? next }

  /// Whether all in view is found.
  var isComplete: Bool { stage == .done }

  /// Takes what the lanes have come to into the view.
  func include(_ trails: [[TrailPoint]]) {
    self.trails = trails
    guard stage != .descent else { return }
    let wanted = view(of: trails)
    if wanted != view { begin(wanted) }
  }

  /// Whether lanes have come to where the view does not reach.
  func isLeft(by trails: [[TrailPoint]]) -> Bool {
    stage != .descent && view(of: trails) != view
  }

  private func view(of trails: [[TrailPoint]]) -> LossView {
    LossView(landmarks + inView(trails), growing: view)
  }

  /// The points of the lanes that do not run away: one that goes far beyond all others is left out, or nothing of them could
  /// be seen.
  private func inView(_ trails: [[TrailPoint]]) -> [(first: Double, second: Double)] {
    func distance(_ first: Double, _ second: Double) -> Double {
      max(abs(first - start.first), abs(second - start.second))
    }
    let lanes = trails.map { trail in
      trail.map { (first: Double($0.first), second: Double($0.second)) }.filter {
        $0.first.isFinite && $0.second.isFinite
      }
    }
    let extents = lanes.map { lane in lane.map { distance($0.first, $0.second) }.max() ?? 0 }
    var limit = landmarks.map { distance($0.first, $0.second) }.max() ?? 0
    limit = max(limit, 0.25)
    for extent in extents.sorted() where extent <= Self.outlier * limit { limit = max(limit, extent) }
    return zip(lanes, extents).filter { $0.1 <= limit }.flatMap { lane, _ in lane }
  }

  private func begin(_ view: LossView) {
    self.view = view
    let sizes = [(49, 37), (33, 25), (17, 13)]
    let (columns, rows) =
      sizes.first { $0.0 * $0.1 * cost <= Self.wholeWork } ?? sizes[sizes.count - 1]
    next = LossSurface(pair: pair, view: view, columns: columns, rows: rows)
    stage = .grid
  }

  /// Finds another part.
  func advance() {
    var left = max(1, Self.partWork / cost)
    while left > 0 {
      switch stage {
      case .descent:
        left -= search.takeRound(loss)
        if search.isOver || distanceIsTooFar { endDescent() }
      case .grid:
        guard let next, next.losses.count < next.columns * next.rows else { return endGrid() }
        let place = next.place(
          column: next.losses.count % next.columns, row: next.losses.count / next.columns)
        self.next?.losses.append(loss(place.first, place.second))
        left -= 1
      case .refinement:
        left -= search.takeRound { [view] first, second in
          guard let view, view.first.contains(first), view.second.contains(second) else { return .infinity }
          return self.loss(first, second)
        }
        if search.isOver { endRefinement() }
      case .done:
        return
      }
    }
  }

  private var distanceIsTooFar: Bool {
    max(abs(search.place.first - start.first), abs(search.place.second - start.second)) > Self.farthest
  }

  private func endDescent() {
    stage = .grid
    // Where it only goes down and down, the view stays near the start.
    if !distanceIsTooFar { landmarks.append(search.place) }
    include(trails)
  }

  private func endGrid() {
    guard let next, let view else { return stage = .done }
    let lowest = next.losses.indices.filter { next.losses[$0].isFinite }.min {
      next.losses[$0] < next.losses[$1]
    }
    guard let lowest else { return endRefinement() }
    let place = next.place(column: lowest % next.columns, row: lowest / next.columns)
    let width = view.first.upperBound - view.first.lowerBound
    search = PatternSearch(
      from: place, distance: width / Double(next.columns), closest: probe.isExact ? 1.0 / 4096 : 1.0 / 64)
    stage = .refinement
  }

  private func endRefinement() {
    if let loss = search.loss, loss.isFinite {
      next?.lowest = LossSurface.Point(first: search.place.first, second: search.place.second, loss: loss)
    }
    shown = next
    stage = .done
  }

  private func loss(_ first: Double, _ second: Double) -> Double {
    probe.loss(replacing: [(pair.first, first), (pair.second, second)]) ?? .nan
  }
}

/// A walk downhill over two numbers that asks for nothing but losses: it looks around, goes to the lowest place that it sees,
/// and where there is none looks closer.
struct PatternSearch {
  private(set) var place: (first: Double, second: Double)
  /// The loss there, once it was asked for.
  private(set) var loss: Double?
  private var distance: Double
  private let least: Double
  private var rounds = 0

  private static let mostRounds = 60

  /// A walk that begins at a place and looks so far around; `closest` is the part of that below which it looks no closer.
  init(from place: (first: Double, second: Double), distance: Double, closest: Double) {
    self.place = place
    self.distance = distance
    least = distance * closest
  }

  /// Whether it is at the bottom, or was long enough on its way.
  var isOver: Bool { distance < least || rounds >= Self.mostRounds }

  /// Looks around once; returns how many losses it asked for.
  mutating func takeRound(_ lossAt: (Double, Double) -> Double) -> Int {
    rounds += 1
    let here = loss ?? lossAt(place.first, place.second)
    loss = here
    var best = (place: place, loss: here)
    for (x, y) in [(1.0, 0.0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)] {
      let place = (first: place.first + x * distance, second: place.second + y * distance)
      let loss = lossAt(place.first, place.second)
      if loss < best.loss || !best.loss.isFinite { best = (place, loss) }
    }
    distance *= best.loss < here ? 1.5 : 0.5
    (place, loss) = best
    return 9
  }
}
