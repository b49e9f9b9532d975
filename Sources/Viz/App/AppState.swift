import Engine

/// All that a frame is drawn from. Only `update` and arriving reports change it.
struct AppState {
  /// The newest report of the run.
  private(set) var report: RunReport
  /// What there is to say of the run, once it has held for a while.
  private(set) var condition: Condition
  /// How frames look on this screen.
  var look: Look
  /// Whether the theme is the one for the terminal's background, until a key chooses another.
  var followsBackground = false
  var scene = 0
  /// Which page of a scene is shown, where a small screen has two: 0 or 1.
  var page = 0
  var lossScale = PlotScale.logarithmic
  /// Which steps the plots of the loss show.
  var plotView = PlotView()
  /// The sheet that is open over the scene.
  var sheet: Sheet?
  /// The first line of the sheet in view.
  var sheetOffset = 0
  /// Whether the scene's main numbers stand alone, large enough for the back row.
  var showsBigNumbers = false
  /// Which line of the list of settings the cursor is on, while it is open.
  var settingsRow: Int?
  /// How large the screen is, as far as scrolling must know.
  var screen = ScreenSize(width: 80, height: 24)
  /// The number that the cursor is on.
  var cursor = Place.weight(row: 0, column: 0)
  /// The unit that the network scene's cursor is on.
  var unit = UnitPlace(layer: 1, unit: 0)
  /// The flow scene's part.
  var flow = FlowState()
  /// The row that is followed through the network.
  var row = RowChoice.training(0)
  /// The number that is being typed, if any.
  var editing: Editing?
  /// Whether the losses at other learning rates are shown, because the rate is being changed.
  var showsRatePreview = false
  /// What is chosen in the race.
  var race = RaceChoice()
  /// What was sent to the run, and what it will be once that has taken effect: what a relative key starts from.
  private(set) var expected = ExpectedRun()
  /// What the run was last told to report in full.
  private var toldInterest = Interest()
  /// The optimizer that the list of settings stands at, where it has to be confirmed: a switch loses what the one before kept.
  var candidate: String?
  /// Which of the numbers that logs tell of is shown.
  var chosenMetric = 0
  /// How many lines of what a program prints lie below those in view.
  var outputOffset = 0
  /// The pooling scene's part.
  var pooling: PoolingState
  /// What the run was started on.
  let firstData: String
  /// The lesson that is given, if one is.
  var lesson: LessonState?
  /// Whether keys of a recording that is played are pressed here: until one of one's own changes what is seen.
  var followsRecording = true
  /// How many of its keys were, and on which branch.
  private var playedKeys = (count: 0, branch: 0)
  /// How often a part of a lesson was begun to be played.
  var partCount = 0
  /// What was seen first: where a recording is gone back in, its keys are pressed again from there. At most one.
  private var firstView: [AppState] = []
  /// What the last action has to say, shown in place of the keys.
  var message: String?
  /// Steps a second as measured, or `nil` where there is nothing to measure.
  private(set) var measuredRate: Double?

  /// How long the run has been running since its first step.
  private(set) var runningTime = Duration.zero

  /// When the newest report arrived.
  private var lastArrival: ContinuousClock.Instant?
  private var rateStart: (step: Int, time: ContinuousClock.Instant)?
  /// Since when each report has told of the same kind of condition.
  private var conditionStart: ContinuousClock.Instant?

  init(_ report: RunReport, pooling: PoolingState, look: Look) {
    self.report = report
    self.pooling = pooling
    self.look = look
    firstData = report.snapshot.data
    condition = report.examination.condition
    keepChoices()
  }

  var snapshot: Snapshot { report.snapshot }

  /// Notes what is sent to the run; an interest is no command.
  mutating func noteSent(_ command: RunCommand?) { expected.note(command) }

  /// What must be known in every scene, if anything.
  var notice: RunNotice? { RunNotice(report, condition: condition) }

  /// The weight that is explained: the one under the cursor, or the nearest one to it.
  var chosenWeight: Place {
    switch cursor.tensor {
    case "x": .weight(row: 0, column: cursor.column)
    case "y": .weight(row: cursor.row, column: (snapshot.article?.layer.input.count ?? 1) - 1)
    default: cursor
    }
  }

  /// The parameter that is shown in full; `nil` as long as a run has told of none.
  var shownParameter: Snapshot.Parameter? {
    snapshot.parameters.first { $0.name == chosenWeight.tensor } ?? snapshot.parameters.first
  }

