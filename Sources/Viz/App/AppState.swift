import Engine

/// All that a frame is drawn from. Only `update` and arriving reports change it.
struct AppState {
  /// The newest report of the run.
  private(set) var report: RunReport
  /// The three witnesses of the gradient, at `checkedStep`.
  private(set) var check: GradientCheck
  private(set) var checkedStep: Int
  /// How frames look on this screen.
  var look: Look
  var scene = 0
  var lossScale = PlotScale.logarithmic
  var showsHelp = false
  var isQuitting = false
  /// Whether the next frame is to be saved as a picture.
  var wantsPicture = false
  /// Whether the next frame is to be drawn on a cleared screen.
  var wantsRedraw = false
  /// The number that the cursor is on.
  var cursor = EditTarget.weight(row: 0, column: 0)
  /// The number that is being typed, if any.
  var editing: Editing?
  /// Whether the losses at other learning rates are shown, because the rate is being changed.
  var showsRatePreview = false
  /// The race's lane that keys change, and the row whose first weights its contour shows.
  var lane = OptimizerKind.sgd
  var pair = 0
  /// The pooling scene's part.
  var pooling: PoolingState
  /// What the last action has to say, shown in place of the keys.
  var message: String?
  /// Steps a second as measured, or `nil` where there is nothing to measure.
  private(set) var measuredRate: Double?

  private var rateStart: (step: Int, time: ContinuousClock.Instant)?
  private var nextCheck: ContinuousClock.Instant?

  init(_ report: RunReport, pooling: PoolingState, look: Look) {
    self.report = report
    self.pooling = pooling
    self.look = look
    check = GradientCheck(report.snapshot)
    checkedStep = report.snapshot.step
  }

  var snapshot: Snapshot { report.snapshot }

  /// What a key does at present: while a number is typed, it goes into the number, unless it only draws the screen.
  func action(for key: Key) -> Action? {
    let action = KeyMap.action(for: key, in: SceneList.all[scene].keyScopes)
    return editing == nil || action == .redraw ? action : EditAction(key).map(Action.edit)
  }

  /// Whether frames change without a report or a key.
  var isAnimated: Bool { SceneList.all[scene].keyScopes.contains(.pooling) && pooling.isWalking }

  /// Takes over a report that arrived at `now`; without a time, nothing is measured.
  mutating func receive(_ report: RunReport, at now: ContinuousClock.Instant? = nil) {
    // Old words make room for what must be known at once.
    if !report.notices.isEmpty, report.notices != self.report.notices { message = nil }
    measureRate(report, at: now)
    self.report = report
    // Large layers are checked less often, so that checking never takes more than a tenth of the viewer's time.
    if let now, let nextCheck, now < nextCheck, report.isRunning { return }
    let clock = ContinuousClock()
    let start = clock.now
    check = GradientCheck(report.snapshot)
    checkedStep = report.snapshot.step
    if let now { nextCheck = now + (clock.now - start) * 10 }
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

extension GradientCheck {
  /// The check of a snapshot's first parameter at its own step.
  init(_ snapshot: Snapshot) {
    let parameter = snapshot.parameters[0]
    self.init(layer: snapshot.layer, weight: parameter.value, gradient: parameter.gradient)
  }
}
