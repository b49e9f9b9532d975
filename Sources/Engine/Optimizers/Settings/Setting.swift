import Languages

/// One number, flag or choice that can be set on an optimizer or a schedule.
public struct Setting: Sendable, Equatable {
  /// Which values a setting takes.
  public enum Kind: Sendable, Equatable {
    /// Any number of a range.
    case number(SettingRange)
    /// A whole number of a range.
    case whole(SettingRange)
    /// On or off, kept as 1 or 0.
    case flag
    /// One of some words, kept as its place among them.
    case choice([String])
    /// One or more whole numbers of a range, none smaller than the one before.
    case wholes(SettingRange)
  }

  /// Where PyTorch takes several settings as one tuple: the tuple's name and this setting's place in it.
  public struct TupleElement: Sendable, Equatable {
    /// The tuple's name, such as "betas".
    public let tuple: String
    /// The place, from 0.
    public let index: Int
  }

  /// PyTorch's name, such as "weight_decay"; a tuple's parts are numbered from 1: "beta1".
  public let name: String
  /// How it is written in formulas, such as "λ".
  public let symbol: String
  /// How it is called where room is short, such as "decay".
  public var label: String { short.text }
  /// What it is, in a few words.
  public var meaning: String { words.text }
  /// The words of both in every language.
  private let short: Words
  private let words: Words
  /// What holds where nothing is said, or `nil` where something must be.
  public let standard: Double?
  /// Which values it takes.
  public let kind: Kind
  /// Its place in a tuple of PyTorch's, if it has one.
  public let place: TupleElement?

  /// A setting of any kind.
  public init(
    _ name: String, symbol: String? = nil, label: Words? = nil, _ meaning: Words, standard: Double?,
    kind: Kind, place: TupleElement? = nil
  ) {
    self.name = name
    self.symbol = symbol ?? name
    short = label ?? .unnamed(name)
    words = meaning
    self.standard = standard
    self.kind = kind
    self.place = place
  }

  /// A setting whose meaning is said in the same words in every language.
  public init(_ name: String, symbol: String? = nil, _ meaning: String, standard: Double?, kind: Kind) {
    self.init(name, symbol: symbol, .unnamed(meaning), standard: standard, kind: kind)
  }

  /// Whether `values` can be what this setting holds.
  public func accepts(_ values: [Double]) -> Bool {
    if case .wholes(let range) = kind {
      return !values.isEmpty && values.allSatisfy { range.contains($0) && $0 == $0.rounded() }
        && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
    }
    return values.count == 1 && values.allSatisfy { accepts($0) }
  }

  /// Whether one value can be all that this setting holds.
  public func accepts(_ value: Double) -> Bool {
    switch kind {
    case .number(let range): range.contains(value)
    case .whole(let range): range.contains(value) && value == value.rounded()
    case .flag: value == 0 || value == 1
    case .choice(let words): words.indices.contains { Double($0) == value }
    case .wholes(let range): range.contains(value) && value == value.rounded()
    }
  }

  /// What would be right, as the end of a sentence: "a number of 0 or more".
  public var wanted: String { kind.wanted }
}

extension Setting.Kind {
  /// What would be right, as the end of a sentence: "a number of 0 or more".
  var wanted: String {
    switch self {
    case .number(let range):
      return range.words(
        any: say("engine.optimizer.aNumber", "a number"),
        of: say("engine.optimizer.ofNumber", "a number"))
    case .whole(let range):
      return range.words(
        any: say("engine.optimizer.aWholeNumber", "a whole number"),
        of: say("engine.optimizer.ofWholeNumber", "a whole number"))
    case .flag: return say("engine.optimizer.trueOrFalse", "True or False")
    case .choice(let words):
      return say("engine.optimizer.oneOf", "one of \(words.joined(separator: ", "))")
    case .wholes(let range):
      let numbers = range.words(
        any: say("engine.optimizer.risingNumbers", "rising whole numbers"),
        of: say("engine.optimizer.ofRisingNumbers", "rising whole numbers"))
      return say("engine.optimizer.suchAsRising", "\(numbers), such as 30,80,")
    }
  }
}

