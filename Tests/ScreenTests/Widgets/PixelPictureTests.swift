import Testing

@testable import Viz

/// Numbers as shades and as pixels.
@Suite struct PixelPictureTests {
  private static let looks = [
    Look(), Look(glyphs: .unicode, depth: .none), Look(glyphs: .ascii, depth: .none),
    Look(glyphs: .ascii, depth: .ansi16),
  ]

  private func canvas(
    _ numbers: [Float], _ columns: Int, _ rows: Int, _ width: Int, _ height: Int, _ look: Look = Look(),
    limit: Double = 1
  ) -> Canvas {
    var canvas = Canvas(width: width, height: height, look: look)
    PixelPicture(numbers: numbers, columns: columns, rows: rows, limit: limit, look: look).draw(
      in: canvas.bounds, &canvas)
    return canvas
  }

  @Test func aShadeIsDenserForALargerNumberAndAnotherSignForANegativeOne() {
    let shares = [0, 0.25, 0.5, 0.75, 1]
    func shades(_ sign: Double, _ glyphs: GlyphSet) -> String {
      String(
        String.UnicodeScalarView(
          shares.map { ShadeGlyph.of(sign * $0 * 4, limit: 4, Look(glyphs: glyphs, depth: .none)) }))
    }
    #expect(shades(1, .unicode) == " ░▒▓█" && shades(-1, .unicode) == " ·∘○●")
    #expect(shades(1, .ascii) == " .+*#" && shades(-1, .ascii) == " ,-~=")
  }

  @Test func aShadeOfWhatIsNoNumberIsNoShadeOfANumber() {
    for look in Self.looks {
      for value in [Double.nan, .infinity, -.infinity] {
        #expect(ShadeGlyph.of(value, limit: 1, look) == "!")
      }
      #expect(ShadeGlyph.of(1e38, limit: 1, look) == ShadeGlyph.of(1, limit: 1, look))
      #expect(ShadeGlyph.of(-1e38, limit: 1, look) == ShadeGlyph.of(-1, limit: 1, look))
      #expect(ShadeGlyph.of(0, limit: 0, look) == " " && ShadeGlyph.of(-0.0, limit: 1, look) == " ")
    }
  }

  @Test func aCellHoldsTwoPixelsOneAboveTheOther() {
    let cells = canvas([1, 0, -1, 0], 2, 2, 2, 1).cells
    #expect(cells[0].scalar == "▀" && cells[1].scalar == " ")
    #expect(cells[0].foreground == Color(.positive, 8) && cells[0].background == Color(.negative, 8))
    #expect(cells[1].background == Color(.positive, 0))
  }

  @Test func whereCellsHaveNoHalvesEachIsAPixel() {
    for look in [Look(glyphs: .unicode, depth: .none), Look(glyphs: .ascii, depth: .none)] {
      let lines = canvas([1, 0, -1, 0.5], 2, 2, 2, 2, look).plainText
      #expect(lines == (look.glyphs == .unicode ? "█\n●▒\n" : "#\n=+\n"))
    }
    // With colours in ASCII the colour alone tells, a pixel a cell.
    let colored = canvas([1, -1], 1, 2, 1, 2, Look(glyphs: .ascii, depth: .ansi16))
    #expect(colored.cells.map(\.scalar) == [" ", " "])
    #expect(colored.cells.map(\.background) == [Color(.positive, 8), Color(.negative, 8)])
  }

  @Test func aPictureFillsAnyAreaInItsOrder() {
    let look = Look(glyphs: .ascii, depth: .none)
    #expect(canvas([1, 0.5, 0.75, -1], 2, 2, 6, 4, look).plainText == "###+++\n###+++\n***===\n***===\n")
    // Of a smaller area each cell is one of the picture's own numbers, from left to right and top to bottom.
    let numbers = (0..<64).map { Float($0) / 63 }
    for (width, height) in [(1, 1), (3, 2), (5, 7), (8, 8)] {
      let cells = canvas(numbers, 8, 8, width, height).cells
      let steps = cells.map { Int($0.foreground.step) }
      for y in 0..<height {
        let row = Array(steps[y * width..<(y + 1) * width])
        #expect(row == row.sorted(), "\(width)×\(height)")
        if y > 0 { #expect(steps[y * width] >= steps[(y - 1) * width]) }
      }
    }
  }

  @Test func whatIsNoNumberHasTheColourForWhatIsWrong() {
    let cells = canvas([.nan, .infinity, 1e38, -1e38], 4, 1, 4, 1, limit: 2).cells
    #expect(
      cells.map(\.background) == [Theme.bad, Theme.bad, Color(.positive, 8), Color(.negative, 8)])
  }

  @Test func whatIsNoPictureLeavesTheAreaAsItWas() {
    for look in Self.looks {
      let blank = Canvas(width: 3, height: 2, look: look)
      #expect(canvas([], 0, 0, 3, 2, look) == blank)
      #expect(canvas([1, 2, 3], 2, 2, 3, 2, look) == blank, "too few numbers")
      #expect(canvas([1], 1, 1, 0, 0, look).cells.isEmpty)
    }
  }
}
