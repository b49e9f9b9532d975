import Engine
import Testing

@testable import Viz

/// What a terminal sends is read to its end, says what it says however it is cut, and nothing else.
@Suite struct InputParserTests {
  private func read(_ bytes: [UInt8]) -> [InputEvent] {
    var parser = InputParser()
    return parser.take(bytes) + parser.expire()
  }

  private func shown(_ bytes: [UInt8]) -> String {
    "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
  }

  @Test func everySequenceSaysWhatItSaysAndNothingElse() {
    for (bytes, events) in SpokenSequences.all {
      #expect(read(bytes) == events, "\(shown(bytes))")
      // Whatever it was, it is over: the next key is a key.
      #expect(read(bytes + [UInt8(ascii: "q")]) == events + [.key(.character("q"))], "\(shown(bytes)) q")
    }
  }

  @Test func aSequenceSaysTheSameWhereverItIsCut() {
    for (bytes, events) in SpokenSequences.all {
      for place in 0...bytes.count {
        var parser = InputParser()
        let said = parser.take(bytes[..<place]) + parser.take(bytes[place...]) + parser.expire()
        #expect(said == events, "\(shown(bytes)) cut at \(place)")
      }
      var parser = InputParser()
      #expect(bytes.flatMap { parser.take([$0]) } + parser.expire() == events, "\(shown(bytes)) byte by byte")
    }
  }

  @Test func sequencesBehindOneAnotherSayTheSameInChunksOfAnySize() {
    var random = Generator(seed: 36)
    for _ in 0..<300 {
      let cases = (0..<20).map { _ in SpokenSequences.all[Int(random.next32()) % SpokenSequences.all.count] }
      let (bytes, events) = (cases.flatMap(\.bytes), cases.flatMap(\.events))
      var parser = InputParser()
      var said: [InputEvent] = []
      var place = 0
      while place < bytes.count {
        let end = min(bytes.count, place + 1 + Int(random.next32() % 9))
        said += parser.take(bytes[place..<end])
        place = end
      }
      #expect(said == events, "\(shown(bytes))")
    }
  }

