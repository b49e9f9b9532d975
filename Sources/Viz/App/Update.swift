import Engine

/// Carries out an action on the state and returns what is to happen outside of it.
func update(_ state: inout AppState, _ action: Action) -> [Effect] {
  let effect = effect(of: action, &state)
  if case .send(let command) = effect { state.noteSent(command) }
  return (effect.map { [$0] } ?? []) + state.takeInterest()
}

/// Carries out what a key does now, and has it noted where it changed what is seen: recordings keep that.
func press(_ key: Key, _ state: inout AppState) -> [Effect] {
  let action = state.action(for: key) ?? .missKey(key)
  // A file that is typed is nothing of what is shown.
  let isSaving = state.editing?.subject == .weightFile
  let effects = update(&state, action)
  guard action.changesView, !isSaving, state.report.capabilities.contains(.saving) else { return effects }
  // Who looks for himself is not led about by a recording any more.
  if action.looksElsewhere { state.followsRecording = false }
  state.noteSent(.viewed(key))
  return effects + [.send(.viewed(key))]
}

/// Carries out a key of a recording: what it changed of the run, the recording says itself.
func play(_ key: Key, _ state: inout AppState) -> [Effect] {
  guard let action = state.plainAction(for: key), action.changesView else { return [] }
  // What it had to say was said when it was pressed first.
  let message = state.message
  _ = effect(of: action, &state)
  state.message = message
  return state.takeInterest()
}

private func effect(of action: Action, _ state: inout AppState) -> Effect? {
  // What nobody pressed a key for leaves what there is to read, and so does drawing it anew.
  if !action.leavesMessage { state.message = nil }
  switch action {
  case .run(let command):
    state.showsRatePreview = false
    if command == .stop { state.sheet = nil }
    return .send(command)
  case .switchOptimizer:
    state.showsRatePreview = false
    let name = state.expected.partner(state.snapshot)
    if let refusal = state.snapshot.refusals[name] {
      state.message = refusal
      return nil
    }
    return .send(.command(.optimizer(name)))
  case .changeRate(let raises) where state.report.capabilities.contains(.ownSettings):
    return .send(.scaleRate(by: raises ? 2 : 0.5))
  case .changeRate(let raises):
    state.showsRatePreview = true
    return rateChange(from: state.expected.learningRate(state.snapshot), raises).map { .send(.command($0)) }
  case .reseed:
    state.showsRatePreview = false
    return .send(.command(.reseed(state.expected.nextSeed(state.snapshot))))
  case .pooling(let action):
    if let message = state.pooling.perform(action) { state.message = message }
  case .toggleLossScale:
    state.lossScale = state.lossScale.toggled
  case .plot(let action):
    state.perform(action)
  case .turnPage:
    state.page = 1 - state.page
  case .nextScene:
    return show((state.scene + 1) % SceneList.all.count, &state).map(Effect.send)
  case .showScene(let index):
    return show(index, &state).map(Effect.send)
  case .moveCursor(let columns, let rows):
    state.moveCursor(columns: columns, rows: rows)
  case .beginRow:
    state.editing = Editing(.row, wanted: OwnRow.wanted(for: state.snapshot))
  case .settings(let action):
    return state.perform(action).flatMap { effect(of: $0, &state) }
  case .moveUnit(let layers, let units):
    state.moveUnit(layers: layers, units: units)
  case .putUnit(let unit):
    state.unit = unit
  case .chooseParameter(let distance):
    state.chooseParameter(distance)
  case .flow(let action):
    if let row = state.snapshot.row { state.flow.perform(action, in: row) }
  case .followRow(let distance):
    state.followRow(distance)
  case .turn(let control, let direction):
    return state.turn(control, direction).map(Effect.send)
  case .putCursor(let target):
    state.cursor = target
  case .beginEdit:
    state.editing = Editing(.number(state.cursor))
  case .edit(let action):
    return state.perform(action).map(Effect.send)
  case .chooseLane(let distance):
    state.chooseLane(distance)
  case .changeLaneRate(let raises):
    let lane = state.lane
    guard let rate = state.expected.learningRate(state.report.race, ofLane: lane) else { return nil }
    return rateChange(from: rate, raises).map { .send(.race(.command($0, lane: lane))) }
  case .nextRace:
    return state.nextRace().map(Effect.send)
  case .reseedRace:
    return state.report.race.map { .send(.race(.reseed(state.expected.nextSeed($0)))) }
  case .choosePair(let distance):
    state.choosePair(distance)
  case .beginPair:
    state.beginPair()
  case .toggle(let sheet):
    state.toggle(sheet)
  case .scroll(let move):
    state.scroll(move)
  case .chooseMetric(let distance):
    state.chosenMetric = state.metricIndex + distance
    state.chosenMetric = state.metricIndex
  case .scrollOutput(let move):
    state.scrollOutput(move)
  case .dismiss:
    state.sheet = nil
  case .toggleBigNumbers:
    state.showsBigNumbers.toggle()
  case .nextTheme:
    state.followsBackground = false
    state.look.theme = state.look.theme.next
    state.message = state.look.themeMessage
  case .hearBackground(let color):
    // Of the two, the one whose text stands out from such a background.
    if state.followsBackground { state.look.theme = color.luminance > 0.18 ? .light : .dark }
  case .savePicture:
    return .savePicture
  case .saveProgram:
    return state.report.program.map { .saveProgram($0.text, steps: $0.steps) }
  case .saveRecording:
    return .send(.saveRecording)
  case .beginSaving:
    state.editing = Editing(.weightFile, text: "viz-step-\(state.snapshot.step).safetensors")
  case .lesson(let action):
    return state.perform(action).map(Effect.send)
  case .redraw:
    return .redraw
  case .paste(let text, let isWhole):
    state.paste(text, isWhole: isWhole)
  case .missKey(let key):
    state.missKey(key)
  case .leave:
    return .quit
  case .quit:
    // A program that was begun here may be left to itself, or not; who quits once more leaves it.
    guard state.sheet != .leaving, state.report.capabilities.contains(.stopping),
      state.report.watched?.isOver == false
    else {
      return .quit
    }
    state.toggle(.leaving)
  }
  return nil
}

