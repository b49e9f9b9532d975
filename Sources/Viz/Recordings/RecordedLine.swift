import Engine
import Formats
import Languages

/// A line of a recording: what was done, after which step and when, and where the run stood afterwards.
struct RecordedLine: Equatable, Sendable {
  /// How many steps were taken before it.
  let step: Int
  /// When it was done, in seconds since the run came up.
  var time: Double
  let deed: Deed
  /// Where the run stood afterwards, of those that are compared.
  let state: RecordedState?

  /// The line of JSON.
  var json: String {
    let (name, value) = deed.words
    let rest = (value.map { ",\"value\":\($0)" } ?? "") + (state.map { ",\($0.json)" } ?? "")
    return "{\"step\":\(step),\"time\":\(JSONText.seconds(time)),\"do\":\(JSONText.text(name))\(rest)}\n"
  }
}

extension RecordedLine {
  /// The line that an object is; throws in one line what is wrong with it.
  init(_ value: JSONValue) throws(Recording.Problem) {
    guard let step = value["step"]?.int, RunStart.canBe(step) else {
      throw Recording.Problem(say("recording.noStep", "it has no step, a whole number from 0 on"))
    }
    guard let name = value["do"]?.string else {
      throw Recording.Problem(say("recording.noDeed", "it does not say what was done"))
    }
    guard let deed = Deed(name, value["value"]) else {
      let name = name.prefix(40)
      guard let value = value["value"]?.line.prefix(40) else {
        throw Recording.Problem(say("recording.wrongDeed", "'\(name)' is nothing that can be done"))
      }
      throw Recording.Problem(
        say("recording.wrongValue", "'\(name)' with the value \(value) is nothing that can be done"))
    }
    guard let time = value["time"]?.double, time >= 0, time < Recording.longest else {
      throw Recording.Problem(say("recording.noTime", "it has no time in seconds from 0 on"))
    }
    (self.step, self.time, self.deed) = (step, time, deed)
    state = try RecordedState(value)
  }
}

/// Where a run stood: the loss of its next batch, and a hash of all parameters.
struct RecordedState: Equatable, Sendable {
  /// The loss, which may be no number.
  let loss: Float
  /// FNV-1a of all parameters' float32 bytes, in the order of the state dict, as 16 hexadecimal digits.
  let hash: String

  /// Where a trainer stands.
  init(_ trainer: Trainer) {
    loss = trainer.loss
    hash = Fingerprint(of: trainer.network).text
  }

  /// The state that an object tells of; `nil` where it tells of none.
  init?(_ value: JSONValue) throws(Recording.Problem) {
    guard let hash = value["hash"] else { return nil }
    self.hash = try Self.hash(hash)
    guard let loss = value["loss"]?.float else {
      throw Recording.Problem(say("recording.noLoss", "it has a hash but no loss"))
    }
    self.loss = loss
  }

  /// A hash as it is written.
  static func hash(_ value: JSONValue) throws(Recording.Problem) -> String {
    guard let text = value.string, text.count == 16, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw Recording.Problem(say("recording.wrongHash", "its hash is not 16 hexadecimal digits"))
    }
    return text.lowercased()
  }

  /// The members of an object.
  var json: String { "\"loss\":\(JSONText.number(loss)),\"hash\":\"\(hash)\"" }

  /// Whether both are the same, to the bit; a loss that is no number is written as null.
  static func == (a: RecordedState, b: RecordedState) -> Bool {
    a.hash == b.hash && (a.loss == b.loss || !a.loss.isFinite && !b.loss.isFinite)
  }
}
