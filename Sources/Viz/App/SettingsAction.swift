import Engine
import Languages

/// What is done with the list of settings.
enum SettingsAction: Equatable, Sendable {
  /// Opens it, or closes it.
  case toggle
  /// Opens it at the choice of the optimizer.
  case chooseOptimizer
  /// Another line, this many further.
  case move(Int)
  /// Less or more of what the cursor is on.
  case turn(isMore: Bool)
  /// Begins to type a value, which a key may have begun.
  case type(Unicode.Scalar?)
}

extension AppState {
  /// Carries out a key of the list of settings and returns what else it comes to.
  mutating func perform(_ action: SettingsAction) -> Action? {
    if action == .toggle || action == .chooseOptimizer {
      candidate = nil
      settingsRow = settingsRow == nil ? 0 : action == .toggle ? nil : settingsRow
      if action == .chooseOptimizer {
        // The first of those that belong to the optimizer.
        let title = snapshot.optimizer.rule.title
        settingsRow = SettingsList(self).rows.firstIndex { $0.section == title } ?? settingsRow
      }
      return nil
    }
    let rows = SettingsList(self).rows
    guard let present = settingsRow, rows.indices.contains(min(present, rows.count - 1)) else { return nil }
    let place = min(present, rows.count - 1)
    switch action {
    case .move(let distance):
      candidate = nil
      settingsRow = min(max(0, place + distance), rows.count - 1)
    case .turn(let isMore):
      guard let action = isMore ? rows[place].more : rows[place].less else {
        message =
          rows[place].typed == nil
          ? say("control.settingEnds", "\(rows[place].name) goes no further")
          : say("control.settingEndsTyped", "\(rows[place].name) goes no further; type a value")
        return nil
      }
      if report.watched != nil, case .run(.command(.optimizer(let name))) = action {
        candidate = name == snapshot.optimizer.rule.name ? nil : name
        return nil
      }
      if case .run(.command(.set(let name, let value))) = action,
        let setting = snapshot.optimizer.rule.settings.first(where: { $0.name == name }),
        let refusal = refusal(of: setting, value)
      {
        message = refusal
        return nil
      }
      return action
    case .type(nil) where candidate != nil:
      defer { candidate = nil }
      return candidate.map { .run(.command(.optimizer($0))) }
    case .type(let scalar):
      guard let subject = rows[place].typed else {
        message = say(
          "control.settingNotTyped", "\(rows[place].name) is not typed: left and right change it")
        return nil
      }
      editing = Editing(subject, text: scalar.map { String(Character($0)) } ?? "")
    case .toggle, .chooseOptimizer: break
    }
    return nil
  }
}
