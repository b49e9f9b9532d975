import Languages

/// What comes from the keyboard besides the keys of the table: keys that mean nothing here, and pasted text.
extension AppState {
  /// Says that a key does nothing here, and what to look at.
  mutating func missKey(_ key: Key) {
    if sheet != nil, key.hasAlt {
      // Esc and the next key, pressed quickly or over a slow line, come as that key with Alt. Under a sheet Esc is meant.
      sheet = nil
      return
    }
    let name = Self.quoted(key, look.glyphs)
    if editing != nil {
      editing?.problem = say("app.noKeyTyping", "no key \(name) here; enter sets it, esc leaves it")
    } else if key.isOfAnotherScript {
      message = say(
        "app.noLatinKey",
        "no key \(name) here; keys are Latin letters: switch keyboard layout; ? lists them")
    } else {
      message = say("app.noKey", "no key \(name) here; ? lists the keys")
    }
  }

  /// Takes a number out of pasted text while one is being edited, as far as it could be typed.
  ///
  /// Pasted text is never keys, so a line's end in it sets nothing.
  mutating func paste(_ text: String, isWhole: Bool) {
    guard editing != nil else {
      message = say("app.paste", "pasted text is no keys: it does nothing here; ? lists the keys")
      return
    }
    let words =
      editing?.subject.isLine == true
      ? text.split(whereSeparator: \.isNewline) : text.split(whereSeparator: \.isWhitespace)
    guard let word = words.first else {
      editing?.problem = say("app.pasteEmpty", "what was pasted is empty")
      return
    }
    for scalar in word.unicodeScalars {
      _ = perform(.insert(scalar))
      if editing?.problem != nil { return }
    }
    if words.count > 1 || !isWhole {
      editing?.problem = say("app.pasteFirst", "only the first of what was pasted is taken")
    }
  }

  /// A key between quotes, as far as it can be shown in the width that the screen's cells have for it.
  private static func quoted(_ key: Key, _ glyphs: GlyphSet) -> String {
    guard case .character(let scalar) = key, scalar != " " else { return key.title }
    let canShow = scalar.isASCII || (glyphs == .unicode && scalar.isShown)
    return canShow ? "'\(scalar)'" : "U+" + scalar.hexadecimal
  }
}

extension Key {
  /// Whether it is a key pressed with Alt alone, which comes as ESC and what the key sends.
  fileprivate var hasAlt: Bool {
    guard case .other(let title) = self else { return false }
    return title.hasPrefix("Alt-")
  }

  /// Whether it is a letter that a keyboard has when its layout is not a Latin one.
  fileprivate var isOfAnotherScript: Bool {
    guard case .character(let scalar) = self, scalar.properties.isAlphabetic else { return false }
    return !(scalar.properties.name ?? "").hasPrefix("LATIN ")
  }
}

extension Unicode.Scalar {
  /// Its number as Unicode writes it.
  fileprivate var hexadecimal: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether it stands for itself, in a width that every terminal gives it.
  fileprivate var isShown: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber, .currencySymbol,
      .mathSymbol, .otherPunctuation:
      // The vowels and ends of Korean syllables have no width of their own.
      value < 0xffff && !(0x1160...0x11ff).contains(value) && !(0xd7b0...0xd7ff).contains(value)
    default: false
    }
  }
}
