import Engine

/// Everything that can change what is shown. A key only names one.
enum Action: Equatable, Sendable {
  /// Something for the run.
  case run(RunCommand)
  /// Goes over to the optimizer that was in use before.
  case switchOptimizer
  /// Moves the learning rate to the next number of 1, 2, 5, 10, …; that of a program that is watched is doubled or halved.
  case changeRate(raises: Bool)
  /// Starts again with the weights of the next seed.
  case reseed
  /// Something for the pooling scene.
  case pooling(PoolingAction)
  case toggleLossScale
  /// Something for the steps of the plot.
  case plot(PlotAction)
  /// Shows the other page, where a small screen has two.
  case turnPage
  /// Moves the cursor over inputs, weights and targets, by columns and rows.
  case moveCursor(columns: Int, rows: Int)
  /// Moves the network scene's cursor over units: by layers, and within a layer.
  case moveUnit(layers: Int, units: Int)
  /// Puts the network scene's cursor on a unit.
  case putUnit(UnitPlace)
  /// Chooses another parameter, this many further.
  case chooseParameter(Int)
  /// Something for the flow scene.
  case flow(FlowAction)
  /// Follows another row of the batch, this many further.
  case followRow(Int)
  /// Turns one of the controls that make another run, up or down.
  case turn(Control, Int)
  /// Puts the cursor on a number.
  case putCursor(Place)
  /// Begins to type a new number at the cursor.
  case beginEdit
  /// Begins to type a row of one's own, to be predicted.
  case beginRow
  /// Something for the list of settings.
  case settings(SettingsAction)
  /// Something typed while it is asked for.
  case edit(EditAction)
  /// Chooses the lane whose rate the keys change, this many further.
  case chooseLane(Int)
  /// Moves the rate of the race's chosen lane to the next of 1, 2, 5, 10, …
  case changeLaneRate(raises: Bool)
  /// Goes over to the next kind of race.
  case nextRace
  /// Starts the race again with the weights of the next seed.
  case reseedRace
  /// Chooses the pair of weights for the race's contour, this many further.
  case choosePair(Int)
  /// Begins to type which two weights the contour is over.
  case beginPair
  case nextScene
  case showScene(Int)
  /// Opens a sheet, or closes it.
  case toggle(Sheet)
  /// Moves the sheet that is open.
  case scroll(SheetMove)
  /// Chooses another of the numbers that logs tell of, this many further.
  case chooseMetric(Int)
  /// Moves through what a program prints.
  case scrollOutput(SheetMove)
  /// Ends the screen and leaves the program running.
  case leave
  /// The scene's main numbers alone, or the scene.
  case toggleBigNumbers
  case dismiss
  /// Goes over to the next theme.
  case nextTheme
  /// The terminal has told its background.
  case hearBackground(RGB)
  case savePicture
  /// Something for the lesson.
  case lesson(LessonAction)
  /// Saves what was done so far as a recording.
  case saveRecording
  /// Begins to type where the weights are to be written.
  case beginSaving
  /// Saves the program that is shown.
  case saveProgram
  /// Draws the whole screen anew, over what another program wrote on it.
  case redraw
  /// Text that was pasted, and whether it is all of it.
  case paste(String, isWhole: Bool)
  /// A key that means nothing here.
  case missKey(Key)
  case quit
}
