/// Reads what a terminal sends by its grammar, that of ECMA-48 and of xterm, byte by byte.
///
/// A sequence is read to its end and dropped whole where nothing is known of it; one that is broken ends where xterm ends
/// it. Bytes from 0x80 on are UTF-8 and nothing else: the controls of eight bits share them with the second bytes of
/// characters in every other encoding, so no terminal sends them unasked. Memory stays bounded whatever comes.
struct InputParser {
  /// What could still follow, and so how long it is worth to wait for it.
  enum Expectation: Equatable {
    /// Behind ESC: a key with Alt or a sequence, or nothing where it was the key Esc.
    case escape
    /// Behind ESC and a letter that begins a sequence: or nothing where it was that letter with Alt.
    case introduced
    /// The rest of a sequence, which no person types.
    case sequence
    /// The end of a string, which can be long.
    case string
    /// The end of pasted text.
    case paste
  }

  private enum State {
    case ground
    case character(CharacterDecoder)
    case escape
    case singleShift
    case control
    case consoleKey
    case oldMouse
    /// A string that nothing here needs; whether it has begun, and whether BEL ends it.
    case string(isEmpty: Bool, endsAtBell: Bool)
    /// ESC within a string, which ends it together with a backslash and by itself.
    case stringEscape
    case paste
    /// The beginning of a key that only terminfo knows, though the grammar sees its end.
    case spelling
  }

  private static let escape: UInt8 = 0x1b
  /// No known sequence is longer; of a longer one only the end is looked for.
  private static let longestSequence = 64

  private let spellings: KeySpellings
  private var state = State.ground
  /// Whether another ESC stood before the sequence: Alt, as rxvt and PuTTY write it, or the key Esc before a report.
  private var isDoubled = false
  /// The sequence so far, from its ESC on.
  private var sequence: [UInt8] = []
  private var paste = PasteCollector()
  private var events: [InputEvent] = []

  init(spellings: KeySpellings = KeySpellings()) {
    self.spellings = spellings
  }

  /// What could follow to go on with what has begun; `nil` between sequences.
  var expectation: Expectation? {
    switch state {
    // Half a character means nothing by itself: there is nothing to wait for.
    case .ground, .character: nil
    case .escape, .spelling: .escape
    case .singleShift where sequence.count == 2: .introduced
    // Of a string, ESC is the end's first half, and only now and then the key.
    case .string(isEmpty: true, _), .stringEscape: .introduced
    case .singleShift, .control, .consoleKey, .oldMouse: .sequence
    case .string: .string
    case .paste: .paste
    }
  }

