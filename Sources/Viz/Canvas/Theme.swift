import Languages

/// The colours of all scenes, each named by what it stands for.
enum Theme {
  static let background = Color(.background)
  static let panelBorder = Color(.border)
  static let text = Color(.text)
  /// Texts beside others that matter more.
  static let soft = Color(.soft)
  static let muted = Color(.muted)
  /// Lines that recede, and lines that decorate: neither is for texts.
  static let pale = Color(.pale)
  static let faint = Color(.faint)
  /// Behind what is chosen: a tab, a row of a table.
  static let selection = Color(.selection)
  static let key = Color(.key)
  static let good = Color(.good)
  static let bad = Color(.bad)
  /// A text on a coloured cell: whatever reads on the cell's background.
  static let legible = Color(.legible)
  static let sgd = optimizers[0]
  static let adam = optimizers[1]
  /// One for each optimizer of the list, from the start again where there are more.
  static let optimizers = Color.all(.optimizer)
  /// One for each of several runs side by side.
  static let lanes = Color.all(.lane)
  /// One for each class of data.
  static let classes = Color.all(.category)
  /// What is negative and what is positive where colour tells: the ends of the diverging map. Also the two classes of a data
  /// set that has two.
  static let negative = Color(.sign, 0)
  static let positive = Color(.sign, 1)
  /// Between contour lines, from the lowest place to the highest.
  static let contours = Color.all(.contour)

  static let plain = Ink(text)
  static let strong = Ink(text, .bold)
  static let quiet = Ink(muted)
}

/// The themes there are: which palette says how colours look.
enum ThemeChoice: String, CaseIterable, Sendable {
  case dark
  case light
  /// The terminal's own background, text and 16 colours.
  case terminal

  /// The one behind it, the first behind the last.
  var next: ThemeChoice {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// What it is called on the screen.
  var title: String {
    switch self {
    case .dark: say("theme.dark", "dark")
    case .light: say("theme.light", "light")
    case .terminal: say("theme.terminal", "terminal")
    }
  }

  /// How its colours look.
  var palette: Palette {
    switch self {
    case .dark: .dark
    case .light: .light
    case .terminal: .terminal
    }
  }
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
