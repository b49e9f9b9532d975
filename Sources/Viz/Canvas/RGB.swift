import RealModule

/// Red, green and blue of a colour, 8 bits each.
struct RGB: Hashable, Sendable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour written as 0xRRGGBB.
  init(_ number: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: number >> 16), UInt8(truncatingIfNeeded: number >> 8),
      UInt8(truncatingIfNeeded: number))
  }

  /// The colour as 0xRRGGBB.
  var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// The colour as #rrggbb.
  var hex: String {
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The colour that lies `fraction` of the way from here to `other`.
  func mixed(with other: RGB, _ fraction: Double) -> RGB {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * min(1, max(0, fraction))).rounded())
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// Red, green and blue as amounts of light from 0 to 1, as sRGB defines them.
  var light: [Double] {
    [red, green, blue].map { byte in
      let part = Double(byte) / 255
      return part <= 0.04045 ? part / 12.92 : .pow((part + 0.055) / 1.055, 2.4)
    }
  }

  /// How bright it is, from 0 to 1: the relative luminance of WCAG 2.
  var luminance: Double {
    let light = light
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
  }

  /// How well the two stand out from one another, from 1 to 21: the contrast ratio of WCAG 2.
  func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance + 0.05, other.luminance + 0.05)
    return max(one, two) / min(one, two)
  }

  /// xterm's colour of a number: its defaults for the 16 that users change, a 6×6×6 cube, and 24 greys.
  init(xterm number: UInt8) {
    switch Int(number) {
    case ..<16:
      self.init(Self.first16[Int(number)])
    case 232...:
      let grey = 8 + 10 * (number - 232)
      self.init(grey, grey, grey)
    case let other:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let place = other - 16
      self.init(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }
  }

  /// The number of the nearest of xterm's 256 that users don't change.
  var nearest256: UInt8 {
    func distance(_ number: UInt8) -> Int {
      let other = RGB(xterm: number)
      return [(red, other.red), (green, other.green), (blue, other.blue)].reduce(0) { sum, pair in
        let difference = Int(pair.0) - Int(pair.1)
        return sum + difference * difference
      }
    }
    return (UInt8(16)...255).min { distance($0) < distance($1) } ?? 16
  }

  private static let first16: [UInt32] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]
}