  /// Takes bytes and returns what they say.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    for byte in bytes { take(byte) }
    defer { events = [] }
    return events
  }

  /// Tells that nothing followed in time, and returns what the bytes mean without it.
  mutating func expire() -> [InputEvent] {
    endWhatBegan()
    defer { events = [] }
    return events
  }

  private mutating func endWhatBegan() {
    switch state {
    case .ground, .character:
      break
    case .escape:
      if isDoubled { emit(.key(.escape)) }
      emit(.key(.escape))
      reset()
    case .stringEscape:
      emit(.key(.escape))
      reset()
    case .singleShift where sequence.count == 2, .string(isEmpty: true, _):
      endAsAltKey()
    case .singleShift, .control, .consoleKey, .oldMouse, .string:
      reset()
    case .paste:
      endPaste()
    case .spelling:
      replay()
      endWhatBegan()
    }
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .paste:
      if paste.take(byte) { endPaste() }
    case .string(_, let endsAtBell):
      takeInString(byte, endsAtBell: endsAtBell)
    case .stringEscape where byte == UInt8(ascii: "\\"):
      finishString()
    case .stringEscape:
      begin()
      takeSpelled(byte)
    default:
      takeSpelled(byte)
    }
  }

  // MARK: Keys that terminfo spells

  /// Terminfo's own spellings come first; else the grammar decides.
  private mutating func takeSpelled(_ byte: UInt8) {
    let bytes = sequence + [byte]
    if let key = spellings.key(bytes) {
      emitKey(key)
      reset()
    } else if spellings.isBeginning(bytes) {
      var other = self
      other.takeByGrammar(byte)
      switch other.state {
      case .ground, .spelling: (sequence, state) = (bytes, .spelling)
      default: self = other
      }
    } else if case .spelling = state {
      replay()
      take(byte)
    } else {
      takeByGrammar(byte)
    }
  }

  /// Reads what was no spelling of a key after all as the grammar does.
  private mutating func replay() {
    let bytes = sequence
    let wasDoubled = isDoubled
    reset()
    for (place, byte) in bytes.enumerated() {
      takeByGrammar(byte)
      if place == 0, case .escape = state { isDoubled = wasDoubled }
    }
  }

  // MARK: The grammar

  private mutating func takeByGrammar(_ byte: UInt8) {
    switch state {
    case .ground: takeInGround(byte)
    case .character(var decoder): take(byte, &decoder)
    case .escape: takeBehindEscape(byte)
    case .singleShift: takeSingleShifted(byte)
    case .control: takeInControl(byte)
    case .consoleKey: takeConsoleKey(byte)
    case .oldMouse: takeOldMouse(byte)
    case .string, .stringEscape, .paste, .spelling: break
    }
  }

  private mutating func takeInGround(_ byte: UInt8) {
    if byte == Self.escape {
      begin()
    } else if byte < 0x80 {
      emit(.key(Key(ascii: byte)))
    } else {
      var decoder = CharacterDecoder()
      take(byte, &decoder)
    }
  }

  private mutating func take(_ byte: UInt8, _ decoder: inout CharacterDecoder) {
    switch decoder.take(byte) {
    case .character(let scalar):
      let isAlt = !sequence.isEmpty
      reset()
      // The controls of eight bits are no keys in UTF-8 either.
      guard scalar.value >= 0xa0 else { return }
      emit(.key((isAlt ? KeyModifiers.alt : []).applied(to: .character(scalar))))
    case .incomplete:
      state = .character(decoder)
    case .invalid:
      reset()
    case .broken:
      reset()
      take(byte)
    }
  }

  private mutating func takeBehindEscape(_ byte: UInt8) {
    switch byte {
    case Self.escape:
      // A third one: the first was the key by itself.
      if isDoubled { emit(.key(.escape)) }
      isDoubled = true
    case UInt8(ascii: "["):
      enter(.control, byte)
    case UInt8(ascii: "O"):
      enter(.singleShift, byte)
    case UInt8(ascii: "]"):
      enter(.string(isEmpty: true, endsAtBell: true), byte)
    // DCS, SOS, PM and APC.
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      enter(.string(isEmpty: true, endsAtBell: false), byte)
    case 0x18, 0x1a:
      reset()
    default:
      if isDoubled { emit(.key(.escape)) }
      isDoubled = false
      if byte >= 0x80 {
        var decoder = CharacterDecoder()
        take(byte, &decoder)
      } else {
        emit(.key(KeyModifiers.alt.applied(to: Key(ascii: byte))))
        reset()
      }
    }
  }

  private mutating func takeSingleShifted(_ byte: UInt8) {
    let digits = Array(sequence[2...])
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
      if sequence.count < 8 { sequence.append(byte) } else { reset() }
    case 0x20...0x7e:
      finish(SequenceMeaning(singleShift: byte, modifiers: digits))
    case 0x18, 0x1a:
      reset()
    default:
      if digits.isEmpty { endAsAltKey() } else { reset() }
      take(byte)
    }
  }

  private mutating func takeInControl(_ byte: UInt8) {
    let body = sequence[2...]
    switch byte {
    case 0x18, 0x1a:
      reset()
    case Self.escape:
      begin()
    case ..<0x20:
      // As in a terminal: a control character acts within a sequence, which goes on behind it.
      emit(.key(Key(ascii: byte)))
    case 0x7f:
      break
    case 0x80...:
      reset()
      take(byte)
    case UInt8(ascii: "M") where body.isEmpty:
      enter(.oldMouse, byte)
    case UInt8(ascii: "[") where body.isEmpty:
      enter(.consoleKey, byte)
    case UInt8(ascii: "$") where !body.isEmpty && body.allSatisfy({ (0x30...0x39).contains($0) }),
      0x40...0x7e:
      // The dollar against the grammar: rxvt ends keys with Shift so, and would take the next key with them.
      let isKept = sequence.count < Self.longestSequence
      let control = isKept ? ControlSequence(body + [byte]) : nil
      finish(control.map(SequenceMeaning.init) ?? .nothing)
    default:
      if sequence.count < Self.longestSequence { sequence.append(byte) }
    }
  }

  private mutating func takeConsoleKey(_ byte: UInt8) {
    if (0x20...0x7e).contains(byte) {
      finish(SequenceMeaning(consoleKey: byte))
    } else {
      reset()
      take(byte)
    }
  }

  private mutating func takeOldMouse(_ byte: UInt8) {
    // A place beyond what a byte can say is 0.
    guard byte >= 0x20 || byte == 0 else {
      reset()
      take(byte)
      return
    }
    sequence.append(byte)
    if sequence.count == 6 { finish(SequenceMeaning(oldMouse: Array(sequence[3...]))) }
  }

  private mutating func takeInString(_ byte: UInt8, endsAtBell: Bool) {
    switch byte {
    case Self.escape: state = .stringEscape
    case 0x18, 0x1a: reset()
    case 0x07 where endsAtBell: finishString()
    default:
      // Strings are reports, so an ESC before one was the key by itself.
      if isDoubled { emit(.key(.escape)) }
      isDoubled = false
      state = .string(isEmpty: false, endsAtBell: endsAtBell)
      if sequence.count <= Self.longestSequence { sequence.append(byte) }
    }
  }

  private mutating func finishString() {
    let isKept = sequence.count <= Self.longestSequence && sequence[1] == UInt8(ascii: "]")
    finish(isKept ? SequenceMeaning(systemCommand: sequence[2...]) : .nothing)
  }

  // MARK: Beginnings and ends

  private mutating func begin() {
    isDoubled = false
    sequence = [Self.escape]
    state = .escape
  }

  private mutating func enter(_ next: State, _ byte: UInt8) {
    sequence.append(byte)
    state = next
  }

  private mutating func reset() {
    isDoubled = false
    sequence = []
    state = .ground
  }

  private mutating func finish(_ meaning: SequenceMeaning) {
    switch meaning {
    case .event(.key(let key)):
      emitKey(key)
    case .event(let event):
      if isDoubled { emit(.key(.escape)) }
      emit(event)
    case .pasteBegins:
      if isDoubled { emit(.key(.escape)) }
      paste = PasteCollector()
      reset()
      state = .paste
      return
    case .nothing:
      break
    }
    reset()
  }

  private mutating func endPaste() {
    emit(paste.event)
    paste = PasteCollector()
    reset()
  }

  /// What began like a sequence was its second byte, pressed with Alt.
  private mutating func endAsAltKey() {
    if isDoubled { emit(.key(.escape)) }
    if let byte = sequence.last { emit(.key(KeyModifiers.alt.applied(to: Key(ascii: byte)))) }
    reset()
  }

  private mutating func emitKey(_ key: Key) {
    guard isDoubled else { return emit(.key(key)) }
    if case .other(let title) = key {
      emit(.key(.other("Alt-" + title)))
    } else {
      emit(.key(KeyModifiers.alt.applied(to: key)))
    }
  }

  private mutating func emit(_ event: InputEvent) {
    events.append(event)
  }
}
