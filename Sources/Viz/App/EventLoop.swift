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
  /// How long a frame waits for the run's answer to a key.
  private static let answerTime = Duration.milliseconds(12)
  /// How long input is carried out before a frame and signals have their turn: pasted keys can be any number.
  private static let inputTime = Duration.milliseconds(8)
  /// What the kernel makes of keys, for terminals that spell them out, past it.
  private static let signals: [Key: Int32] = [
    .control("c"): SIGINT, .control("z"): SIGTSTP, .control("\\"): SIGQUIT,
  ]
  /// How long a walking window stays at each output.
  private static let walkTime = Duration.milliseconds(400)

  private let terminal: Terminal
  private let run: any RunSource
  private(set) var state: AppState
  private let clock = ContinuousClock()
  /// When the next frame may come; never sooner after the last one than somebody wants.
  private var nextFrame: ContinuousClock.Instant {
    didSet { nextFrame = max(nextFrame, lastFrame + leastFrameTime) }
  }
  private let leastFrameTime: Duration
  private var lastFrame: ContinuousClock.Instant
  /// When the next report may be asked for: of large layers so seldom that taking them costs the run a few hundredths. What
  /// a key did is asked for at once.
  private var nextReport: ContinuousClock.Instant
  /// How many of the commands and interests that were sent a report has shown the effect of.
  private var heardCount = 0
  private var nextWalk: ContinuousClock.Instant?
  private var flow: FlowControl
  /// Whether a frame waits for the line to the terminal.
  private var isHeld = false
  /// Whether a key waits for the frame.
  private var isUrgent = false
  /// Whether the frame waits for the run's answer to a key.
  private var awaitsAnswer = false
  private let mayTakeMouse: Bool
  private let mayRing: Bool
  private var gesture = MouseGesture()
  private var isDirty = true
  private var hasRequestedReport = false
  /// Whether the next frame is to be drawn on a cleared screen.
  private var wantsRedraw = false
  private var isQuitting = false
  private var ending: Ending?

  /// A loop that starts at the scene of the given index, and draws at most so many frames a second as somebody wants.
  init(
    terminal: Terminal, run: any RunSource, firstReport: RunReport, pooling: PoolingState, scene: Int,
    lesson: LessonScript? = nil, mayTakeMouse: Bool = true, mayRing: Bool = false,
    followsBackground: Bool = false, framesPerSecond: Int? = nil
  ) {
    self.terminal = terminal
    self.run = run
    self.mayTakeMouse = mayTakeMouse
    self.mayRing = mayRing
    // Before the first frame, so that its way tells how long the line is, not how slow.
    if terminal.canAsk {
      if followsBackground { terminal.askBackground() }
      terminal.ask()
    }
    flow = FlowControl(asked: clock.now, canAsk: terminal.canAsk)
    state = AppState(firstReport, pooling: pooling, look: terminal.look)
    state.followsBackground = followsBackground
    nextFrame = clock.now
    leastFrameTime = framesPerSecond.map { .seconds(1) / $0 } ?? .zero
    lastFrame = nextFrame - max(Self.frameTime, leastFrameTime)
    nextReport = nextFrame
    guard let lesson else {
      if scene > 0, let key = Self.sceneKey(scene) {
        perform { press(key, &$0) }
      } else {
        perform(.showScene(scene))
      }
      return
    }
    perform { state in
      let command = state.begin(lesson)
      state.noteSent(command)
      return [.send(command)] + state.takeInterest()
    }
  }

  /// Goes on until a quit key or a signal.
  mutating func runToEnd() -> Ending {
    while true {
      if isQuitting || ending != nil {
        takeLastAnswers()
        return ending ?? .quit
      }
      walkIfDue()
      drawIfDue()
      let (events, isGone) = terminal.wait(milliseconds: timeToWait(), also: run.descriptors)
      if isGone { return .signal(SIGHUP) }
      for event in events { handle(event) }
      if let report = run.takeReport() {
        for effect in state.receive(report, at: clock.now) { carryOut(effect) }
        hasRequestedReport = false
        isDirty = true
        nextReport = clock.now + Self.rest(after: report.cost) - Self.frameTime
        if heardCount < report.heardCount { hasten() }
        heardCount = report.heardCount
        // A report that was made just before a key came says nothing of it: the next one is due at once.
        if heardCount < state.expected.sentCount { requestReportIfDue() }
      }
      handleInput()
    }
  }

  /// How long no report is asked for after one that cost the run so much: 80 times as long; but where that is longer than it
  /// takes for pictures that move, ten times a second, as long as that, or 40 times as long.
  private static func rest(after cost: Duration) -> Duration {
    min(cost * 80, max(cost * 40, .milliseconds(90)))
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
      let allowed = flow.nextFrame(at: clock.now, isUrgent: isUrgent)
      guard clock.now >= allowed else {
        isHeld = true
        nextFrame = allowed
        return
      }
      draw()
    }
    requestReportIfDue()
  }

  private mutating func draw() {
    (isDirty, isHeld, isUrgent, awaitsAnswer) = (false, false, false, false)
    if wantsRedraw {
      wantsRedraw = false
      terminal.redraw()
    }
    terminal.takeMouse(mayTakeMouse)
    let size = terminal.size
    state.screen = size
    // What a screen of another size shows may be finer.
    for effect in state.takeInterest() { carryOut(effect) }
    let canvas = Frame.draw(state, width: size.width, height: size.height)
    if terminal.show(canvas, asks: flow.asks) { flow.sent(at: clock.now) }
    lastFrame = clock.now
    nextFrame = lastFrame + Self.frameTime
  }

  private mutating func requestReportIfDue() {
    guard clock.now >= nextReport || heardCount < state.expected.sentCount, !hasRequestedReport else {
      return
    }
    hasRequestedReport = true
    run.requestReport()
  }

  /// Until the next frame while there is something to draw or to ask for, else for ever.
  private func timeToWait() -> Int32 {
    if terminal.hasInput { return 0 }
    var next = nextWalk
    if isDirty { next = min(nextFrame, next ?? nextFrame) }
    if !hasRequestedReport {
      let report = max(nextFrame, nextReport)
      next = min(report, next ?? report)
    }
    if let patience = run.patience { next = min(clock.now + patience, next ?? clock.now + patience) }
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
      takeLastAnswers()
      terminal.suspend()
      flow.forget()
      isDirty = true
      nextFrame = clock.now
    case .continued:
      terminal.takeAgain()
      flow.forget()
      isDirty = true
      nextFrame = clock.now
    case .ended(let signal):
      ending = .signal(signal)
    }
  }

  private mutating func handleInput() {
    let end = clock.now + Self.inputTime
    while !isQuitting, let input = terminal.nextInput() {
      handle(input)
      if clock.now >= end { return }
    }
  }

  private mutating func handle(_ input: InputEvent) {
    switch input {
    case .key(let key):
      if let signal = Self.signals[key] {
        raise(signal)
      } else {
        perform { press(key, &$0) }
      }
    case .click, .drag, .release, .scroll:
      guard let mouse = gesture.take(input) else { return }
      let size = terminal.size
      if let action = Frame.action(for: mouse, state, width: size.width, height: size.height) {
        // A tab is the key of its number, and kept like it.
        if case .showScene(let index) = action, let key = Self.sceneKey(index) {
          perform { press(key, &$0) }
        } else {
          perform(action)
        }
      }
    case .paste(let text, let isWhole):
      let before = state.editing?.text.unicodeScalars.count ?? 0
      perform(.paste(text, isWhole: isWhole))
      // What it put in is kept as if it had been typed.
      let typed = state.editing?.text.unicodeScalars.dropFirst(before) ?? "".unicodeScalars[...]
      guard state.report.capabilities.contains(.saving) else { return }
      for scalar in typed {
        state.noteSent(.viewed(.character(scalar)))
        run.send(.viewed(.character(scalar)))
      }
    case .background(let color):
      perform(.hearBackground(color))
    case .answer:
      takeAnswer()
    case .focus:
      break
    }
  }

  /// The key that shows a scene.
  private static func sceneKey(_ index: Int) -> Key? {
    (0..<9).contains(index) ? .character(Unicode.Scalar(UInt8(ascii: "1") + UInt8(index))) : nil
  }

  private mutating func takeAnswer() {
    flow.answered(at: clock.now)
    guard isHeld else { return }
    isHeld = false
    // A moment later, so that the frame shows the run as it is now and not when the frame began to wait.
    requestReportIfDue()
    nextFrame = clock.now + Self.shortestFrameTime
  }

  /// Waits for what the terminal still has to answer: the shell would take it for typing.
  private mutating func takeLastAnswers() {
    guard let end = flow.lastAnswer(at: clock.now) else { return }
    while clock.now < end, flow.lastAnswer(at: clock.now) != nil {
      let rest = ((end - clock.now) / .milliseconds(1)).rounded(.up)
      let (events, isGone) = terminal.wait(milliseconds: Int32(max(0, rest)))
      for case .ended(let signal) in events { ending = ending ?? .signal(signal) }
      if isGone { return }
      while let input = terminal.nextInput() {
        if input == .answer { flow.answered(at: clock.now) }
      }
    }
  }

  private mutating func perform(_ action: Action) {
    perform { update(&$0, action) }
  }

  private mutating func perform(_ change: (inout AppState) -> [Effect]) {
    for effect in change(&state) { carryOut(effect) }
    isDirty = true
    guard heardCount < state.expected.sentCount else { return hasten() }
    requestReportIfDue()
    isUrgent = true
    // A frame that comes just before the answer would only keep it waiting.
    if !awaitsAnswer { nextFrame = clock.now + Self.answerTime }
    awaitsAnswer = true
  }

  private mutating func carryOut(_ effect: Effect) {
    switch effect {
    case .send(let command): run.send(command)
    case .look(let interest): run.look(at: interest)
    case .savePicture:
      let size = terminal.size
      let picture = Frame.draw(state, width: size.width, height: size.height).svg
      state.message = NewFile.save(picture, step: state.snapshot.step, ending: "svg")
    case .saveProgram(let program, let steps):
      state.message = NewFile.save(program, step: steps, ending: "py")
    case .ring: if mayRing { terminal.ring() }
    case .redraw: wantsRedraw = true
    case .quit: isQuitting = true
    }
  }

  /// Draws sooner than at the next frame's time: who presses a key waits for what it does.
  private mutating func hasten() {
    isUrgent = true
    nextFrame = min(nextFrame, max(clock.now, lastFrame + Self.shortestFrameTime))
  }
}
