import ArgumentParser
import Languages

/// The options that decide how frames look, whatever they show.
struct LookOptions: ParsableArguments {
  @Option(
    name: .customLong("color"), parsing: .unconditional,
    help: ArgumentHelp(
      say("option.color", "Colours: auto, direct, 256, 16 or none. (default: auto; direct for render)"),
      valueName: say("value.depth", "depth")),
    completion: .list(["auto"] + ColorDepth.allCases.map(\.rawValue)), transform: Self.color)
  var color: ColorDepth?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.theme",
        """
        Theme: \(Self.themes); terminal has the terminal's own colours. (default: auto, by the terminal's background; \
        dark for render)
        """), valueName: say("value.theme", "theme")),
    completion: .list(["auto"] + ThemeChoice.allCases.map(\.rawValue)), transform: Self.theme)
  var theme: ThemeChoice?

  @Flag(help: ArgumentHelp(say("option.ascii", "Use ASCII characters only.")))
  var ascii = false

  @Flag(help: ArgumentHelp(say("option.unicode", "Use all characters, whatever locale and terminal say.")))
  var unicode = false

  @Option(
    name: .customLong("lang"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.lang",
        "Language: \(Self.languages). (default: auto, by the locale; en for render and cast)"),
      valueName: say("value.lang", "language")),
    completion: .list(["auto"] + Language.allCases.map(\.rawValue)), transform: Self.language)
  var language: Language?

  /// The characters that were asked for.
  var glyphs: GlyphSet? { ascii ? .ascii : unicode ? .unicode : nil }

  /// The language of a screen in some look: of the characters of ASCII, English alone can be written.
  static func language(of look: Look) -> Language { look.glyphs == .ascii ? .english : .current }

  /// The look of frames without a terminal.
  var still: Look { Look(glyphs: glyphs ?? .unicode, depth: color ?? .direct, theme: theme ?? .dark) }

  func validate() throws {
    if ascii, unicode {
      throw ValidationError(
        say("error.asciiAndUnicode", "--ascii and --unicode exclude each other; give one of them"))
    }
  }

  /// The terminal as a screen with this look; throws where it cannot be one.
  func openTerminal() throws -> Terminal {
    do throws(Terminal.Failure) {
      return try Terminal(depth: color, glyphs: glyphs, theme: theme)
    } catch {
      switch error {
      case .unknownTerminal(let name):
        throw Failure(
          say(
            "error.unknownTerminal",
            "terminfo does not know the terminal '\(name)'; set TERM, for instance to xterm-256color"))
      case .noCursorPlacement(let name):
        throw Failure(
          say(
            "error.noCursorPlacement",
            "the terminal '\(name)' cannot place its cursor; set TERM, for instance to xterm-256color"))
      case .noUTF8:
        throw Failure(
          say(
            "error.noUTF8",
            "--unicode needs a locale of UTF-8, and none is installed; 'locale -a' lists what is"))
      case .noPipe:
        throw Failure(say("error.noPipe", "no pipe can be opened: \(systemErrorText())"))
      }
    }
  }

  /// What can be asked for.
  private static let themes = (["auto"] + ThemeChoice.allCases.map(\.rawValue)).joined(separator: ", ")
  private static let languages = (Language.allCases.map(\.rawValue) + ["auto"]).joined(separator: ", ")

  private static func color(_ text: String) throws -> ColorDepth? {
    if text == "auto" { return nil }
    guard let depth = ColorDepth(rawValue: text) else {
      throw ValidationError(say("error.colors", "the colour depths are: auto, direct, 256, 16, none"))
    }
    return depth
  }

  private static func language(_ text: String) throws -> Language? {
    if text == "auto" { return nil }
    guard let language = Language(rawValue: text) else {
      throw ValidationError(say("error.languages", "the languages are: \(Self.languages)"))
    }
    return language
  }

  private static func theme(_ text: String) throws -> ThemeChoice? {
    if text == "auto" { return nil }
    guard let theme = ThemeChoice(rawValue: text) else {
      throw ValidationError(say("error.themes", "the themes are: \(Self.themes)"))
    }
    return theme
  }
}
