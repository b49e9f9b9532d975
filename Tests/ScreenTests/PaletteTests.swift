import Testing

@testable import Viz

/// Every palette can be read, ranks its numbers and tells its kinds apart, whoever looks.
@Suite struct PaletteTests {
  /// A palette among 24 bits or 256 colours.
  struct View: CustomTestStringConvertible, Sendable {
    let theme: ThemeChoice
    let depth: ColorDepth
    var testDescription: String { "\(theme) in \(depth)" }

    func rgb(_ color: Color, on background: Color = Theme.background) -> RGB {
      let shade = theme.palette.shade(color, on: background)
      return depth == .direct ? shade.rgb : RGB(xterm: shade.number256)
    }

    func contrast(_ color: Color, on background: Color = Theme.background) -> Double {
      rgb(color, on: background).contrast(with: rgb(background))
    }
  }

  static let views = [ThemeChoice.dark, .light].flatMap { theme in
    [ColorDepth.direct, .indexed256].map { View(theme: theme, depth: $0) }
  }

  private static let ramps: [Color.Role] = [
    .negative, .positive, .rising, .dimmedRising, .dimmedNegative, .dimmedPositive, .contour,
  ]

  @Test(arguments: ThemeChoice.allCases)
  func everyColourLooksLikeSomething(theme: ThemeChoice) {
    for role in Color.Role.allCases {
      for color in Color.all(role) {
        let shade = theme.palette.shade(color)
        #expect(shade.number256 >= 16 || theme == .terminal, "\(role): users change the first 16")
        #expect(shade.number16 ?? 0 < 16)
      }
    }
  }

  @Test(arguments: views)
  func everyTextReadsOnTheBackground(view: View) {
    let roles: [Color.Role] = [.text, .soft, .muted, .key, .good, .bad, .optimizer, .lane, .sign, .legible]
    for color in roles.flatMap(Color.all) {
      #expect(view.contrast(color) >= 4.5, "\(color): \(view.contrast(color))")
    }
    // Points of data are no texts; lines may recede.
    for color in Theme.classes { #expect(view.contrast(color) >= 3, "\(color): \(view.contrast(color))") }
    #expect(view.contrast(Theme.pale) >= 3)
    for color in [Theme.panelBorder, Theme.faint] {
      #expect(view.contrast(color) >= 1.5, "\(color): \(view.contrast(color))")
    }
  }

  @Test(arguments: views)
  func aTextReadsOnEveryColourOfACell(view: View) {
    let roles =
      Self.ramps + [
        .dimmedCategory, .selection, .background, .optimizer, .lane, .category, .sign, .key, .good, .bad,
        .text, .muted,
      ]
    for background in roles.flatMap(Color.all) {
      let contrast = view.contrast(Theme.legible, on: background)
      #expect(contrast >= 4.5, "\(background): \(contrast)")
    }
  }

  @Test(arguments: views)
  func trailsAreSeenOnEveryContour(view: View) {
    for background in Theme.contours {
      for color in Theme.optimizers + Theme.lanes + [Theme.text] {
        let contrast = view.contrast(color, on: background)
        #expect(contrast >= 2, "\(color) on \(background): \(contrast)")
      }
    }
  }

  @Test(arguments: views)
  func pointsAreSeenWhereTheirOwnClassIsExpected(view: View) {
    for (point, ground) in zip(Theme.classes, Color.all(.dimmedCategory)) {
      #expect(view.contrast(point, on: ground) >= 2, "\(point): \(view.contrast(point, on: ground))")
    }
    for (sign, role) in [(Theme.negative, Color.Role.dimmedNegative), (Theme.positive, .dimmedPositive)] {
      for ground in Color.all(role) {
        #expect(view.contrast(sign, on: ground) >= 3, "\(ground): \(view.contrast(sign, on: ground))")
      }
    }
  }

  @Test(arguments: views)
  func everyRampRunsAwayFromTheBackgroundAndKeepsItsHue(view: View) {
    let sign: Double = view.theme == .dark ? 1 : -1
    for role in Self.ramps {
      let colors = Color.all(role).map { view.rgb($0) }
      // The contour's first band is the farthest from the background.
      let rising = role == .contour ? Array(colors.reversed()) : colors
      for (before, color) in zip(rising, rising.dropFirst()) {
        #expect(
          sign * (color.luminance - before.luminance) >= 0, "\(role): \(before.hex) \(color.hex)")
      }
      let hues: ClosedRange<Double> =
        switch role {
        // Blue as the direct ramp's, neither teal nor violet; orange, neither olive nor pink.
        case .negative: 195...225
        case .positive: 15...46
        case .contour: 180...241
        // Among 256 colours few are dark or pale.
        case .dimmedNegative: 180...240
        case .dimmedPositive: 0...60
        default: 50...200
        }
      for color in rising.dropFirst() {
        guard let hue = color.hue else { continue }
        #expect(hues.contains(hue), "\(role): \(color.hex) has the hue \(hue)")
      }
    }
    // The middle is seen beside the background, and its neighbours beside the middle.
    #expect(view.contrast(Color(.positive, 0)) >= 1.1)
    for role in [Color.Role.negative, .positive] {
      #expect(ColorVision.normal.difference(view.rgb(Color(role, 0)), view.rgb(Color(role, 1))) >= 5)
      #expect(view.rgb(Color(role, 0)) == view.rgb(Color(.rising, 0)))
    }
  }