extension Action {
  /// Whether it changes what is seen, besides anything of the run.
  fileprivate var changesView: Bool {
    switch self {
    case .run, .switchOptimizer, .reseed, .turn, .changeLaneRate, .reseedRace, .savePicture, .saveProgram,
      .redraw,
      .missKey,
      .paste, .hearBackground, .saveRecording, .beginSaving, .lesson, .leave, .quit:
      false
    default: true
    }
  }

  /// Whether whoever does it looks at something else than was looked at: help and themes are over all.
  fileprivate var looksElsewhere: Bool {
    switch self {
    case .toggle, .scroll, .dismiss, .nextTheme, .toggleBigNumbers: false
    default: true
    }
  }

  /// Whether what the action before had to say stays on the screen.
  fileprivate var leavesMessage: Bool {
    switch self {
    case .pooling(.walk), .redraw, .hearBackground: true
    default: false
    }
  }
}

/// The command for the next rate, or `nil` at the end of the ladder.
private func rateChange(from rate: Double, _ raises: Bool) -> Command? {
  let next = raises ? LearningRateLadder.above(rate) : LearningRateLadder.below(rate)
  return next == rate ? nil : .set("lr", next)
}

/// Changes the scene; a race is entered and left, so that steps are its own only while it is looked at.
private func show(_ index: Int, _ state: inout AppState) -> RunCommand? {
  guard SceneList.all.indices.contains(index) else { return nil }
  let (before, after) = (SceneList.all[state.scene].keyScopes, SceneList.all[index].keyScopes)
  state.scene = index
  // The steps of a race are others than those of the run.
  if before.contains(.race) != after.contains(.race) { state.plotView.leaveWindow() }
  guard state.report.capabilities.contains(.racing) else { return nil }
  if after.contains(.race) { return before.contains(.race) ? nil : .race(.enter) }
  return before.contains(.race) ? .race(.leave) : nil
}