  /// Chooses another parameter, this many further.
  mutating func chooseParameter(_ distance: Int) {
    let parameters = snapshot.parameters
    guard !parameters.isEmpty else { return }
    let place = parameters.firstIndex { $0.name == chosenWeight.tensor } ?? 0
    let next = parameters[min(max(0, place + distance), parameters.count - 1)]
    cursor = Place(tensor: next.name, index: next.value.shape.map { _ in 0 })
  }

  /// What reports need to hold in full for the frames to come.
  var interest: Interest {
    var interest = Interest(place: chosenWeight, wantsRates: showsRatePreview)
    interest.wantsParameter = false
    let area = Frame.sceneArea(self, width: screen.width, height: screen.height)
    if !showsBigNumbers { SceneList.all[scene].addInterest(of: self, in: area, to: &interest) }
    interest.wantsCourse = sheet == .program
    return interest
  }

  /// Which rows of the key table hold at present: under a sheet or a list, no key of the scene does anything.
  var keyScopes: [KeyScope] {
    guard let lesson, !isCovered else { return plainScopes }
    // A lesson's pages come before those of a scene.
    let pages: [KeyScope] = [.pages, .contour, .tensors, .layers]
    return lesson.keyScopes + plainScopes.filter { !pages.contains($0) }
  }

  /// The same without a lesson.
  private var plainScopes: [KeyScope] {
    switch sheet {
    case .help: [.sheet, .help]
    case .program: [.sheet, .program]
    case .leaving: [.leaving]
    case nil: plainHelpedScopes
    }
  }

  /// Which rows the help explains: those that hold once it is closed.
  var helpedScopes: [KeyScope] {
    if let lesson { return lesson.keyScopes + plainHelpedScopes }
    return plainHelpedScopes
  }

  private var plainHelpedScopes: [KeyScope] {
    if settingsRow != nil { return [.settings] }
    guard showsBigNumbers else { return sceneScopes }
    // Behind big numbers, keys of what is not seen do nothing.
    let kept: [KeyScope] = [.stepping, .training, .race]
    return [.bigNumbers] + sceneScopes.filter(kept.contains)
  }

  /// Whether something lies over the scene.
  var isCovered: Bool { sheet != nil || settingsRow != nil }

  /// The scene's own scopes, less those whose keys have nothing to act on.
  var sceneScopes: [KeyScope] {
    SceneList.all[scene].keyScopes.filter { scope in
      switch scope {
      case .parameters, .tensors: snapshot.parameters.count > 1
      case .samples, .ownRow: snapshot.batch.count > 1
      case .plot: report.watched == nil || !snapshot.parameters.isEmpty
      default: true
      }
    }
  }

  /// What a key does where there is no lesson: while a number is typed, it goes into the number, unless it only draws the
  /// screen.
  func plainAction(for key: Key) -> Action? {
    if editing == nil, settingsRow != nil, sheet == nil, case .character(let scalar) = key,
      "0123456789.-".unicodeScalars.contains(scalar)
    {
      return .settings(.type(scalar))
    }
    let action = KeyMap.action(for: key, in: plainScopes, report)
    return editing == nil || action == .redraw ? action : EditAction(key).map(Action.edit)
  }

  /// Whether frames change without a report or a key.
  var isAnimated: Bool { SceneList.all[scene].keyScopes.contains(.pooling) && pooling.isWalking }

  /// What the run is to be told of an interest that has changed.
  mutating func takeInterest() -> [Effect] {
    guard interest != toldInterest else { return [] }
    toldInterest = interest
    noteSent(nil)
    return [.look(interest)]
  }

  /// Takes over a report that arrived at `now`, and returns what is to happen outside; without a time, nothing is measured.
  @discardableResult
  mutating func receive(_ report: RunReport, at now: ContinuousClock.Instant? = nil) -> [Effect] {
    let (notice, before, wasConverged) = (notice, self.report, condition == .converged)
    measureTime(report, at: now)
    measureRate(report, at: now)
    settleCondition(report, at: now)
    self.report = report
    keepChoices()
    expected.hear(report.heardCount)
    // Old words make room for what must be known at once.
    if let news = self.notice, news.isBad, news != notice { message = nil }
    if let answer = report.answer, answer != before.answer { message = answer.text }
    if let answer = report.watched?.answer, answer != before.watched?.answer { message = answer.text }
    // What a key stopped has whoever pressed it before the screen.
    let hasStopped = before.isRunning && !report.isRunning && before.heardCount == report.heardCount
    let isOver = hasStopped || (condition == .converged && !wasConverged && now != nil)
    return (isOver ? [.ring] : []) + playKeys() + takeInterest()
  }

