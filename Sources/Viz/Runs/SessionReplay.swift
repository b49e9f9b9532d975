import Engine

/// A recording that is played on a run: what it says is done again, until somebody takes the run over.
extension Session {
  /// Whether a recording goes on by itself.
  var isPlaying: Bool { player.map { $0.isPlaying && !$0.isOver || $0.goal != nil } ?? false }

  /// Whether no step is taken but those that are played.
  var isHeld: Bool { player.map { !$0.isFree } ?? false }

  /// Whether a lesson takes steps.
  var isLessonStepping: Bool {
    guard let player, player.part != nil, isPlaying, let next = player.next else { return false }
    return next.step > trainer.step
  }

  /// How long until what is played has something to do, in seconds; 0 where it has already.
  var secondsToPlay: Double {
    guard let player, player.goal == nil, let next = player.next else { return 0 }
    var wait = next.time - player.time
    if isRacing, isRunning { wait = min(wait, 0.02) }
    if next.step > trainer.step { wait = min(wait, player.time(ofStep: trainer.step + 1) - player.time) }
    return max(0, wait / player.factor)
  }

  /// Does what is to be done within some seconds of a recording, or a part of it: for a millisecond or two.
  mutating func play(for seconds: Double) {
    guard let player else { return }
    play(upTo: player.time + seconds * player.factor)
  }

  /// Does what is to be done up to a time of a recording, or a part of it; tells whether that is reached.
  @discardableResult
  mutating func play(upTo time: Double) -> Bool {
    guard var player, isPlaying else { return true }
    let target = player.goal ?? time
    var budget = quickSteps
    var isThere = false
    while budget > 0, !isThere {
      guard let line = player.next else {
        isThere = true
        break
      }
      if isRacing, isRunning {
        budget -= race(upTo: min(target, line.time), &player, atMost: budget)
        guard budget > 0 else { break }
      }
      let due = line.time <= target ? line.step : player.step(at: target)
      if trainer.step < due, trainer.fault == nil, !isRacing {
        let step = trainer.step
        takeSteps(until: min(due, step + budget))
        budget -= trainer.step - step
        continue
      }
      isThere = line.time > target
      guard !isThere else { break }
      self.player = player
      perform(line.deed)
      player.pass(step: trainer.step)
      budget -= 1
    }
    if isThere {
      player.goal = nil
      player.time = min(target, max(player.duration, player.time))
    } else {
      // Where steps take longer than they took, time waits for them.
      player.time = max(player.time, player.anchor.time, min(target, player.time(ofStep: trainer.step)))
    }
    self.player = player
    changes += 1
    return isThere
  }

  /// Takes the steps of the race that are due; returns how many.
  private mutating func race(upTo time: Double, _ player: inout Player, atMost count: Int) -> Int {
    let rate =
      switch pace {
      case .stepsPerSecond(let rate): rate
      case .unlimited: 1000.0
      }
    let due = min(count, Int((time - player.raceTime) * rate))
    guard due > 0 else { return 0 }
    advance(by: due)
    player.raceTime += Double(due) / rate
    return due
  }

  /// Does again what a recording says.
  mutating func perform(_ deed: Deed) {
    switch deed {
    case .command(let command): carryOut(.command(command))
    case .go(let step):
      carryOut(.move(.to(step)))
      while isTravelling { travel() }
    case .change(let change): carryOut(.change(change))
    case .race(let command): carryOut(.race(command))
    case .run: setRunning(canStep)
    case .pause: setRunning(false)
    case .step, .raceStep: carryOut(.step)
    case .pace(let pace): carryOut(.pace(pace))
    case .key(let key):
      // What was seen where a part of a lesson begins is known: keys before it need not be pressed again.
      if let part = player?.part, let place = player?.place, place < part.from { break }
      playedKeys.append(key)
      if player?.part == nil { carryOut(.viewed(key)) }
    case .check, .end: break
    }
  }

  /// Takes a command for what is played; tells whether it was one. Others take the run over: from there it is somebody's own.
  mutating func steer(_ command: RunCommand) -> Bool {
    guard var player else { return false }
    if player.part != nil { return teach(command, &player) }
    switch command {
    case .toggleRunning where !player.isOver: player.isPlaying.toggle()
    case .step where !player.isOver:
      player.isPlaying = false
      player.goal = player.time(ofStep: trainer.step + 1)
    case .faster: player.factor = min(player.factor * 2, Player.factors.upperBound)
    case .slower: player.factor = max(player.factor / 2, Player.factors.lowerBound)
    case .pace, .race, .play: break
    case .move(let move):
      seek(move, &player)
    case .viewed, .saveRecording, .saveWeights, .scaleRate, .releaseSettings, .hold, .stop: return false
    case .toggleRunning, .step:
      self.player = nil
      setRunning(false)
      return false
    case .command, .change:
      self.player = nil
      // Whoever changes the run looks at it, and not at a race that was recorded.
      if isRacing { carryOut(.race(.leave)) }
      if !player.isPlaying { setRunning(false) }
      return false
    }
    self.player = player
    return true
  }

  /// Takes a command for a lesson; where keys are free, others are for the run.
  private mutating func teach(_ command: RunCommand, _ player: inout Player) -> Bool {
    switch command {
    case .play(let part):
      if player.begin(part) { restart() }
      playedKeys.begin()
    case .viewed, .saveRecording, .saveWeights: return false
    case _ where player.isFree:
      player.isTouched = true
      self.player = player
      return false
    default: break
    }
    self.player = player
    return true
  }

  /// Goes to another place of what is played, and pauses there.
  private mutating func seek(_ move: TimeMove, _ player: inout Player) {
    player.isPlaying = false
    let wanted: Double =
      switch move {
      case .steps(let count) where count > 0: player.time(ofStep: trainer.step + count)
      case .steps(let count): player.time(ofEarlierStep: max(0, trainer.step + count))
      case .hundredths(let count): player.time + player.duration * Double(count) / 100
      case .toStart: 0
      case .toEnd: player.duration
      case .to(let step):
        step > trainer.step ? player.time(ofStep: step) : player.time(ofEarlierStep: max(0, step))
      }
    let time = min(max(0, wanted), player.duration)
    guard time < player.time else {
      player.goal = time
      return
    }
    if !isRacing, let (step, runs) = player.rewind(to: time) {
      rewind(to: step, isRunning: runs)
      playedKeys.begin(with: player.keys)
    } else {
      restart()
      carryOut(.pace(.standard))
      player.restart(upTo: time)
      playedKeys.begin()
    }
  }
}
