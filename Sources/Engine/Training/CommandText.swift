import Languages

extension Command {
  /// The command as it is written: "optimizer=adam", "lr=0.01", "layer.weight[0][1]=0.5", "reset", "seed=7".
  public var text: String {
    switch self {
    case .optimizer(let name): "optimizer=\(name)"
    case .set(let name, let value): "\(name)=\(SettingText.number(value))"
    case .edit(let place, let value): "\(place)=\(SettingText.number(value))"
    case .reset: "reset"
    case .reseed(let seed): "seed=\(seed)"
    }
  }

  /// The commands that a text such as "optimizer=adam", "lr=0.01" or "layer.weight[0][1]=0.5" asks for while `rule` runs;
  /// several where it sets a tuple of PyTorch's, as "betas=0.9,0.99" does.
  ///
  /// - Throws: `SettingError` where it is no such thing, or begins the run again, or where `rule` has no such setting.
  public static func parse(
    _ text: String, while rule: OptimizerRule, among rules: [OptimizerRule] = Optimizers.all
  ) throws(SettingError) -> [Command] {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
      SettingText.trimmed($0)
    }
    let subject = SettingText.plain(parts[0])
    guard !["reset", "seed", "reseed"].contains(subject) else {
      throw SettingError(
        say("engine.training.beginsAgain", "a run cannot be told to begin again at one of its steps"))
    }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw SettingError(
        say(
          "engine.training.commandWanted",
          "a name and its value would be right, such as optimizer=adam, lr=0.01 or layer.weight[0][1]=0.5"))
    }
    if subject == "optimizer" { return [.optimizer(try Optimizers.named(parts[1], among: rules).name)] }
    if parts[0].contains("[") {
      guard let place = Place(parts[0]) else {
        throw SettingError(
          say("engine.training.noPlace", "\(parts[0]) is no place; layer.weight[0][1] would be one"))
      }
      guard let value = Double(parts[1]), Float(value).isFinite else {
        throw SettingError(
          say("engine.training.noFiniteNumber", "\(parts[1]) is no finite float32 number, such as 0.5"))
      }
      return [.edit(place, value)]
    }
    var values = rule.defaults
    try rule.set(parts[0], to: parts[1], in: &values)
    return rule.settings.filter {
      SettingText.plain($0.name) == subject || $0.place.map { SettingText.plain($0.tuple) } == subject
    }.map { .set($0.name, values[$0.name]) }
  }
}

extension Place {
  /// The place that a text such as "layer.weight[0][1]" or "layer.weight[0, 1]" names; `nil` where it names none.
  public init?(_ text: String) {
    guard let open = text.firstIndex(of: "["), open != text.startIndex, text.hasSuffix("]") else {
      return nil
    }
    let inner = text[open...].dropFirst().dropLast().replacing("][", with: ",")
    let index = inner.split(separator: ",", omittingEmptySubsequences: false).map {
      Int(SettingText.trimmed($0))
    }
    guard !index.contains(nil) else { return nil }
    self.init(tensor: String(text[..<open]), index: index.compactMap(\.self))
  }
}
