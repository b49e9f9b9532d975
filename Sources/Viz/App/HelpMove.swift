/// A way through the lines of the help.
enum HelpMove: Equatable, Sendable {
  case lines(Int)
  case pages(Int)
  case toStart
  case toEnd
}

extension AppState {
  /// Moves the help by some of its lines, as far as it goes on the present screen.
  mutating func scrollHelp(_ move: HelpMove) {
    let help = HelpOverlay(self)
    let area = Frame.helpArea(width: screen.width, height: screen.height)
    let (last, page) = help.reach(in: area)
    let wanted =
      switch move {
      case .lines(let distance): helpOffset + distance
      // A line of the page before stays in view.
      case .pages(let count): helpOffset + count * max(1, page - 1)
      case .toStart: 0
      case .toEnd: last
      }
    helpOffset = min(max(0, wanted), last)
  }
}
