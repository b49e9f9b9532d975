import Engine
import Testing

@testable import Viz

/// Frames as SVG pictures.
@Suite struct PictureTests {
  /// The texts of a picture in their order.
  private static func texts(_ svg: String) -> [Text] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.map { Text(String($0)) }
  }

  /// One text with its attributes.
  private struct Text: Equatable {
    var attributes: [String: String] = [:]
    var text = ""

    init(_ line: String) {
      guard let end = line.firstIndex(of: ">"), let close = line.range(of: "</text>") else { return }
      for attribute in line[..<end].split(separator: " ").dropFirst() {
        let parts = attribute.split(separator: "=")
        attributes[String(parts[0])] = String(parts[1].dropFirst().dropLast())
      }
      text = String(line[line.index(after: end)..<close.lowerBound])
      for (escaped, plain) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        text = text.replacing(escaped, with: plain)
      }
    }
  }

  /// A picture of one row.
  private static func picture(_ text: String, _ ink: Ink = Theme.plain) -> String {
    var canvas = Canvas(width: 40, height: 1)
    canvas.write(text, x: 1, y: 0, ink)
    return canvas.svg
  }

  @Test(arguments: Preset.all.map(\.name))
  func noSceneLeavesAGraphicCharacterToAFont(name: String) throws {
    let shapes = GlyphShapes(width: 10, height: 20)
    for options in ["", "--theme light", "--color none", "--lang zh", "--keys ?"] {
      for scene in SceneList.all {
        let arguments = "--preset \(name) --steps 20 --scene \(scene.name) --seed 1 \(options)".split(
          separator: " ")
        let command = try RenderCommandLine.parse(arguments.map(String.init))
        let state = try command.state()
        let canvas = Frame.draw(state, width: 120, height: 40)
        let svg = canvas.svg
        let texts = Self.texts(svg)
        for scalar in texts.flatMap(\.text.unicodeScalars) {
          #expect(!scalar.isGraphic && shapes.shape(of: scalar) == nil, "\(scalar) in \(arguments)")
        }
        // All else stays text, in the order of reading.
        let letters = canvas.plainText.unicodeScalars.filter {
          shapes.shape(of: $0) == nil && $0 != " " && $0 != "\n"
        }
        #expect(String(String.UnicodeScalarView(letters)) == texts.map(\.text).joined(), "\(arguments)")
        #expect(Frame.draw(state, width: 120, height: 40).svg == svg)
      }
    }
  }

  @Test func wordsStandAtTheirColumns() {
    let texts = Self.texts(Self.picture("lr 0.01 step"))
    #expect(texts.map(\.text) == ["lr", "0.01", "step"])
    #expect(texts.map { $0.attributes["x"] } == ["10", "40", "90"])
    #expect(texts.map { $0.attributes["textLength"] } == ["20", "40", "40"])
  }

  @Test func lettersOutsideOfASCIIStandInTheMiddleOfTheirCells() {
    let texts = Self.texts(Self.picture("β₁·m̂ ← ∂L"))
    #expect(texts.map(\.text) == ["β", "₁", "·", "m̂", "←", "∂", "L"])
    #expect(texts.map { $0.attributes["x"] } == ["15", "25", "35", "45", "65", "85", "90"])
    #expect(texts.dropLast().allSatisfy { $0.attributes["text-anchor"] == "middle" })
    #expect(texts.allSatisfy { $0.attributes["textLength"] == nil })
  }

  @Test func chineseWordsTakeTwoColumnsALetter() throws {
    let texts = Self.texts(Self.picture("lr 学习率，批"))
    #expect(texts.map(\.text) == ["lr", "学习率", "，", "批"])
    #expect(texts[1].attributes["textLength"] == "60")
    // A letter and the gap behind it are two columns wide, so that viewers who know no textLength agree.
    let gap = try #require(texts[1].attributes["letter-spacing"].flatMap(Double.init))
    let start = try #require(texts[1].attributes["x"].flatMap(Double.init))
    #expect(abs(16.61 + gap - 20) < 0.01 && abs(start - 40 - gap / 2) < 0.01)
    #expect(texts[2].attributes["x"] == "110" && texts[2].attributes["text-anchor"] == "middle")
  }

  @Test func longRunsBeginAnewBeforeANarrowFontShiftsThem() {
    let texts = Self.texts(Self.picture(String(repeating: "-", count: 39)))
    #expect(texts.map(\.text.count) == [32, 7] && texts[1].attributes["x"] == "330")
  }

  @Test func whatXMLReservesOrForbidsIsEscaped() {
    let svg = Self.picture("a<b&c>d\u{ffff}")
    #expect(svg.contains(">a&lt;b&amp;c&gt;d</text>") && svg.contains(">\u{fffd}</text>"))
  }

  @Test func boldUnderlineAndReverseAreSeen() {
    #expect(Self.picture("step", Theme.strong).contains("font-weight=\"bold\">step"))
    // Under the blank too, where no text is.
    #expect(Self.picture("a b", Ink(Theme.key, .underline)).contains("M10 16.5h30v1h-30z"))
    let palette = ThemeChoice.dark.palette
    let (text, key) = (palette.shade(Theme.text).rgb.hex, palette.shade(Theme.key).rgb.hex)
    let reversed = Self.picture("ab", Ink(Theme.text, on: Theme.key, .reverse))
    #expect(reversed.contains("<path fill=\"\(text)\" d=\"M10 0h20v20h-20z\"/>"))
    #expect(reversed.contains("fill=\"\(key)\">ab</text>"))
  }

  @Test func aShadeLetsThatMuchOfTheBackgroundThrough() {
    let svg = Self.picture("░▒▓█")
    for opacity in [" opacity=\".25\"", " opacity=\".5\"", " opacity=\".75\"", ""] {
      #expect(svg.contains("\"\(opacity) d=\""), "\(svg)")
    }
  }

  @Test func whatHasOneColourIsOnePath() {
    var canvas = Canvas(width: 30, height: 10)
    for y in 0..<10 { canvas.write(String(repeating: "⣿", count: 30), x: 0, y: y, Theme.plain) }
    let svg = canvas.svg
    #expect(svg.split(separator: "<path").count == 2)
    #expect(svg.split(separator: "h0").count == 1 + 30 * 10 * 8)
  }

  @Test func aPictureOfNothingIsAPicture() {
    let svg = Canvas(width: 0, height: 0).svg
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n") && !svg.contains("<path"))
  }
}
