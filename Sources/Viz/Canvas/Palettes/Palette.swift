/// How every colour looks in one theme.
struct Palette: Sendable {
  /// How one colour looks at each depth.
  struct Shade: Sendable {
    let rgb: RGB
    /// Its number among xterm's 256, never one of the first 16, which users change.
    let number256: UInt8
    /// Its number among the 16 of an ANSI terminal; `nil` for the terminal's own background or text.
    let number16: UInt8?

    init(_ rgb: UInt32, _ number256: UInt8, _ number16: UInt8?) {
      self.init(RGB(rgb), number256, number16)
    }

    init(_ rgb: RGB, _ number256: UInt8, _ number16: UInt8?) {
      (self.rgb, self.number256, self.number16) = (rgb, number256, number16)
    }

    /// One of xterm's 256, so that it looks alike with and without direct colours.
    init(xterm number: UInt8, _ number16: UInt8?) {
      self.init(RGB(xterm: number), number, number16)
    }
  }

  /// Whether nothing but the terminal's own 16 colours is used, however many it has.
  let isTerminals: Bool
  /// The shades of each role, in the order of the roles.
  private let rows: [[Shade]]
  /// For each role and step, what reads on it.
  private let texts: [[Shade]]

  /// A palette of the shades of each role but `legible`, which is found from the others.
  init(isTerminals: Bool = false, _ shades: [Color.Role: [Shade]]) {
    self.isTerminals = isTerminals
    let (black, white) = (Shade(0x000000, 16, 0), Shade(0xffffff, 231, 15))
    let rows = Color.Role.allCases.map { shades[$0] ?? [] }
    let soft = shades[.soft]?.first ?? white
    self.rows = rows
    texts = Color.Role.allCases.map { role in
      rows[Int(role.rawValue)].map { shade in
        switch role {
        case .background: return shades[.text]?.first ?? white
        case .dimmedRising: return soft
        default: break
        }
        func better<Number>(_ color: (Shade) -> RGB, _ number: KeyPath<Shade, Number>) -> Number {
          let background = color(shade)
          let isBlack = background.contrast(with: color(black)) > background.contrast(with: color(white))
          return (isBlack ? black : white)[keyPath: number]
        }
        return Shade(
          better(\.rgb, \.rgb), better({ RGB(xterm: $0.number256) }, \.number256),
          shade.number16 == nil ? nil : better({ RGB(xterm: $0.number16 ?? 0) }, \.number16))
      }
    }
  }

  /// How a colour looks.
  func shade(_ color: Color) -> Shade {
    color.role == .legible ? shade(Theme.text) : rows[Int(color.role.rawValue)][Int(color.step)]
  }

  /// How a colour looks as the foreground on another one.
  func shade(_ color: Color, on background: Color) -> Shade {
    guard color.role == .legible, background.role != .legible else { return shade(color) }
    return texts[Int(background.role.rawValue)][Int(background.step)]
  }

  /// The shades with so much of `background` in them; among 16 colours a grey.
  static func faded(_ shades: [Shade], into background: Shade, _ fraction: Double) -> [Shade] {
    shades.map { shade in
      let mixed = shade.rgb.mixed(with: background.rgb, fraction)
      return Shade(mixed, mixed.nearest256, 8)
    }
  }

  /// The shades of areas under lines: in direct colours with so much of `background` in them; else a single one.
  static func shaded(_ shades: [Shade], into background: Shade, _ fraction: Double, _ number256: UInt8)
    -> [Shade]
  {
    shades.map { Shade($0.rgb.mixed(with: background.rgb, fraction), number256, background.number16) }
  }

  /// The shades of a map's levels: along straight lines between `stops` where all colours can be shown.
  static func ramp(_ stops: [UInt32], _ numbers256: [UInt8], _ numbers16: [UInt8?]) -> [Shade] {
    let last = numbers256.count - 1
    return numbers256.indices.map { level in
      let place = Double(level) / Double(last) * Double(stops.count - 1)
      let stop = min(Int(place), stops.count - 2)
      let rgb = RGB(stops[stop]).mixed(with: RGB(stops[stop + 1]), place - Double(stop))
      return Shade(rgb, numbers256[level], numbers16[level])
    }
  }
}