  /// Presses the keys that a recording pressed since.
  private mutating func playKeys() -> [Effect] {
    let keys = report.playedKeys
    // Of a lesson, keys of the part before are nothing to this one.
    guard lesson == nil || keys.branch == partCount else { return [] }
    if firstView.isEmpty, report.replay != nil { firstView = [self] }
    if keys.branch != playedKeys.branch {
      if lesson == nil, followsRecording, let first = firstView.first { takeView(of: first) }
      playedKeys = (0, keys.branch)
    }
    let news = keys.news(since: playedKeys.count)
    playedKeys.count = keys.count
    guard followsRecording else { return [] }
    var effects: [Effect] = []
    for key in news { effects += play(key, &self) }
    return effects
  }

  /// Leaves cursors on what there is: another run may have taken the place of the one that they were put in.
  private mutating func keepChoices() {
    var shapes = Dictionary(snapshot.parameters.map { ($0.name, $0.value.shape) }) { $1 }
    if let layer = snapshot.article?.layer {
      shapes["x"] = [layer.input.count]
      shapes["y"] = [layer.target.count]
    }
    func isThere(_ place: Place) -> Bool {
      shapes[place.tensor].map { shape in
        shape.count == place.index.count && zip(place.index, shape).allSatisfy(<)
      } ?? false
    }
    if let pair = race.pair, !isThere(pair.first) || !isThere(pair.second) { race.pair = nil }
    if !isThere(cursor), let first = snapshot.parameters.first {
      cursor = Place(tensor: first.name, index: first.value.shape.map { _ in 0 })
      if case .number? = editing?.subject { editing = nil }
    }
    if let layers = snapshot.units?.layers, !layers.isEmpty {
      unit.layer = min(max(0, unit.layer), layers.count - 1)
      unit.unit = min(max(0, unit.unit), layers[unit.layer].count - 1)
    }
    if let rows = snapshot.examples?.training.rows, case .training(let number) = row, number >= rows {
      row = .training(0)
    }
    if case .own(let features) = row, features.count != snapshot.examples?.training.rowShape.reduce(1, *) {
      row = .training(0)
    }
  }

  /// Takes over what a report tells of the run: at once where it ends what was said, else once it has held for half a
  /// second, for near its minimum a run may stand still for a step and move again.
  private mutating func settleCondition(_ report: RunReport, at now: ContinuousClock.Instant?) {
    let new = report.examination.condition
    if !new.isKind(of: self.report.examination.condition) { conditionStart = now }
    let hasHeld = now.map { now in conditionStart.map { now - $0 >= .milliseconds(500) } ?? false } ?? true
    if !report.isRunning || hasHeld || new.isKind(of: condition) {
      condition = new
    } else {
      condition = .training
    }
  }

  private mutating func measureTime(_ report: RunReport, at now: ContinuousClock.Instant?) {
    if let now, let last = lastArrival, self.report.isRunning, self.report.race == nil {
      runningTime += now - last
    }
    if report.snapshot.step == report.firstStep, report.lastStep == report.firstStep { runningTime = .zero }
    lastArrival = now
  }

  private mutating func measureRate(_ report: RunReport, at now: ContinuousClock.Instant?) {
    guard let now, report.isRunning else {
      rateStart = nil
      measuredRate = nil
      return
    }
    guard let start = rateStart, report.snapshot.step >= start.step, report.pace == self.report.pace else {
      rateStart = (report.snapshot.step, now)
      measuredRate = nil
      return
    }
    let seconds = (now - start.time) / .seconds(1)
    let steps = report.snapshot.step - start.step
    guard seconds >= 0.5, steps > 1 || seconds >= 2 else { return }
    measuredRate = Double(steps) / seconds
    rateStart = (report.snapshot.step, now)
  }
}

extension Condition {
  /// Whether both say the same, of whatever place and number.
  fileprivate func isKind(of other: Condition) -> Bool {
    switch (self, other) {
    case (.training, .training), (.saturated, .saturated), (.converged, .converged), (.stuck, .stuck),
      (.growing, .growing), (.rising, .rising), (.cutOff, .cutOff), (.farAbove, .farAbove):
      true
    default: false
    }
  }
}
