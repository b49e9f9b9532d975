import ArgumentParser
import Engine
import Formats
import Languages

/// What option values are parsed by; each error says what would be right.
enum OptionParsers {
  /// Does something that may be refused; the line then says which option is to blame.
  static func naming<Result>(_ option: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as NetworkError {
      throw ValidationError(say("error.ofOption", "\(option): \(error)"))
    } catch let error as SettingError {
      throw ValidationError(say("error.ofOption", "\(option): \(error)"))
    } catch let error as ScriptRefusal {
      throw ValidationError(say("error.ofOption", "\(option): \(error)"))
    }
  }

  /// The number that a text writes, which may be infinite or none; with the marks of other scripts, as people copy
  /// them from a screen.
  private static func number(_ text: String) throws -> Double? {
    let plain = plain(text)
    if plain.contains(",") {
      throw ValidationError(say("error.decimalPoint", "write decimals with a point, as in 0.1"))
    }
    return Double(plain)
  }

  /// A text with the likenesses in ASCII of what belongs to numbers, without blanks around it.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars { plain.unicodeScalars.append(TypedNumber.plain(scalar)) }
    return Substring(plain).trimmed
  }

  /// A finite number that is not negative.
  static func nonNegative(_ text: String) throws -> Double {
    guard let value = try number(text), value.isFinite, value >= 0 else {
      throw ValidationError(say("error.nonNegative", "a finite number of 0 or more is needed, such as 0.1"))
    }
    return value
  }

  /// A number from 0 up to but not including 1.
  static func fraction(_ text: String) throws -> Double {
    guard let value = try number(text), value >= 0, value < 1 else {
      throw ValidationError(
        say("error.fraction", "a number from 0 up to but not including 1 is needed, such as 0.9"))
    }
    return value
  }

  /// Any finite number.
  static func finite(_ text: String) throws -> Double {
    guard let value = try number(text), value.isFinite else {
      throw ValidationError(say("error.finite", "a finite number is needed, such as 0.9"))
    }
    return value
  }

  /// A seed as `torch.manual_seed` takes it: 64 bits, with or without sign.
  static func seed(_ text: String) throws -> UInt64 {
    let plain = plain(text)
    if let seed = UInt64(plain) { return seed }
    if let seed = Int64(plain) { return UInt64(bitPattern: seed) }
    throw ValidationError(say("error.seed", "a whole number of at most 64 bits is needed, such as 7"))
  }

  /// Any whole number; what it may be is the layer's to say.
  static func whole(_ text: String) throws -> Int {
    guard let number = Int(plain(text)), number.magnitude <= 1 << 30 else {
      throw ValidationError(say("error.whole", "a whole number is needed, such as 4"))
    }
    return number
  }

  /// The lengths of two or three axes.
  static func shape(_ text: String) throws -> [Int] {
    let lengths = plain(text).split(separator: ",", omittingEmptySubsequences: false).map {
      Int($0.trimmed) ?? 0
    }
    guard (2...3).contains(lengths.count), lengths.allSatisfy({ (1...4096).contains($0) }),
      lengths.reduce(1, *) <= TensorFile.largestCount
    else {
      throw ValidationError(
        say(
          "error.shape",
          """
          two or three lengths from 1 to 4096 are needed, of at most \(TensorFile.largestCount) elements, such as \
          3,4,5
          """)
      )
    }
    return lengths
  }

  /// A whole number of 0 or more.
  static func count(_ text: String) throws -> Int {
    guard let count = Int(plain(text)), count >= 0 else {
      throw ValidationError(say("error.count", "a whole number of 0 or more is needed, such as 100"))
    }
    return count
  }

  /// A whole number of 1 or more.
  static func positive(_ text: String) throws -> Int {
    guard let count = Int(plain(text)), count >= 1 else {
      throw ValidationError(say("error.positive", "a whole number of 1 or more is needed, such as 2"))
    }
    return count
  }

  /// How many frames a second there may be.
  static func framesPerSecond(_ text: String) throws -> Int {
    guard let count = Int(plain(text)), (1...60).contains(count) else {
      throw ValidationError(
        say("error.framesPerSecond", "a whole number from 1 to 60 is needed, such as 10"))
    }
    return count
  }

  /// The length of input and target.
  static func size(_ text: String) throws -> Int {
    guard let size = Int(plain(text)), (1...4096).contains(size) else {
      throw ValidationError(say("error.size", "a whole number from 1 to 4096 is needed, such as 2"))
    }
    return size
  }

  /// Numbers with commas between them.
  static func numbers(_ text: String) throws -> [Double] {
    try plain(text).split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.trimmed
      guard let value = Double(word), Float(value).isFinite else {
        throw ValidationError(
          word.isEmpty
            ? say("error.numberMissing", "a number is missing at a comma; give numbers as in -0.5,0.1")
            : say(
              "error.noFloat32", "'\(word)' is not a finite float32 number; give numbers as in -0.5,0.1"))
      }
      return value
    }
  }

  /// Step numbers with commas between them.
  static func steps(_ text: String) throws -> [Int] {
    try plain(text).split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let step = Int(part.trimmed), step >= 0 else {
        throw ValidationError(
          say("error.steps", "'\(part)' is not a step; give whole numbers of 0 or more as in 40,80"))
      }
      return step
    }
  }

  /// Rows with semicolons between them, of numbers with commas between them.
  static func matrix(_ text: String) throws -> [[Double]] {
    let rows = try text.split(separator: ";", omittingEmptySubsequences: false).map {
      try numbers(String($0))
    }
    let lengths = rows.map(\.count)
    if let row = lengths.firstIndex(where: { $0 != lengths[0] }) {
      throw ValidationError(
        say(
          "error.rowLengths",
          "row 1 has \(lengths[0]) numbers but row \(row + 1) has \(lengths[row]); rows need one length"))
    }
    return rows
  }

  /// Steps a second, or "max".
  static func pace(_ text: String) throws -> Pace {
    if text == "max" { return .unlimited }
    guard let rate = try number(text), rate.isFinite, rate >= 0.01, rate <= 1e9 else {
      throw ValidationError(
        say("error.pace", "a number of steps a second from 0.01 to 1e9 is needed, or max"))
    }
    return .stepsPerSecond(rate)
  }

  /// The index of a scene, given by its name or number.
  static func scene(_ text: String) throws -> Int {
    if let place = SceneList.place(of: text) { return place }
    if let number = Int(text), (1...SceneList.all.count).contains(number) { return number - 1 }
    throw ValidationError(
      say("error.scenes", "the scenes are: \(SceneList.all.map(\.name).joined(separator: ", "))"))
  }

  /// A screen's columns and rows, such as 120x40.
  static func screen(_ text: String) throws -> ScreenSize {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], (1...1000).contains(width),
      (1...1000).contains(height)
    else {
      throw ValidationError(say("error.screen", "columns and rows from 1 to 1000 are needed, such as 120x40"))
    }
    return ScreenSize(width: width, height: height)
  }

  /// Names of keys with spaces between them.
  static func keys(_ text: String) throws -> [Key] {
    try text.split(separator: " ").map { name in
      guard let key = Key(name: String(name)) else {
        throw ValidationError(
          say(
            "error.noKey",
            "there is no key '\(name)'; name keys as the help (?) does, such as \"o + + space\""))
      }
      return key
    }
  }
}
