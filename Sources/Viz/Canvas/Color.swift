/// A colour by what it stands for; how it looks is said by the theme's palette, where a frame leaves the program.
struct Color: Hashable, Sendable {
  /// What a colour stands for.
  enum Role: UInt8, CaseIterable, Sendable {
    case background, border
    case text, soft, muted, pale, faint
    /// Behind what is chosen.
    case selection
    case key, good, bad
    case optimizer, lane, category
    /// The same for what recedes behind a line of the colour, and for the area under it.
    case fadedOptimizer, fadedLane, shadedOptimizer
    /// A text that tells a sign by its colour: of a negative number, of a positive one.
    case sign
    case negative, positive, rising, dimmedRising
    /// The same beneath points and texts, of signs and of classes.
    case dimmedNegative, dimmedPositive, dimmedCategory
    case contour
    /// Whatever reads on the cell's background.
    case legible

    /// How many colours the role has.
    var count: Int {
      switch self {
      case .optimizer, .fadedOptimizer, .shadedOptimizer: 7
      case .lane, .fadedLane: 6
      case .category, .dimmedCategory: 10
      case .sign: 2
      case .negative, .positive, .rising, .dimmedRising, .dimmedNegative, .dimmedPositive: ColorMap.levels + 1
      case .contour: 8
      default: 1
      }
    }

    /// Whether it paints areas: as the foreground of a block it is no text that must read on its background.
    var isPaint: Bool {
      switch self {
      case .background, .selection, .negative, .positive, .rising, .dimmedRising, .contour, .dimmedNegative,
        .dimmedPositive, .dimmedCategory, .shadedOptimizer:
        true
      default: false
      }
    }
  }

  let role: Role
  /// Which of the role's colours.
  let step: UInt8

  /// One of a role's colours.
  init(_ role: Role, _ step: Int = 0) {
    self.role = role
    self.step = UInt8(step)
  }

  /// What recedes behind a line of the colour.
  var faded: Color {
    switch role {
    case .optimizer: Color(.fadedOptimizer, Int(step))
    case .lane: Color(.fadedLane, Int(step))
    default: Theme.faint
    }
  }

  /// The area under a line of the colour: of an optimizer's only.
  var shade: Color { role == .optimizer ? Color(.shadedOptimizer, Int(step)) : Theme.background }

  /// All colours of a role, in their order.
  static func all(_ role: Role) -> [Color] { (0..<role.count).map { Color(role, $0) } }
}