  @Test func madeUpControlSequencesAreReadToTheirLastByte() {
    var random = Generator(seed: 23)
    func bytes(_ range: ClosedRange<UInt8>, atMost count: Int) -> [UInt8] {
      (0..<Int(random.next32()) % (count + 1)).map { _ in
        range.lowerBound + UInt8(random.next32() % UInt32(range.count))
      }
    }
    for _ in 0..<20_000 {
      let parameters = bytes(0x30...0x3f, atMost: 12)
      let intermediates = parameters.isEmpty ? [] : bytes(0x20...0x2f, atMost: 3)
      var final = bytes(0x40...0x7e, atMost: 1).first ?? UInt8(ascii: "q")
      // What goes on behind its first byte: the old mouse report, the console's keys, pasted text.
      if parameters.isEmpty, "M[".utf8.contains(final) { final = UInt8(ascii: "q") }
      let body = parameters + intermediates + [final]
      if body == Array("200~".utf8) { continue }
      // rxvt's dollar ends a sequence.
      if intermediates.first == UInt8(ascii: "$"), parameters.allSatisfy({ (0x30...0x39).contains($0) }) {
        continue
      }
      var parser = InputParser()
      let said = parser.take([0x1b, 0x5b] + body)
      #expect(parser.expectation == nil && said.count <= 1, "\(shown(body))")
      // Only what is a key by name may be a character: nothing of it is typed.
      let isSpelledOut = final == UInt8(ascii: "u") || final == UInt8(ascii: "~")
      if case .key(.character) = said.first { #expect(isSpelledOut, "\(shown(body))") }
    }
  }

  @Test func madeUpStringsSayNothingWhateverIsInThem() {
    var random = Generator(seed: 24)
    for _ in 0..<5000 {
      let kind = Array("]PX^_".utf8)[Int(random.next32() % 5)]
      let content = (0..<Int(random.next32() % 200)).map { _ in UInt8(random.next32() % 256) }.filter {
        ![0x1b, 0x18, 0x1a, 0x07].contains($0)
      }
      let end: [UInt8] = kind == UInt8(ascii: "]") && random.next32() % 2 == 0 ? [7] : [0x1b, 0x5c]
      #expect(read([0x1b, kind] + content + end).isEmpty)
    }
  }

  @Test func whateverComesTakesBoundedMemoryAndLeavesTheKeysAtWork() {
    var random = Generator(seed: 25)
    for start in ["\u{1b}[", "\u{1b}]", "\u{1b}P", "\u{1b}[200~", "\u{1b}O", "\u{1b}"] {
      var parser = InputParser()
      var events = parser.take(start.utf8)
      for _ in 0..<1000 { events = parser.take([UInt8](repeating: UInt8(ascii: "1"), count: 1000)) }
      #expect(events.count <= 1000)
      #expect("\(parser)".utf8.count < 40_000)
      _ = parser.expire()
      #expect(parser.take("q".utf8) == [.key(.character("q"))], "\(start.debugDescription)")
    }
    for _ in 0..<2000 {
      var parser = InputParser()
      _ = parser.take((0..<100).map { _ in UInt8(random.next32() % 256) })
      _ = parser.expire()
      #expect(parser.take("q".utf8).last == .key(.character("q")))
    }
  }

  @Test func whatIsPastedIsKeptUpToABound() {
    var parser = InputParser()
    let long = String(repeating: "quantile ", count: 10_000)
    let events = parser.take("\u{1b}[200~\(long)\u{1b}[201~q".utf8)
    #expect(events.count == 2 && events.last == .key(.character("q")))
    guard case .paste(let text, isWhole: false) = events.first else {
      Issue.record("\(String(describing: events.first))")
      return
    }
    #expect(text.utf8.count == PasteCollector.capacity && long.hasPrefix(text))
  }

  @Test func escapeByItselfIsTheKeyOnceNothingFollows() {
    var parser = InputParser()
    #expect(parser.take([0x1b]).isEmpty && parser.expectation == .escape)
    #expect(parser.expire() == [.key(.escape)] && parser.expectation == nil)
    #expect(read([0x1b, 0x1b]) == [.key(.escape), .key(.escape)])
    #expect(read(Array("\u{1b}O".utf8)) == [.key(.other("Alt-O"))])
    #expect(read(Array("\u{1b}]".utf8)) == [.key(.other("Alt-]"))])
    #expect(read(Array("\u{1b}[1;5".utf8)).isEmpty && read(Array("\u{1b}]0;qqq".utf8)).isEmpty)
    #expect(read(Array("\u{1b}]0;qqq\u{1b}".utf8)) == [.key(.escape)])
  }

  @Test func terminfosOwnSpellingsComeFirst() {
    func parser(_ spellings: [String: String]) -> InputParser {
      InputParser(spellings: KeySpellings { spellings[$0].map { Array($0.utf8) } })
    }
    // VT52, an HP terminal, an ADM-3A whose arrows are control characters, the FreeBSD console, and one made up.
    let cases: [([String: String], String, [Key])] = [
      (["kcuu1": "\u{1b}A", "khome": "\u{1b}H"], "\u{1b}A\u{1b}Hs", [.up, .home, .character("s")]),
      (
        ["kcuu1": "\u{0b}", "kcud1": "\n", "kcub1": "\u{08}", "kbs": "\u{08}"], "\u{0b}\n\u{08}",
        [.up, .down, .backspace]
      ),
      (["kcuf1": "\u{0c}"], "\u{0c}", [.right]),
      (["kdch1": "\u{7f}", "kbs": "\u{08}"], "\u{7f}", [.backspace]),
      (
        ["kf1": "\u{1b}[M", "kpp": "\u{1b}[I"], "\u{1b}[Ms\u{1b}[I", [.other("F1"), .character("s"), .pageUp]
      ),
      (["khome": "\u{1b}[214z"], "\u{1b}[214zs", [.home, .character("s")]),
      (
        ["kend": "\u{01}A\r"], "\u{01}A\rs\u{01}As",
        [.end, .character("s"), .control("a"), .character("A"), .character("s")]
      ),
      (["kend": "\u{1b}QX"], "\u{1b}QXs\u{1b}Qs", [.end, .character("s"), .other("Alt-Q"), .character("s")]),
      (["kcuu1": "\u{1b}", "kend": "q", "kbs": ""], "q\u{1b}[A", [.character("q"), .up]),
    ]
    for (spellings, text, keys) in cases {
      let bytes = Array(text.utf8)
      for place in 0...bytes.count {
        var parser = parser(spellings)
        let said = parser.take(bytes[..<place]) + parser.take(bytes[place...]) + parser.expire()
        #expect(said == keys.map(InputEvent.key), "\(text.debugDescription) cut at \(place)")
      }
    }
    var half = parser(["kend": "\u{1b}QX"])
    #expect(half.take("\u{1b}Q".utf8).isEmpty && half.expire() == [.key(.other("Alt-Q"))])
  }
}

/// How long what has begun is waited for.
@Suite struct InputReaderTests {
  private let start = ContinuousClock.now

