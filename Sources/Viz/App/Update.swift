import Engine

/// Carries out an action on the state and returns what the run is asked for, if anything.
func update(_ state: inout AppState, _ action: Action) -> RunCommand? {
  // A window that walks by itself leaves what there is to read.
  if action != .pooling(.walk) { state.message = nil }
  switch action {
  case .run(let command):
    if let fault = state.snapshot.fault, command == .toggleRunning || command == .train(.step) {
      state.message = "\(fault): r starts again"
    }
    return command
  case .pooling(let action):
    if let message = state.pooling.perform(action) { state.message = message }
  case .toggleLossScale:
    state.lossScale = state.lossScale.toggled
  case .nextScene:
    state.scene = (state.scene + 1) % SceneList.all.count
  case .showScene(let index):
    if SceneList.all.indices.contains(index) { state.scene = index }
  case .toggleHelp:
    state.showsHelp.toggle()
  case .dismiss:
    state.showsHelp = false
  case .savePicture:
    state.wantsPicture = true
  case .quit:
    state.isQuitting = true
  }
  return nil
}
