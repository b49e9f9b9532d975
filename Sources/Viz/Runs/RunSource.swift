import Engine

/// A run as the viewer sees it, wherever it trains: it takes commands and gives the newest report.
///
/// Screens know no other word for a run. What a source cannot do, it does not name among its capabilities, and no key for it
/// is offered.
protocol RunSource: AnyObject {
  /// Passes a command on; it takes effect at the next step boundary.
  func send(_ command: RunCommand)
  /// Says what reports are to hold in full from now on.
  func look(at interest: Interest)
  /// Asks for a report as soon as something has changed since the last one.
  func requestReport()
  /// The newest report, if there is one that was not taken yet.
  func takeReport() -> RunReport?
  /// Asks the source to end at the next step boundary.
  func askToEnd()
  /// Descriptors where news come in, to be waited for; a source of this process wakes whoever waits by itself.
  var descriptors: [Int32] { get }
  /// How long to wait at the most before it is looked at again; `nil` where it tells of all news.
  var patience: Duration? { get }
}

extension RunSource {
  var descriptors: [Int32] { [] }
  var patience: Duration? { nil }
}

/// What can be asked of a source besides a report.
struct Capabilities: OptionSet, Sendable {
  let rawValue: Int

  /// To be paused, to go on, to take single steps.
  static let stepping = Capabilities(rawValue: 1)
  /// To change the optimizer and its settings.
  static let optimizer = Capabilities(rawValue: 1 << 1)
  /// To put numbers into its tensors.
  static let editing = Capabilities(rawValue: 1 << 2)
  /// To go back to earlier steps.
  static let time = Capabilities(rawValue: 1 << 3)
  /// To start again, from the same weights or others.
  static let restarting = Capabilities(rawValue: 1 << 4)
  /// To let optimizers race from its weights.
  static let racing = Capabilities(rawValue: 1 << 5)
  /// To be made another run: on other data, of another network.
  static let rebuilding = Capabilities(rawValue: 1 << 6)

  /// To be told as a program.
  static let program = Capabilities(rawValue: 1 << 7)
  /// To step at a pace.
  static let pacing = Capabilities(rawValue: 1 << 8)
  /// To have the settings of its own multiplied, and given back.
  static let ownSettings = Capabilities(rawValue: 1 << 9)
  /// To be held by itself where something happens.
  static let breakpoints = Capabilities(rawValue: 1 << 11)
  /// To be ended, as a program that was begun here.
  static let stopping = Capabilities(rawValue: 1 << 10)
  /// To keep what is done, and to write that and its weights.
  static let saving = Capabilities(rawValue: 1 << 12)

  /// All of them that a run of the engine has.
  static let all: Capabilities = [
    .stepping, .pacing, .optimizer, .editing, .time, .restarting, .racing, .rebuilding, .program, .saving,
  ]
}
