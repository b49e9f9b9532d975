import Engine

/// What is to happen outside of the state.
enum Effect: Equatable, Sendable {
  /// The run is asked for something.
  case send(RunCommand)
  /// The run's reports are to hold something else in full.
  case look(Interest)
  /// The screen is saved as a picture.
  case savePicture
  /// A program is saved, of so many steps.
  case saveProgram(String, steps: Int)
  /// Whoever looks elsewhere is told that something is over.
  case ring
  /// The screen is drawn anew.
  case redraw
  /// The program ends.
  case quit
}