  @Test(arguments: [ThemeChoice.dark, .light])
  func theTwoClassesHaveTheColoursOfTheMapsEnds(theme: ThemeChoice) {
    for (sign, role) in [(Theme.negative, Color.Role.negative), (Theme.positive, .positive)] {
      let (text, end) = (theme.palette.shade(sign), theme.palette.shade(Color(role, ColorMap.levels)))
      #expect(text.rgb == end.rgb && text.number256 == end.number256)
    }
  }

  /// Ten times the least difference that is seen side by side: enough for dots and thin lines that are apart.
  private static let apart = 10.0

  @Test(arguments: views)
  func whatStandsForDifferentThingsIsToldApartByEverybody(view: View) {
    for vision in ColorVision.allCases {
      func check(_ colors: [Color]) {
        for (place, one) in colors.enumerated() {
          for other in colors[..<place] {
            let difference = vision.difference(view.rgb(one), view.rgb(other))
            #expect(difference >= Self.apart, "\(vision): \(one) and \(other) by \(difference)")
          }
        }
      }
      check(Theme.optimizers)
      check(Theme.lanes)
      check(Theme.classes)
      check([Theme.good, Theme.bad])
      check([Theme.negative, Theme.positive])
      check([Theme.good, Theme.key])
      let ends = vision.difference(view.rgb(Theme.negative), view.rgb(Theme.positive))
      #expect(ends >= 2 * Self.apart, "\(vision): the ends of the diverging map by \(ends)")
    }
  }