  private func reader(_ escapeDelay: String = "") -> InputReader {
    InputReader(spellings: KeySpellings(), patience: .init(escapeDelay: escapeDelay))
  }

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

  private func said(_ reader: inout InputReader) -> [InputEvent] {
    var events: [InputEvent] = []
    while let event = reader.next() { events.append(event) }
    return events
  }

  /// What is said where parts of text come at some milliseconds, and the clock is looked at each millisecond.
  private func said(_ parts: [(Int, String)], escapeDelay: String = "") -> [InputEvent] {
    var reader = reader(escapeDelay)
    for time in 0...30_000 {
      for (when, text) in parts where when == time { reader.take(text.utf8, at: at(time)) }
      reader.expire(at: at(time))
    }
    return said(&reader)
  }

  @Test func escapeActsAfterTheUsersDelay() {
    for (text, delay) in [("", 25), ("1000", 1000), ("0", 0), ("-1", 25), ("much", 25), ("99999999", 10_000)]
    {
      var reader = reader(text)
      reader.take([0x1b], at: start)
      #expect(reader.deadline == at(delay), "\(text)")
      if delay > 0 { reader.expire(at: at(delay - 1)) }
      #expect(reader.isEmpty == (delay > 0) || delay == 0)
      reader.expire(at: at(delay))
      #expect(said(&reader) == [.key(.escape)] && reader.deadline == nil)
    }
  }

  @Test func aSequenceThatIsCutInTwoIsOneKeyWithinTheDelay() {
    #expect(said([(0, "\u{1b}"), (40, "OC")], escapeDelay: "1000") == [.key(.right)])
    #expect(said([(0, "\u{1b}"), (20, "OC")]) == [.key(.right)])
    #expect(said([(0, "\u{1b}O"), (200, "B")]) == [.key(.down)])
    #expect(
      said([(0, "\u{1b}"), (40, "OC")]) == [.key(.escape), .key(.character("O")), .key(.character("C"))])
  }

  @Test func theRestOfASequenceIsNeverTakenForKeysHoweverSlowTheLine() {
    #expect(
      said([(0, "\u{1b}["), (900, "1"), (1800, "~"), (2000, "s")]) == [.key(.home), .key(.character("s"))])
    #expect(said([(0, "\u{1b}[<0;"), (2500, "5;6M")]) == [.click(x: 4, y: 5)])
    #expect(
      said([(0, "\u{1b}]11;rgb:"), (2500, "0/0/0\u{07}q")]) == [.background(RGB(0)), .key(.character("q"))])
    #expect(said([(0, "\u{1b}]52;c;"), (2500, "q=\u{07}q")]) == [.key(.character("q"))])
    #expect(said([(0, "\u{1b}]11;x\u{1b}"), (200, "\\q")]) == [.key(.character("q"))])
    #expect(said([(0, "\u{1b}[200~q"), (8000, "q\u{1b}[201~")]) == [.paste("qq", isWhole: true)])
  }

  @Test func aSequenceThatNeverEndsLeavesTheKeysAlone() {
    #expect(said([(0, "\u{1b}["), (3100, "q")]) == [.key(.character("q"))])
    #expect(
      said([(0, "\u{1b}[200~q"), (10_100, "s")]) == [.paste("q", isWhole: true), .key(.character("s"))])
    // Alt-P, and then keys all the time: they cannot hold a string open for ever.
    let typed = (1...80).map { ($0 * 100, "s") }
    let keys = said([(0, "\u{1b}P")] + typed)
    #expect(keys.filter { $0 == .key(.character("s")) }.count >= 45)
  }
}
