import Engine
import Languages

/// The numbers that keys take a setting through, by what it may be.
enum SettingLadder {
  /// What a part of a running mean is usually set to.
  private static let shares = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999]
  /// Below this a number that may be 0 becomes 0.
  private static let least = 1e-12

  /// The next value, or `nil` at the end of what it may be; `isShare` where it is a part of a running mean though more than 1
  /// is accepted, as of a momentum.
  static func next(_ setting: Setting, from value: Double, isUp: Bool, isShare: Bool = false) -> Double? {
    switch setting.kind {
    case .flag:
      return 1 - value
    case .choice(let words):
      let count = Double(words.count)
      return (value + (isUp ? 1 : count - 1)).truncatingRemainder(dividingBy: count)
    case .whole:
      return accepted(value + (isUp ? 1 : -1), setting)
    case .wholes:
      return nil
    case .number:
      // What may be no larger than 1 is a share; all else goes in steps of 1, 2, 5.
      if isShare || !setting.accepts(1.5), setting.accepts(0.5) {
        let next = isUp ? shares.first { $0 > value } : shares.last { $0 < value }
        return next.flatMap { accepted($0, setting) }
      }
      if value <= 0 { return isUp ? accepted(1e-5, setting) : nil }
      let next = isUp ? LearningRateLadder.above(value) : LearningRateLadder.below(value)
      if !isUp, next < least || next == value { return setting.accepts(0) ? 0 : nil }
      return next == value ? nil : accepted(next, setting)
    }
  }

  private static func accepted(_ value: Double, _ setting: Setting) -> Double? {
    setting.accepts(value) ? value : nil
  }

  /// Whether a value can be typed.
  static func isTyped(_ setting: Setting) -> Bool {
    switch setting.kind {
    case .number, .whole: true
    case .flag, .choice, .wholes: false
    }
  }

  /// What is said of something that is on or off.
  static func text(isOn: Bool) -> String { isOn ? say("settings.on", "on") : say("settings.off", "off") }

  /// What a setting holds, in words.
  static func text(_ setting: Setting, _ values: SettingValues) -> String {
    switch setting.kind {
    case .flag: text(isOn: values.isOn(setting.name))
    case .choice(let words):
      words.indices.contains(Int(values[setting.name])) ? words[Int(values[setting.name])] : "–"
    case .wholes: values.list(setting.name).map { NumberText.shortest($0) }.joined(separator: ", ")
    case .number, .whole: NumberText.shortest(values[setting.name])
    }
  }
}
