/// How many colours a terminal shows.
enum ColorDepth: String, CaseIterable, Sendable {
  case none
  case ansi16 = "16"
  case indexed256 = "256"
  case direct

  /// The nearest of xterm's colours 16 to 255: a 6×6×6 cube and 24 greys.
  static func index256(of color: Color) -> Int {
    let levels = [0, 95, 135, 175, 215, 255]
    func nearest(_ value: UInt8) -> Int {
      levels.indices.min { abs(levels[$0] - Int(value)) < abs(levels[$1] - Int(value)) } ?? 0
    }
    let (r, g, b) = (nearest(color.red), nearest(color.green), nearest(color.blue))
    let cube = Color(UInt8(levels[r]), UInt8(levels[g]), UInt8(levels[b]))
    let step = min(23, max(0, (color.luminance - 8 + 5) / 10))
    let grey = Color(UInt8(8 + 10 * step), UInt8(8 + 10 * step), UInt8(8 + 10 * step))
    return color.distance(to: grey) < color.distance(to: cube) ? 232 + step : 16 + 36 * r + 6 * g + b
  }

  /// The colour of the same hue among the 16 of an ANSI terminal; the nearest one would often be a grey.
  static func index16(of color: Color) -> Int {
    let (red, green, blue) = (Int(color.red), Int(color.green), Int(color.blue))
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    if most < 60 { return 0 }
    if most - least < 50 { return color.luminance < 110 ? 8 : color.luminance < 190 ? 7 : 15 }
    let chroma = Double(most - least)
    let hue: Double
    switch most {
    case red: hue = 60 * Double(green - blue) / chroma
    case green: hue = 120 + 60 * Double(blue - red) / chroma
    default: hue = 240 + 60 * Double(red - green) / chroma
    }
    let bright = most > 190 ? 8 : 0
    switch hue {
    case ..<(-15): return 5 + bright
    case ..<20: return 1 + bright
    case ..<75: return 3 + bright
    case ..<150: return 2 + bright
    case ..<200: return 6 + bright
    case ..<255: return 4 + bright
    default: return 5 + bright
    }
  }

  /// The pair of ANSI colours for a cell; where both come out alike, the foreground yields to stay legible.
  static func indices16(foreground: Color, background: Color) -> (foreground: Int, background: Int) {
    let back = index16(of: background)
    var front = index16(of: foreground)
    if abs(ansiColors[front].luminance - ansiColors[back].luminance) < 100 {
      front = ansiColors[back].luminance > 110 ? 0 : 15
    }
    return (front, back)
  }

  /// The pair for a terminal of eight colours: the bright ones become plain, and where both come out alike, the
  /// foreground yields.
  static func indices8(foreground: Color, background: Color) -> (foreground: Int, background: Int) {
    let pair = indices16(foreground: foreground, background: background)
    // Dark grey as a text is nearer to white, behind one it is nearer to black.
    let back = pair.background == 8 ? 0 : pair.background % 8
    let front = pair.foreground == 8 ? 7 : pair.foreground % 8
    guard abs(ansiColors[front].luminance - ansiColors[back].luminance) < 60 else { return (front, back) }
    return (ansiColors[back].luminance > 110 ? 0 : 7, back)
  }

  /// The number of a colour for terminals that take red, green and blue as one.
  ///
  /// Some of them take the lowest numbers, 8 to 256 of them, for those of a palette; next to each is one that looks the
  /// same.
  static func directNumber(of color: Color) -> Int {
    Int(color.rgb < 0x100 ? color.rgb | 0x100 : color.rgb)
  }

  /// xterm's defaults for the 16 colours.
  private static let ansiColors: [Color] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ].map(Color.init)
}
