/// One number that a program has logged.
public struct LoggedNumber: Sendable, Equatable {
  /// What it is called, such as "loss/train".
  public let tag: String
  /// The step it was logged at; `nil` where that was not said.
  public let step: Int?
  /// The number, which need not be finite.
  public let value: Double

  /// A number that was logged.
  public init(tag: String, step: Int?, value: Double) {
    (self.tag, self.step, self.value) = (tag, step, value)
  }
}

/// Takes the bytes of a log as they come and gives the numbers of all that is whole; what is half written waits for its rest.
public protocol LogDecoder: Sendable {
  /// Takes the next bytes; throws `FormatError` for what is no such log, from where on nothing more can be read.
  mutating func feed(_ bytes: some Sequence<UInt8>) throws -> [LoggedNumber]
  /// What was left out as damaged, in words; `nil` while that is nothing.
  var damage: String? { get }
}
