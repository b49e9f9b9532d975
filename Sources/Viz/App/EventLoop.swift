import Engine
import Glibc

/// Runs the screen: keys and reports in, frames out, until something ends it.
struct EventLoop {
  /// What ended it.
  enum Ending: Equatable {
    case quit
    case signal(Int32)
  }

  private static let frameTime = Duration.seconds(1) / 60
  /// How soon after a frame the next one may follow where a key asks for it.
  private static let shortestFrameTime = Duration.milliseconds(4)
  /// How long a walking window stays at each output.
  private static let walkTime = Duration.milliseconds(400)

  private let terminal: Terminal
  private let run: any TrainingRun
  private(set) var state: AppState
  private let clock = ContinuousClock()
  private var nextFrame: ContinuousClock.Instant
  private var lastFrame: ContinuousClock.Instant
  /// When the next report may be asked for: of large layers so seldom that taking them costs the run a twentieth.
  private var nextReport: ContinuousClock.Instant
  /// Whether a command was sent whose effect no report has brought yet.
  private var awaitsEffect = false
  private var nextWalk: ContinuousClock.Instant?
  private var isDirty = true
  private var hasRequestedReport = false
  private var ending: Ending?
  /// What the run was last told to report in full.
  private var interest = Interest()

  /// A loop that starts at the scene of the given index.
  init(terminal: Terminal, run: any TrainingRun, firstReport: RunReport, pooling: PoolingState, scene: Int) {
    self.terminal = terminal
    self.run = run
    state = AppState(firstReport, pooling: pooling, look: terminal.look)
    nextFrame = clock.now
    lastFrame = nextFrame - Self.frameTime
    nextReport = nextFrame
    perform(.showScene(scene))
  }

  /// Goes on until a quit key or a signal.
  mutating func runToEnd() -> Ending {
    while true {
      if state.isQuitting { return .quit }
      if let ending { return ending }
      walkIfDue()
      drawIfDue()
      let (events, isGone) = terminal.wait(milliseconds: timeToWait())
      if isGone { return .signal(SIGHUP) }
      for event in events { handle(event) }
      if let report = run.takeReport() {
        state.receive(report, at: clock.now)
        hasRequestedReport = false
        isDirty = true
        nextReport = clock.now + report.cost * 20 - Self.frameTime
        if awaitsEffect { hasten() }
        awaitsEffect = false
      }
      while let key = terminal.nextKey() {
        if let action = action(for: key) { perform(action) }
      }
    }
  }

  private mutating func walkIfDue() {
    guard state.isAnimated else {
      nextWalk = nil
      return
    }
    let due = nextWalk ?? clock.now + Self.walkTime
    nextWalk = due
    if clock.now >= due {
      nextWalk = clock.now + Self.walkTime
      perform(.pooling(.walk))
    }
  }

  private mutating func drawIfDue() {
    guard clock.now >= nextFrame else { return }
    if isDirty {
      isDirty = false
      let size = terminal.size
      state.screen = ScreenSize(width: size.width, height: size.height)
      var canvas = Frame.draw(state, width: size.width, height: size.height)
      if state.wantsPicture {
        state.wantsPicture = false
        state.message = Picture.save(canvas, step: state.snapshot.step)
        canvas = Frame.draw(state, width: size.width, height: size.height)
      }
      terminal.show(canvas)
      lastFrame = clock.now
      nextFrame = lastFrame + Self.frameTime
    }
    requestReportIfDue()
  }

  private mutating func requestReportIfDue() {
    guard !hasRequestedReport, clock.now >= nextReport else { return }
    hasRequestedReport = true
    run.requestReport()
  }

  /// Until the next frame while there is something to draw or to ask for, else for ever.
  private func timeToWait() -> Int32 {
    var next = nextWalk
    if isDirty { next = min(nextFrame, next ?? nextFrame) }
    if !hasRequestedReport {
      let report = max(nextFrame, nextReport)
      next = min(report, next ?? report)
    }
    guard let next else { return -1 }
    return Int32(max(0, ((next - clock.now) / .milliseconds(1)).rounded(.up)))
  }

  private mutating func handle(_ event: Terminal.Event) {
    switch event {
    case .woken:
      break
    case .resized:
      terminal.resize()
      isDirty = true
      nextFrame = clock.now
    case .suspended:
      terminal.suspend()
      isDirty = true
      nextFrame = clock.now
    case .continued:
      terminal.takeAgain()
      isDirty = true
      nextFrame = clock.now
    case .ended(let signal):
      ending = .signal(signal)
    }
  }

  private func action(for key: Key) -> Action? {
    guard case .click(let x, let y) = key else { return state.action(for: key) }
    let size = terminal.size
    let area = Rect(x: 0, y: 0, width: size.width, height: size.height - 1)
    return state.editing == nil && !state.showsHelp
      ? SceneList.all[state.scene].action(x: x, y: y, state, in: area) : nil
  }

  private mutating func perform(_ action: Action) {
    if let command = update(&state, action) {
      run.send(command)
      requestReportIfDue()
      awaitsEffect = true
    }
    if state.interest != interest {
      interest = state.interest
      run.look(at: interest)
      requestReportIfDue()
      awaitsEffect = true
    }
    isDirty = true
    hasten()
  }

  /// Draws sooner than at the next frame's time: who presses a key waits for what it does.
  private mutating func hasten() {
    nextFrame = min(nextFrame, max(clock.now, lastFrame + Self.shortestFrameTime))
  }
}
