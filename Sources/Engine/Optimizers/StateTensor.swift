import Languages

/// An array that an optimizer keeps for each parameter, such as Adam's first moment.
public struct StateTensor: Sendable, Equatable {
  /// PyTorch's name, such as "exp_avg".
  public let name: String
  /// The symbol used on screen, such as "m".
  public let symbol: String
  /// What it is, in a few words.
  public var meaning: String { words.text }
  /// Its words in every language.
  let words: Words
  /// Whether its numbers can be negative.
  public let isSigned: Bool

  /// A description of such an array.
  public init(_ name: String, symbol: String, _ meaning: Words, isSigned: Bool) {
    self.name = name
    self.symbol = symbol
    words = meaning
    self.isSigned = isSigned
  }

  /// A description that is the same in every language.
  public init(_ name: String, symbol: String, _ meaning: String, isSigned: Bool) {
    self.init(name, symbol: symbol, .unnamed(meaning), isSigned: isSigned)
  }
}
