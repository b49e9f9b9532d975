import Languages

extension Look {
  /// What there is to say once a key has chosen another theme.
  var themeMessage: String {
    let message =
      switch theme {
      case .dark: say("app.themeDark", "theme: dark")
      case .light: say("app.themeLight", "theme: light")
      case .terminal: say("app.themeTerminal", "theme: terminal")
      }
    return depth != .none ? message : say("app.themeUnseen", "\(message), not seen without colours")
  }
}
