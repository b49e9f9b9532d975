import Languages

extension Look {
  /// What there is to say once a key has chosen another theme.
  var themeMessage: String {
    let message = say("app.theme", "theme: \(theme.title)")
    return depth != .none ? message : say("app.themeUnseen", "\(message), not seen without colours")
  }
}
