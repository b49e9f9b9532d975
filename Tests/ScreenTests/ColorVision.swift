import Foundation

@testable import Viz

/// How people see colours: as most do, and with one of the three kinds of cones missing.
enum ColorVision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  /// Red, green and blue light that looks to everybody as a colour looks to them: Machado, Oliveira and Fernandes, "A
  /// Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, at the severity of 1.
  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// How far two colours are apart: CIEDE2000, in which 1 is about the least that is seen side by side.
  func difference(_ one: RGB, _ other: RGB) -> Double { Self.ciede2000(lab(one), lab(other)) }

  private typealias Lab = (l: Double, a: Double, b: Double)

  private func lab(_ color: RGB) -> Lab {
    let light = matrix.map { row in min(1, max(0, zip(row, color.light).map(*).reduce(0, +))) }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let f = zip(toXYZ, white).map { row, white in
      let part = zip(row, light).map(*).reduce(0, +) / white
      return part > 216.0 / 24389 ? cbrt(part) : (24389.0 / 27 * part + 16) / 116
    }
    return (116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]))
  }

  /// Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005.
  private static func ciede2000(_ one: Lab, _ other: Lab) -> Double {
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    func seventh(_ chroma: Double) -> Double { (pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))).squareRoot() }
    let mean = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2
    let stretch = 1 + 0.5 * (1 - seventh(mean))
    func polar(_ color: Lab) -> (chroma: Double, hue: Double) {
      let hue = atan2(color.b, color.a * stretch) * 180 / .pi
      return (hypot(color.a * stretch, color.b), hue < 0 ? hue + 360 : hue)
    }
    let (first, second) = (polar(one), polar(other))
    let isGrey = first.chroma * second.chroma == 0
    var turn = isGrey ? 0 : second.hue - first.hue
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var hue = isGrey ? first.hue + second.hue : (first.hue + second.hue) / 2
    if !isGrey, abs(first.hue - second.hue) > 180 { hue += hue < 180 ? 180 : -180 }
    let chroma = (first.chroma + second.chroma) / 2
    let offset = pow((one.l + other.l) / 2 - 50, 2)
    let weight =
      1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)) + 0.32 * cos(radians(3 * hue + 6))
      - 0.2 * cos(radians(4 * hue - 63))
    let lightness = (other.l - one.l) / (1 + 0.015 * offset / (20 + offset).squareRoot())
    let colorfulness = (second.chroma - first.chroma) / (1 + 0.045 * chroma)
    let tone =
      2 * (first.chroma * second.chroma).squareRoot() * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    let rotation = -sin(radians(60 * exp(-pow((hue - 275) / 25, 2)))) * 2 * seventh(chroma)
    return
      (lightness * lightness + colorfulness * colorfulness + tone * tone + rotation * colorfulness * tone)
      .squareRoot()
  }
}
