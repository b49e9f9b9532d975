import Languages

/// What has settings that are read from text and checked: the description of an optimizer or of a schedule.
public protocol SettingsOwner: Sendable {
  /// The name on the command line, such as "adamw".
  var name: String { get }
  /// PyTorch's class name, such as "AdamW".
  var className: String { get }
  /// What can be set, in the order in which it is shown.
  var settings: [Setting] { get }
  /// Refuses values that are right one by one but not together.
  var checkTogether: @Sendable (SettingValues) throws(SettingError) -> Void { get }
}

extension SettingsOwner {
  /// The values where nothing is said; settings that have no default are left out.
  public var defaults: SettingValues {
    var values = SettingValues()
    for setting in settings { setting.standard.map { values[setting.name] = $0 } }
    return values
  }

  /// The setting with a name; `-`, `_` and capitals make no difference.
  public func setting(named name: String) throws(SettingError) -> Setting {
    // Names are mostly written as PyTorch writes them, and a schedule asks every step.
    if let found = settings.first(where: { $0.name == name }) { return found }
    let plain = SettingText.plain(name)
    if let found = settings.first(where: { SettingText.plain($0.name) == plain }) { return found }
    let names = settings.map(\.name).joined(separator: ", ")
    throw SettingError(
      say("engine.optimizer.noSetting", "\(self.name) has no setting \(name); it has \(names)"))
  }

  /// Whether there is a setting of exactly this name.
  public func has(_ name: String) -> Bool { settings.contains { $0.name == name } }

  /// Refuses what is missing, unknown or out of range.
  public func check(_ values: SettingValues) throws(SettingError) {
    for name in values.lists.keys.sorted() where !has(name) { _ = try setting(named: name) }
    for setting in settings {
      guard let held = values.lists[setting.name] else {
        throw SettingError(
          say("engine.optimizer.needs", "\(name) needs \(setting.name): \(setting.wanted) would be right"))
      }
      try check(held, of: setting, text: nil)
    }
    try checkTogether(values)
  }

  /// Refuses values that a setting cannot hold; `text` is how they were written.
  func check(_ values: [Double], of setting: Setting, text: String?) throws(SettingError) {
    if setting.accepts(values) { return }
    let text = text ?? values.map(SettingText.number).joined(separator: ",")
    throw SettingError(
      say(
        "engine.optimizer.wanted", "\(name): \(setting.name)=\(text), where \(setting.wanted) would be right")
    )
  }

  /// Sets one setting, or a tuple such as "betas", from text, without looking at the others.
  public func set(_ name: String, to text: String, in values: inout SettingValues) throws(SettingError) {
    let plain = SettingText.plain(name)
    let parts = settings.filter { $0.place.map { SettingText.plain($0.tuple) } == plain }
    if !parts.isEmpty {
      let words = SettingText.elements(text)
      guard words.count == parts.count else {
        let standard = parts.map { SettingText.number($0.standard ?? 0) }.joined(separator: ",")
        throw SettingError(
          say(
            "engine.optimizer.tupleWanted",
            """
            \(self.name): \(name)=\(text), where \(parts.count) numbers would be right, such as \(standard)
            """))
      }
      for (part, word) in zip(parts, words) { try set(part.name, to: word, in: &values) }
      return
    }
    let setting = try setting(named: name)
    let read = SettingText.values(text, of: setting.kind) ?? []
    try check(read, of: setting, text: text)
    values.set(setting.name, read)
  }

  /// The values that a text such as "lr=0.05 momentum=0.9 nesterov" sets, over the defaults; all are checked.
  public func values(from text: String) throws(SettingError) -> SettingValues {
    var values = defaults
    var seen: Set<String> = []
    for word in SettingText.words(text) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard seen.insert(SettingText.plain(parts[0])).inserted else {
        throw SettingError(say("engine.optimizer.givenTwice", "\(name): \(parts[0]) is given twice"))
      }
      if parts.count == 2 {
        try set(parts[0], to: parts[1], in: &values)
      } else {
        let setting = try setting(named: parts[0])
        guard setting.kind == .flag else {
          throw SettingError(
            say(
              "engine.optimizer.noValue",
              "\(name): \(setting.name) has no value; \(setting.wanted) would be right"))
        }
        values[setting.name] = 1
      }
    }
    try check(values)
    return values
  }

  /// The name and all values that differ from the defaults, in the form that `values(from:)` reads; `always` are those
  /// named in any case.
  func text(of values: SettingValues, always: Set<String> = []) -> String {
    let words = settings.compactMap { setting -> String? in
      let held = values.list(setting.name)
      if let standard = setting.standard, held == [standard], !always.contains(setting.name) { return nil }
      switch setting.kind {
      case .flag: return values.isOn(setting.name) ? setting.name : "\(setting.name)=False"
      case .choice(let choices):
        let index = Int(values[setting.name])
        return choices.indices.contains(index) ? "\(setting.name)=\(choices[index])" : nil
      default: return "\(setting.name)=" + held.map(SettingText.number).joined(separator: ",")
      }
    }
    return ([name] + words).joined(separator: " ")
  }

  /// Whether a name as someone writes it means this one.
  func isCalled(_ written: String) -> Bool {
    let plain = SettingText.plain(written)
    let names = [name, className].map(SettingText.plain)
    return names.contains(plain) || names.contains(plain + "lr")
  }
}
