/// What changes a run between two steps: by key, by schedule, from a log or a script.
///
/// Every command says what holds afterwards, never by how much, so that the same commands at the same steps give the same
/// run whoever sends them.
public enum Command: Sendable, Equatable {
  /// The optimizer of this name takes over, with empty state, the settings that it had last, and its schedule from the
  /// beginning.
  case optimizer(String)
  /// A setting of the running optimizer becomes this, by PyTorch's name: "lr", "momentum", "beta1".
  case set(String, Double)
  /// One number becomes another one.
  case edit(Place, Double)
  /// Step 0 again, with the same initial weights; optimizer and settings stay as they are.
  case reset
  /// Step 0 again, with the initial weights of this seed.
  case reseed(UInt64)
}

/// A command and the step after which it acts: what schedules, marks, logs and ways through time are made of.
public struct Timed: Sendable, Equatable {
  /// How many steps are taken when it acts.
  public let step: Int
  /// What it does.
  public let command: Command

  /// A command after `step` steps.
  public init(step: Int, _ command: Command) {
    self.step = step
    self.command = command
  }
}

extension Command {
  /// Whether both change the same thing, to whatever value.
  public func hasSubject(of other: Command) -> Bool {
    switch (self, other) {
    case (.optimizer, .optimizer): true
    case (.set(let name, _), .set(let other, _)): name == other
    case (.edit(let place, _), .edit(let other, _)): place == other
    default: false
    }
  }
}
