/// What the known sequences mean, whichever terminal sends them.
enum SequenceMeaning: Equatable {
  case event(InputEvent)
  case pasteBegins
  case nothing

  /// The meaning of a control sequence.
  init(_ sequence: ControlSequence) {
    if sequence.prefix == UInt8(ascii: "<") {
      self = Self.mouse(sequence, buttonOffset: 0)
      return
    }
    guard sequence.prefix == nil, sequence.intermediates.isEmpty else {
      self = .nothing
      return
    }
    switch sequence.final {
    case UInt8(ascii: "~"): self = Self.numbered(sequence)
    case UInt8(ascii: "u"): self = Self.character(sequence)
    case UInt8(ascii: "M") where sequence.parameters.count == 3: self = Self.mouse(sequence, buttonOffset: 32)
    case UInt8(ascii: "I") where sequence.parameters.isEmpty: self = .event(.focus(true))
    case UInt8(ascii: "O") where sequence.parameters.isEmpty: self = .event(.focus(false))
    case UInt8(ascii: "n")
    where [0, 3].contains(sequence.number(0, or: 0)) && sequence.parameters.count == 1:
      self = .event(.answer)
    case UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: "$"): self = Self.rxvt(sequence)
    case UInt8(ascii: "Z"): self = .event(.key(.other("Shift-Tab")))
    default: self = Self.lettered(sequence)
    }
  }

  /// The meaning of a single-shifted character, with the digits before it that old terminals put modifiers in.
  init(singleShift final: UInt8, modifiers digits: [UInt8]) {
    let keypad = Array("0123456789".utf8)
    let key: Key? =
      switch final {
      case UInt8(ascii: "M"): .enter
      case UInt8(ascii: "I"): .tab
      case UInt8(ascii: "X"): .character("=")
      case UInt8(ascii: " "): .character(" ")
      // The keypad's own characters: * + , - . /
      case UInt8(ascii: "j")...UInt8(ascii: "o"): .character(Unicode.Scalar(final - 0x40))
      case UInt8(ascii: "p")...UInt8(ascii: "y"): .character(Unicode.Scalar(keypad[Int(final) - 0x70]))
      // rxvt's arrows with Ctrl.
      case UInt8(ascii: "a")...UInt8(ascii: "d"):
        Self.letters[final - 32].map { KeyModifiers.control.applied(to: $0) }
      default: Self.letters[final]
      }
    guard let key, let sequence = ControlSequence(digits + [final]) else {
      self = .nothing
      return
    }
    let modifiers = sequence.number(max(0, sequence.parameters.count - 1), or: 1)
    self = .event(.key(KeyModifiers(parameter: modifiers).applied(to: key)))
  }

  /// The meaning of the letter behind the Linux console's `ESC [ [`.
  init(consoleKey final: UInt8) {
    let isKnown = (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final)
    self = isKnown ? .event(.key(.other("F\(final - 0x40)"))) : .nothing
  }

  /// The meaning of the three bytes behind the oldest mouse report's `ESC [ M`: each is 32 more than what it says.
  init(oldMouse bytes: [UInt8]) {
    guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }) else {
      self = .nothing
      return
    }
    self = Self.mouse(button: Int(bytes[0]) - 32, x: Int(bytes[1]) - 33, y: Int(bytes[2]) - 33)
  }

  /// The meaning of an operating system command: xterm's answer that its background, number 11, is a colour.
  init(systemCommand body: ArraySlice<UInt8>) {
    let parts = String(decoding: body, as: UTF8.self).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, ["11;rgb", "11;rgba"].contains(parts[0]) else {
      self = .nothing
      return
    }
    let colors = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(Self.byte)
    guard (3...4).contains(colors.count), let red = colors[0], let green = colors[1], let blue = colors[2]
    else {
      self = .nothing
      return
    }
    self = .event(.background(RGB(red, green, blue)))
  }

  /// Of one to four hexadecimal digits, which tell a part of the whole, the part of 255.
  private static func byte(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.count), let number = Int(digits, radix: 16), number >= 0 else { return nil }
    let whole = 1 << (4 * digits.count) - 1
    return UInt8((number * 255 + whole / 2) / whole)
  }

  // MARK: Keys

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .other("F1"),
    UInt8(ascii: "Q"): .other("F2"), UInt8(ascii: "R"): .other("F3"), UInt8(ascii: "S"): .other("F4"),
  ]

  /// The keys that VT220 numbered, with what PuTTY, rxvt, screen and the Linux console send for Home and End.
  private static let numbers: [Int: Key] = {
    var keys: [Int: Key] = [
      1: .home, 2: .other("Insert"), 3: .other("Delete"), 4: .end, 5: .pageUp, 6: .pageDown, 7: .home,
      8: .end,
    ]
    for (place, number) in [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
      .enumerated()
    {
      keys[number] = .other("F\(place + 1)")
    }
    return keys
  }()

  /// kitty's numbers for the keypad.
  private static let keypad: [Key] =
    "0123456789./*-+".unicodeScalars.map(Key.character) + [
      .enter, .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end,
      .other("Insert"), .other("Delete"),
    ]

  private static func numbered(_ sequence: ControlSequence) -> SequenceMeaning {
    switch sequence.number(0, or: 0) {
    case 200 where sequence.parameters.count == 1: return .pasteBegins
    case 27 where sequence.parameters.count == 3:
      // xterm's modifyOtherKeys: the modifiers, then the character with Shift already in it.
      return character(
        sequence.number(2, or: 0), sequence.number(1, or: 1), shifted: sequence.number(2, or: 0))
    case let number: return modified(numbers[number], sequence)
    }
  }

  private static func lettered(_ sequence: ControlSequence) -> SequenceMeaning {
    // The arrows of rxvt with Shift.
    if (UInt8(ascii: "a")...UInt8(ascii: "d")).contains(sequence.final), sequence.parameters.isEmpty {
      return letters[sequence.final - 32].map { .event(.key(KeyModifiers.shift.applied(to: $0))) } ?? .nothing
    }
    let key = letters[sequence.final]
    switch sequence.parameters.count {
    case 0: return modified(key, sequence)
    // Older terminals have the modifiers alone.
    case 1:
      return key.map { .event(.key(KeyModifiers(parameter: sequence.number(0, or: 1)).applied(to: $0))) }
        ?? .nothing
    // A 1 stands before them; another number makes it a report, such as the cursor's place.
    case 2 where sequence.number(0, or: 1) == 1: return modified(key, sequence)
    default: return .nothing
    }
  }

  /// A key with the modifiers of the sequence's second parameter; nothing for a key that is let go.
  private static func modified(_ key: Key?, _ sequence: ControlSequence) -> SequenceMeaning {
    guard let key, sequence.parameters.count <= 2, sequence.part(1, 1) ?? 1 != 3 else { return .nothing }
    return .event(.key(KeyModifiers(parameter: sequence.number(1, or: 1)).applied(to: key)))
  }

  /// rxvt writes modifiers as another last byte.
  private static func rxvt(_ sequence: ControlSequence) -> SequenceMeaning {
    guard sequence.parameters.count == 1, let key = numbers[sequence.number(0, or: 0)] else {
      return .nothing
    }
    let modifiers: KeyModifiers =
      switch sequence.final {
      case UInt8(ascii: "$"): .shift
      case UInt8(ascii: "^"): .control
      default: [.control, .shift]
      }
    return .event(.key(modifiers.applied(to: key)))
  }

  /// `CSI number : shifted ; modifiers : kind u`.
  private static func character(_ sequence: ControlSequence) -> SequenceMeaning {
    guard !sequence.parameters.isEmpty, sequence.part(1, 1) ?? 1 != 3 else { return .nothing }
    return character(sequence.number(0, or: 1), sequence.number(1, or: 1), shifted: sequence.part(0, 1))
  }

  private static func character(_ number: Int, _ modifiers: Int, shifted: Int?) -> SequenceMeaning {
    let modifiers = KeyModifiers(parameter: modifiers)
    let place = number - 57399
    if keypad.indices.contains(place) { return .event(.key(modifiers.applied(to: keypad[place]))) }
    // kitty's other keys, such as the modifiers by themselves, have private numbers.
    guard !(57344...63743).contains(number), let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init)
    else { return .nothing }
    let capital = shifted.flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init)
    return modifiers.applied(toCharacter: scalar, shifted: capital).map { .event(.key($0)) } ?? .nothing
  }

  // MARK: The mouse

  private static func mouse(_ sequence: ControlSequence, buttonOffset: Int) -> SequenceMeaning {
    // A small m at the end tells that the button was let go.
    let isReleased = sequence.final == UInt8(ascii: "m") && buttonOffset == 0
    guard isReleased || sequence.final == UInt8(ascii: "M"), sequence.parameters.count == 3,
      sequence.intermediates.isEmpty, sequence.parameters.allSatisfy({ $0.count == 1 && $0[0] != nil })
    else { return .nothing }
    let button = sequence.number(0, or: 0) - buttonOffset
    if isReleased { return button == 0 ? .event(.release) : .nothing }
    return mouse(button: button, x: sequence.number(1, or: 0) - 1, y: sequence.number(2, or: 0) - 1)
  }

  /// Only the first button and the wheel mean something, and only without modifiers, as keys do; older reports don't tell
  /// which button was let go.
  private static func mouse(button: Int, x: Int, y: Int) -> SequenceMeaning {
    guard x >= 0, y >= 0 else { return .nothing }
    switch button {
    case 0: return .event(.click(x: x, y: y))
    case 3: return .event(.release)
    case 32: return .event(.drag(x: x, y: y))
    case 64: return .event(.scroll(.up, x: x, y: y))
    case 65: return .event(.scroll(.down, x: x, y: y))
    case 66: return .event(.scroll(.left, x: x, y: y))
    case 67: return .event(.scroll(.right, x: x, y: y))
    default: return .nothing
    }
  }
}
