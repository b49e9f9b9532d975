import ArgumentParser

/// The options that decide how frames look, shared by `run` and `render`.
struct ScreenOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Scene to show: \(SceneList.all.map(\.name).joined(separator: ", ")), or its number. (default: "
        + "\(SceneList.all[0].name))", valueName: "name"),
    completion: .list(SceneList.all.map(\.name)), transform: OptionParsers.scene)
  var scene = 0

  @Option(
    name: .customLong("color"), parsing: .unconditional,
    help: ArgumentHelp(
      "Colours: auto, direct, 256, 16 or none. (default: auto; direct for render)", valueName: "depth"),
    completion: .list(["auto"] + ColorDepth.allCases.map(\.rawValue)), transform: Self.color)
  var color: ColorDepth?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Theme: auto, dark, light, or terminal for the terminal's own colours. (default: auto, by the terminal's "
        + "background; dark for render)", valueName: "theme"),
    completion: .list(["auto"] + ThemeChoice.allCases.map(\.rawValue)), transform: Self.theme)
  var theme: ThemeChoice?

  @Flag(help: "Use ASCII characters only.")
  var ascii = false

  @Flag(help: "Use all characters, whatever locale and terminal say.")
  var unicode = false

  /// The characters that were asked for.
  var glyphs: GlyphSet? { ascii ? .ascii : unicode ? .unicode : nil }

  func validate() throws {
    if ascii, unicode {
      throw ValidationError("--ascii and --unicode exclude each other; give one of them")
    }
  }

  /// The pooling scene as it starts: the article's case with the numbers of a seed.
  func poolingState(seed: UInt64) throws -> PoolingState {
    var settings = PoolingState.Settings()
    settings.seed = seed
    return try PoolingState(settings)
  }

  private static func color(_ text: String) throws -> ColorDepth? {
    if text == "auto" { return nil }
    guard let depth = ColorDepth(rawValue: text) else {
      throw ValidationError("the colour depths are: auto, direct, 256, 16, none")
    }
    return depth
  }

  private static func theme(_ text: String) throws -> ThemeChoice? {
    if text == "auto" { return nil }
    guard let theme = ThemeChoice(rawValue: text) else {
      throw ValidationError("the themes are: auto, dark, light, terminal")
    }
    return theme
  }
}