extension Setting {
  /// λ, whose effect on the rule differs from optimizer to optimizer.
  static func weightDecay(_ standard: Double = 0) -> Setting {
    Setting(
      "weight_decay", symbol: "λ", label: Words("engine.optimizer.decay", "decay"),
      Words("engine.optimizer.weightDecay", "pull of the weights towards 0"), standard: standard,
      kind: .number(.zeroOrMore))
  }

  /// ε, which keeps a division defined.
  static func epsilon(_ standard: Double) -> Setting {
    Setting(
      "eps", symbol: "ε", label: .unnamed("ε"),
      Words("engine.optimizer.epsilon", "keeps the division defined"), standard: standard,
      kind: .number(.zeroOrMore))
  }

  /// The step size.
  static func learningRate(_ standard: Double) -> Setting {
    Setting("lr", Words("engine.optimizer.rate", "step size"), standard: standard, kind: .number(.zeroOrMore))
  }

  /// μ; PyTorch's own default is 0 in all but Muon.
  static func momentum(_ standard: Double = 0) -> Setting {
    Setting(
      "momentum", symbol: "μ", Words("engine.optimizer.momentum", "how much of the last direction is kept"),
      standard: standard,
      kind: .number(.zeroOrMore))
  }
}

/// The numbers from one bound to another; none of them is infinite.
public struct SettingRange: Sendable, Equatable {
  /// The lower bound.
  public let lower: Double
  /// The upper bound.
  public let upper: Double
  /// Whether the lower bound itself is left out.
  public let excludesLower: Bool
  /// Whether the upper bound itself is left out.
  public let excludesUpper: Bool

  /// The numbers between two bounds, infinite ones standing for no bound.
  public init(
    _ lower: Double = -.infinity, _ upper: Double = .infinity, excludesLower: Bool = false,
    excludesUpper: Bool = false
  ) {
    self.lower = lower
    self.upper = upper
    self.excludesLower = excludesLower
    self.excludesUpper = excludesUpper
  }

  /// 0 and all above.
  public static let zeroOrMore = SettingRange(0)
  /// 1 and all above, up to where whole numbers stay exact.
  public static let oneOrMore = SettingRange(1, 0x1p53)
  /// All above 0.
  public static let positive = SettingRange(0, excludesLower: true)
  /// From 0 to 1, both included.
  public static let fraction = SettingRange(0, 1)
  /// From 0 to below 1.
  public static let belowOne = SettingRange(0, 1, excludesUpper: true)
  /// All numbers.
  public static let all = SettingRange()

  /// Whether a number lies in the range.
  public func contains(_ x: Double) -> Bool {
    x.isFinite && (excludesLower ? x > lower : x >= lower) && (excludesUpper ? x < upper : x <= upper)
  }

  /// The numbers in words: `any` where there are no bounds, else `numbers` with the bounds.
  fileprivate func words(any: String, of numbers: String) -> String {
    let (from, to) = (SettingText.number(lower), SettingText.number(upper))
    if upper >= 0x1p53 {
      if !lower.isFinite { return any }
      return excludesLower
        ? say("engine.optimizer.above", "\(numbers) above \(from)")
        : say("engine.optimizer.orMore", "\(numbers) of \(from) or more")
    }
    switch (excludesLower, excludesUpper) {
    case (false, false): return say("engine.optimizer.fromTo", "\(numbers) from \(from) to \(to)")
    case (false, true): return say("engine.optimizer.fromToBelow", "\(numbers) from \(from) to below \(to)")
    case (true, false): return say("engine.optimizer.aboveTo", "\(numbers) above \(from) to \(to)")
    case (true, true): return say("engine.optimizer.aboveToBelow", "\(numbers) above \(from) to below \(to)")
    }
  }
}

extension Words {
  /// A text without a name, which is the same in every language.
  static func unnamed(_ text: String) -> Words { Words("", text) }
}
