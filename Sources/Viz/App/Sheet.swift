/// A text over the scene, to be read and scrolled: while it is open, no key of the scene does anything.
enum Sheet: Equatable, Sendable {
  /// All keys, and what is seen.
  case help
  /// The run as a program for PyTorch.
  case program
  /// What is to become of a program that goes on.
  case leaving
}

/// A way through the lines of a sheet.
enum SheetMove: Equatable, Sendable {
  case lines(Int)
  case pages(Int)
  case toStart
  case toEnd
}

extension AppState {
  /// Opens a sheet at its top, or closes it where it is open.
  mutating func toggle(_ sheet: Sheet) {
    self.sheet = self.sheet == sheet ? nil : sheet
    sheetOffset = 0
  }

  /// Moves the sheet by some of its lines, as far as it goes on the present screen.
  mutating func scroll(_ move: SheetMove) {
    guard let overlay = SheetOverlay(self) else { return }
    let area = Frame.sheetArea(self, width: screen.width, height: screen.height)
    let (last, page) = overlay.reach(in: area)
    let wanted =
      switch move {
      case .lines(let distance): sheetOffset + distance
      // A line of the page before stays in view.
      case .pages(let count): sheetOffset + count * max(1, page - 1)
      case .toStart: 0
      case .toEnd: last
      }
    sheetOffset = min(max(0, wanted), last)
  }
}