  @Test(arguments: ["80x24", "120x40"], views)
  func everyTextOfEveryFrameReads(size: String, view: View) {
    let (width, height) = size == "80x24" ? (80, 24) : (120, 40)
    for scene in SceneList.all.indices {
      for variation in SizeTests.Variation.allCases where variation != .ascii {
        var state = SizeTests.states[scene][variation.rawValue]
        state.look = Look(depth: view.depth, theme: view.theme)
        let frame = Frame.draw(state, width: width, height: height)
        for cell in frame.cells {
          guard let scalar = cell.scalar, scalar != " ", !cell.foreground.role.isPaint else { continue }
          let contrast = view.contrast(cell.foreground, on: cell.background)
          let least = scalar.isGraphic ? 1.5 : 4.5
          #expect(
            contrast >= least,
            "\(SceneList.all[scene].name), \(variation): \(scalar) in \(cell.foreground) has \(contrast)")
        }
      }
    }
  }

  @Test(arguments: ThemeChoice.allCases, [8, 16])
  func fewColoursKeepEveryTextLegible(theme: ThemeChoice, count: Int) {
    let look = Look(depth: .ansi16, theme: theme)
    let all = Color.Role.allCases.flatMap(Color.all)
    for background in all where background != Theme.legible {
      for foreground in all where !foreground.role.isPaint {
        let cell = Cell(foreground: foreground, background: background, style: .bold)
        let seen = Appearance(cell, in: look, of: count)
        // On the terminal's own background any of the theme's texts reads.
        guard case .number(let back) = seen.background else { continue }
        guard case .number(let front) = seen.foreground else {
          Issue.record("the terminal's own text on \(background)")
          continue
        }
        #expect(front < count && back < count)
        let contrast = RGB(xterm: front).contrast(with: RGB(xterm: back))
        #expect(contrast >= 3, "\(foreground) on \(background): \(contrast)")
      }
    }
  }

  @Test func theTerminalsOwnColoursAreUsedAtEveryDepth() {
    for depth in [ColorDepth.ansi16, .indexed256, .direct] {
      let look = Look(depth: depth, theme: .terminal)
      let blank = Appearance(Cell(foreground: Theme.text, background: Theme.background), in: look)
      #expect(blank.foreground == .own && blank.background == .own)
      let key = Appearance(Cell(foreground: Theme.key, background: Theme.background), in: look)
      #expect(key.foreground == .number(5) && key.background == .own)
      let canvas = Canvas(width: 2, height: 1, look: look)
      #expect(canvas.ansiText == "\u{1b}[0;39;49m  \u{1b}[0m\n")
    }
    // A block of the background upon a colour is the other block of that colour.
    let look = Look(theme: .terminal)
    for (upper, lower, text) in [
      (Theme.background, Color(.negative, 8), "\u{1b}[0;94;49m▄\u{1b}[0m\n"),
      (Color(.negative, 8), Theme.background, "\u{1b}[0;94;49m▀\u{1b}[0m\n"),
      (Color(.positive, 0), Theme.background, "\u{1b}[0;39;49m \u{1b}[0m\n"),
    ] {
      var canvas = Canvas(width: 1, height: 1, look: look)
      canvas.put("▀", x: 0, y: 0, Ink(upper, on: lower))
      #expect(canvas.ansiText == text)
    }
    // The texts that have a colour read on black and on white.
    for role in [Color.Role.key, .good, .bad, .sign, .optimizer, .lane] {
      for color in Color.all(role) {
        guard let number = Palette.terminal.shade(color).number16 else { continue }
        for back in [RGB(0x000000), RGB(0xffffff)] {
          #expect(RGB(xterm: number).contrast(with: back) >= 3, "\(color) on \(back.hex)")
        }
      }
    }
  }

  @Test func allPairsOfAThemeFitATerminalOf256Colours() {
    let all = Color.Role.allCases.flatMap(Color.all)
    var pairs: Set<[UInt8]> = []
    for theme in ThemeChoice.allCases {
      for one in all {
        for other in all {
          let shade = theme.palette.shade(one, on: other)
          pairs.insert([shade.number256, theme.palette.shade(other).number256])
        }
      }
    }
    // So many has the description of xterm-256color, and so have those of our own.
    #expect(pairs.count < 1 << 16)
  }
}

extension RGB {
  /// The hue in degrees; a grey, or what is nearly one, has none.
  fileprivate var hue: Double? {
    let (red, green, blue) = (Double(red), Double(green), Double(blue))
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    guard most - least > 12 else { return nil }
    let sixths =
      most == red
      ? (green - blue) / (most - least)
      : most == green ? 2 + (blue - red) / (most - least) : 4 + (red - green) / (most - least)
    return sixths < 0 ? 60 * sixths + 360 : 60 * sixths
  }
}
