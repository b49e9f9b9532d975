/// Where a key means what its row says; a scene names those that hold in it.
enum KeyScope: Equatable, Sendable {
  /// In every scene, and under a sheet too.
  case always
  /// In every scene, but not under a sheet.
  case everywhere
  /// While a sheet is open, in place of all that the scene's keys do.
  case sheet
  /// While that is the help.
  case help
  /// While that is the run's program.
  case program
  /// While it is asked what becomes of the program.
  case leaving
  /// Where there is a choice among numbers that logs tell of.
  case metrics
  /// Where what a program prints is read.
  case output
  /// While a lesson is given.
  case lesson
  /// At its last stop.
  case lessonEnd
  /// While it waits for an answer; and where there is a third one, and a fourth.
  case question, thirdAnswer, fourthAnswer
  /// While big numbers stand in place of the scene.
  case bigNumbers
  /// While the list of settings is open, likewise.
  case settings
  /// Where steps are taken: by a run or by a race.
  case stepping
  /// Where there is a plot of the loss.
  case plot
  /// Where the training run is shown.
  case training
  /// Where a small screen has a second page.
  case pages
  /// Where there is a cursor on the numbers.
  case cursor
  case race
  /// Where a narrow screen has the race's contour on its second page.
  case contour
  case pooling
  /// Where there is a cursor on parameters.
  case parameters
  /// Where a page is ten parameters.
  case layers
  /// Where pages are parameters.
  case tensors
  /// Where there is a cursor on units.
  case units
  /// Where one row is followed.
  case samples
  /// Where that row can be one's own.
  case ownRow
  /// Where there is a cursor on the stages of a row.
  case flow
  /// Where a playground's controls are at hand.
  case controls
}
