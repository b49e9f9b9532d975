import Engine
import Languages

/// What is chosen in the race.
struct RaceChoice: Equatable {
  /// The lane that keys change, by its place; there may be fewer by now.
  var lane = 0
  /// The weights that the contour is over, where others than the usual ones are wanted.
  var pair: PlacePair?
}

extension AppState {
  /// The place of the chosen lane among those that there are.
  var lane: Int { min(race.lane, max(0, (report.race?.lanes.count ?? 1) - 1)) }

  /// Chooses the lane for the keys, this many further, around the ends.
  mutating func chooseLane(_ distance: Int) {
    let count = max(1, report.race?.lanes.count ?? 1)
    race.lane = ((lane + distance) % count + count) % count
  }

  /// Goes over to the next kind of race and says which it is.
  mutating func nextRace() -> RunCommand? {
    guard let race = report.race else { return nil }
    let kinds = race.kinds
    guard kinds.count > 1 else {
      message = say(
        "control.raceOne", "nothing else can race here: the schedule sets rate and momentum")
      return nil
    }
    let place = kinds.firstIndex(of: expected.kind(race)) ?? 0
    let next = kinds[(place + 1) % kinds.count]
    self.race.lane = 0
    let title = next.title(
      contenders: snapshot.contenders.map(\.title), optimizer: snapshot.optimizer.rule.title)
    message = say("control.nowRace", "now race \(title) · l goes on to others")
    return .race(.kind(next))
  }

  /// Chooses the pair of weights for the contour, this many further, around the ends.
  mutating func choosePair(_ distance: Int) {
    guard let pairs = report.race?.pairs, !pairs.isEmpty else { return }
    let shown = race.pair ?? pairs[0]
    // From a pair that was typed, to the first or the last.
    let place = pairs.firstIndex(of: shown) ?? (distance > 0 ? -1 : pairs.count)
    race.pair = pairs[((place + distance) % pairs.count + pairs.count) % pairs.count]
  }

  /// Begins to type a pair.
  mutating func beginPair() {
    guard report.race?.pair != nil else {
      message = say("control.noPair", "the network has one weight: there is no pair")
      return
    }
    editing = Editing(.pair)
  }
}
