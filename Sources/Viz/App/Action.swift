import Engine

/// Everything that can change what is shown. A key only names one.
enum Action: Equatable, Sendable {
  /// Something for the run.
  case run(RunCommand)
  /// Something for the pooling scene.
  case pooling(PoolingAction)
  case toggleLossScale
  case nextScene
  case showScene(Int)
  case toggleHelp
  case dismiss
  case savePicture
  case quit
}
