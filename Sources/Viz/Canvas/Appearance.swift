/// How a cell is told to a terminal: what its colours come to where they are shown.
struct Appearance: Equatable {
  /// One colour as a terminal takes it.
  enum Paint: Equatable {
    /// The terminal's own background or text.
    case own
    case number(UInt8)
    case rgb(RGB)
  }

  var foreground: Paint
  var background: Paint
  var style: Cell.Style
  /// What becomes of blocks that fill a part of the cell: the terminal's own background cannot be what one is drawn with, so
  /// they fill the other part instead, or nothing where all is background.
  private var blocks = Blocks.asDrawn

  private enum Blocks { case asDrawn, turned, blank }

  /// The least contrast of a text among 16 colours, of which nobody knows how exactly a terminal has them.
  private static let leastContrast = 3.0

  /// How `cell` is told to a terminal that shows colours; one of eight gets plain colours for bright ones.
  init(_ cell: Cell, in look: Look, of count: Int = 16) {
    let palette = look.theme.palette
    let back = palette.shade(cell.background)
    let front = palette.shade(cell.foreground, on: cell.background)
    style = cell.style
    switch look.depth {
    case .direct where !palette.isTerminals:
      (foreground, background) = (.rgb(front.rgb), .rgb(back.rgb))
    case .indexed256 where !palette.isTerminals:
      (foreground, background) = (.number(front.number256), .number(back.number256))
    default:
      var (text, ground) = (front.number16, back.number16)
      if count < 16 {
        // Dark grey as a text is nearer to white, behind one it is nearer to black.
        text = text.map { $0 == 8 ? 7 : $0 % 8 }
        ground = ground.map { $0 == 8 ? 0 : $0 % 8 }
      }
      if !cell.foreground.role.isPaint { text = Self.legible(text, on: ground, of: count) }
      foreground = text.map { .number($0) } ?? .own
      background = ground.map { .number($0) } ?? .own
      style = Self.style(style, text, ground, of: count)
      if cell.foreground.role.isPaint, foreground == .own {
        blocks = background == .own ? .blank : .turned
        swap(&foreground, &background)
      }
    }
  }

  /// What is written in a cell of this appearance in place of `scalar`.
  func scalar(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch blocks {
    case .asDrawn: scalar
    case .turned: Self.turned[scalar] ?? scalar
    case .blank: " "
    }
  }

  private static let turned: [Unicode.Scalar: Unicode.Scalar] = [
    "▀": "▄", "▄": "▀", "▌": "▐", "▐": "▌", "█": " ", " ": "█",
  ]

  /// The text's colour, or black or white where it would not stand out.
  private static func legible(_ text: UInt8?, on ground: UInt8?, of count: Int) -> UInt8? {
    // A theme's colours on the terminal's own background are chosen to read.
    guard let ground else { return text }
    let back = RGB(xterm: ground)
    if let text, RGB(xterm: text).contrast(with: back) >= leastContrast { return text }
    let white: UInt8 = count < 16 ? 7 : 15
    return back.contrast(with: RGB(xterm: 0)) > back.contrast(with: RGB(xterm: white)) ? 0 : white
  }

  /// The style that leaves the colour what it is: bold turns one of the first eight into its bright twin, black into grey.
  private static func style(
    _ style: Cell.Style, _ text: UInt8?, _ ground: UInt8?, of count: Int
  ) -> Cell.Style {
    guard let text else { return style }
    // The bright twin is only sure to be seen on black.
    let isSafe = count < 16 ? ground == 0 : text >= 8
    return isSafe ? style : style.subtracting(.bold)
  }
}
