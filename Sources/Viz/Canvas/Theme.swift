/// The colours of all scenes, each named by what it stands for.
enum Theme {
  static let background = Color(0x0d1117)
  static let panelBorder = Color(0x3a424d)
  static let text = Color(0xe6edf3)
  static let muted = Color(0x8b949e)
  static let soft = Color(0xb1bac4)
  static let pale = Color(0x6e7681)
  static let faint = Color(0x4b535d)
  /// Behind what is chosen: a tab, a row of a table.
  static let selection = Color(0x21262d)
  static let key = Color(0xffb454)
  static let good = Color(0x56d364)
  static let bad = Color(0xff7b72)
  static let sgd = Color(0x58a6ff)
  static let adam = Color(0xbc8cff)
  /// One for each optimizer of the list, from the start again where there are more.
  static let optimizers = [
    sgd, adam, Color(0xf778ba), Color(0x3fd0c9), Color(0xe3b341), Color(0xa5d6a7), Color(0xffa28b),
  ]

  static let plain = Ink(text)
  static let strong = Ink(text, .bold)
  static let quiet = Ink(muted)
}

extension Ink {
  /// The ink for a number: what is not finite must not pass for one.
  func forNumber(_ value: Double) -> Ink {
    value.isFinite ? self : Ink(Theme.bad, on: background, .bold)
  }

  /// An ink without background of its own.
  init(_ foreground: Color, _ style: Cell.Style) {
    self.init(foreground, on: nil, style)
  }
}
