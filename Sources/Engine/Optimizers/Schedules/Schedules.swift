import Languages

/// The schedules there are.
public enum Schedules {
  /// All of them, in the order in which lists show them.
  @TaskLocal public static var all: [ScheduleRule] = [
    .step, .multiStep, .exponential, .cosine, .linear, .oneCycle,
  ]

  /// The schedule with a name: `-`, `_`, capitals and PyTorch's class names make no difference.
  public static func named(_ name: String, among rules: [ScheduleRule] = all) throws(SettingError)
    -> ScheduleRule
  {
    if let found = rules.first(where: { $0.isCalled(name) }) { return found }
    let names = rules.map(\.name).joined(separator: ", ")
    throw SettingError(
      name.isEmpty
        ? say("engine.optimizer.scheduleMissing", "a schedule is missing; there are \(names)")
        : say("engine.optimizer.noSchedule", "there is no schedule \(name); there are \(names)"))
  }

  /// The plan that a text asks for, such as "linear start_factor=0.01 total_iters=5, at 5 cosine T_max=20".
  public static func parse(
    _ text: String, among rules: [ScheduleRule] = all
  ) throws(SettingError) -> SchedulePlan {
    var parts: [SchedulePlan.Part] = []
    var begin = 0
    var words: [String] = []
    let all = SettingText.words(text)
    var index = 0
    // A sequence goes on at the word "at", which is no name of a setting.
    while index <= all.count {
      if index == all.count || SettingText.plain(all[index]) == "at" {
        let rule = try named(words.first ?? "", among: rules)
        let values = try rule.values(from: words.dropFirst().joined(separator: " "))
        parts.append(SchedulePlan.Part(rule: rule, values: values, begin: begin))
        words = []
        if index == all.count { break }
        guard index + 1 < all.count else {
          throw SettingError(
            say(
              "engine.optimizer.beginMissing",
              """
              at nothing, where a step after \(begin) would be right, as in "at \(begin + 5) cosine T_max=20"
              """))
        }
        let written = all[index + 1]
        guard let next = Int(written), next > begin else {
          throw SettingError(
            say(
              "engine.optimizer.beginWanted",
              """
              at \(written), where a step after \(begin) would be right, as in "at \(begin + 5) cosine T_max=20"
              """))
        }
        begin = next
        index += 2
      } else {
        words.append(all[index])
        index += 1
      }
    }
    return SchedulePlan(parts: parts)
  }
}
