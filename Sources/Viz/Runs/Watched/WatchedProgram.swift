import Engine

/// What there is to tell of a program that trains by itself, besides what every run has.
struct WatchedProgram: Sendable {
  /// How far it has come.
  enum Phase: Sendable, Equatable {
    /// No step of it was seen yet, since so long; and whether it is running at all.
    case starting(Duration)
    case training
    /// A run of it is over, as the words say, and the program goes on: another run may follow.
    case between(String)
    /// Its end was asked for.
    case stopping
    /// It has ended, in words such as "ended with status 0".
    case ended(String, isBad: Bool)
  }

  /// One process of a job.
  struct Rank: Sendable, Equatable {
    let number: Int
    let step: Int
    let loss: Double
    /// Whether its weights are those of rank 0, where that was compared.
    let isEqual: Bool?
  }

  /// Why something that was asked for was not done.
  struct Answer: Sendable, Equatable {
    let id: Int
    let text: String
  }

  /// Its command line.
  var command: String
  var phase = Phase.training
  /// How many processes train together; and which of them tells.
  var world = 1
  var rank = 0
  /// Steps a second, as the program measures them; `nil` while it is held.
  var stepsPerSecond: Double?
  /// The share of its time that being watched takes.
  var cost: Double?
  /// The rate of the program itself, or of its schedule, of the optimizer that is shown.
  var ownRate: Double?
  /// The settings that can be changed, by PyTorch's names.
  var settable: Set<String> = []
  /// Which of the program's optimizers is shown, from 0, and how many there are.
  var optimizer = 0
  var optimizerCount = 1
  /// How many backward passes the last step's gradient is a sum of.
  var accumulated = 1
  /// How many steps a gradient scaler has left out.
  var skipped = 0
  /// What it holds on by itself, with the factor: see `RunCommand.hold`.
  var breakpoints: [String: Double] = [:]
  /// Why the run holds by itself, if it does.
  var heldWhy: String?
  var ranks: [Rank] = []
  /// The losses that belong to other optimizers than the first.
  var otherLosses: [LossHistory] = []
  /// Whether all that the table tells is of a sample of each parameter.
  var isSampled = false
  /// What it prints, where that is at hand.
  var output: ProgramOutput?
  var answer: Answer?
  /// Whether something was asked for that waits for the next step.
  var hasOpenRequest = false

  /// Whether nothing more will come.
  var isOver: Bool {
    if case .ended = phase { true } else { false }
  }
}
