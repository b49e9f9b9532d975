import Testing

extension FullScreen {
  /// Terminals that can less, and places that are none.
  @Suite(.serialized) struct TerminalKinds {
    @Test func aPipeForStdoutIsRefusedWithAWordOnTrace() async throws {
      let outcome = try Program.viz("run")
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errorText.contains("'viz trace'"))
      #expect(outcome.errorText.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
      let session = try TmuxSession(Size.all[1])
      let before = try await session.state()
      try session.type("viz run | cat")
      try await session.wait("the shell is back") { $0.lines(after: "viz run | cat").last == "$" }
      let lines = try session.screen().lines(after: "viz run | cat")
      #expect(lines.count == 2 && lines.first?.contains("'viz trace'") == true)
      #expect(try await session.state() == before)
    }

    @Test func aPipeForStdinIsRefusedInOneLine() async throws {
      let session = try TmuxSession(Size(width: 160, height: 30))
      let before = try await session.state()
      #expect(try await refusal("viz run </dev/null", session).contains("stdin"))
      #expect(try await session.state() == before)
    }

    @Test(arguments: ["unknown-thing", "dumb", "''"])
    func aTerminalThatCannotDoItIsRefusedInOneLine(name: String) async throws {
      let session = try TmuxSession(Size(width: 160, height: 30))
      let before = try await session.state()
      #expect(try await refusal("TERM=\(name) viz --seed 7 --paused", session).contains("TERM"))
      #expect(try await session.state() == before)
    }

    @Test(arguments: [
      "vt100", "vt220", "linux", "screen", "xterm", "xterm-256color", "xterm-direct", "tmux-256color",
      "tmux-direct",
    ])
    func aTerminalOfAnotherKindWorks(name: String) async throws {
      let session = try TmuxSession()
      let before = try await session.state()
      let command = "TERM=\(name) viz --seed 7 --paused"
      try await session.start(command)
      try session.press("s", "o")
      try await session.wait("keys work") {
        // The console's fonts have no dashed line.
        $0.step == 1 && $0.optimizer == "Adam" && ($0.hasMark("Adam") || $0.text.contains("│Adam"))
      }
      try session.press("q")
      let screen = try await session.waitForPrompt()
      // Without a second screen the frame scrolls away, but nothing of it may stand in the summary's row.
      #expect(
        screen.lines.contains { $0.wholeMatch(of: /viz: step 1  loss \S+  Adam  lr 0\.001  seed 7/) != nil },
        "the summary is not in a row of its own:\n\(screen)")
      #expect(try await session.lastStatus() == 0)
      #expect(try await session.state() == before)
    }

    @Test func coloursAreUsedUnlessNoColorForbidsThem() async throws {
      for (variable, isColourful) in [("NO_COLOR=", true), ("NO_COLOR=1", false)] {
        let session = try TmuxSession()
        try await session.start("\(variable) viz --seed 7 --paused")
        try session.press("s", "o")
        try await session.wait("Adam runs") { $0.optimizer == "Adam" }
        try session.press("?")
        try await session.wait("the help shows over a mark") { $0.showsHelp }
        #expect(hasColours(try session.styledScreen()) == isColourful)
        try session.press("?")
        try await session.wait("the plot shows") { $0.hasMark("Adam") }
        #expect(hasColours(try session.styledScreen()) == isColourful)
      }
    }

    @Test(arguments: ["LANG=C viz --seed 7 --paused", "viz --seed 7 --paused --ascii"])
    func onlyASCIIIsShownWhereNothingElseCanBe(command: String) async throws {
      for size in Size.all {
        let session = try TmuxSession(size)
        let first = try await session.start(command)
        #expect(first.isASCII)
        // A glyph without a likeness would have become a blank or a question mark.
        #expect(first.isPaused && first.lines.contains { $0.hasPrefix("+- weights") })
        try session.press("s", "o", "+")
        try await session.wait("Adam runs") { $0.optimizer == "Adam" }
        try session.press("?")
        let help = try await session.wait("the help shows") { $0.showsHelp }
        #expect(help.isASCII)
        try session.press("?")
        let plot = try await session.wait("the marks show") { $0.text.contains("Adam") && !$0.showsHelp }
        #expect(plot.isASCII)
      }
    }

    @Test(arguments: [("zh_CN", "UTF-8", true), ("zh_CN", "GBK", false), ("ja_JP", "EUC-JP", false)])
    func aChineseOrJapaneseLocaleIsDrawnAsItsCharactersAllow(language: String, charset: String, isUTF8: Bool)
      async throws
    {
      let session = try TmuxSession(Size(width: 120, height: 40))
      let name = "\(language).\(charset)"
      let made = try await session.shell("localedef -i \(language) -f \(charset) ./\(name) && echo made")
      #expect(made.contains("made"), "\(made)")
      try session.type("LOCPATH=$PWD LC_ALL=\(name) viz --seed 7 --paused")
      let screen = try await session.wait("viz is on the screen") { $0.isViz }
      #expect(screen.isASCII != isUTF8)
      // Where a character took two columns, the frame's right edge would not stand in one line.
      let edges = Set(screen.lines.filter { $0.hasSuffix(isUTF8 ? "│" : "|") }.map(columns))
      #expect(edges == [120], "the right edge stands at \(edges):\n\(screen)")
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
    }

    /// How many columns a line takes: Chinese characters and marks take two.
    private func columns(_ line: String) -> Int {
      line.unicodeScalars.reduce(0) { sum, scalar in
        let isWide = (0x3000...0x9fff).contains(scalar.value) || (0xff00...0xff60).contains(scalar.value)
        return sum + (isWide ? 2 : scalar.properties.canonicalCombiningClass == .notReordered ? 1 : 0)
      }
    }

    /// Runs a command that must fail with status 1, and returns the one line that it prints.
    private func refusal(_ command: String, _ session: TmuxSession) async throws -> String {
      try session.type(command)
      try await session.wait("the shell is back") { $0.lines(after: command).last == "$" }
      let screen = try session.screen()
      let lines = screen.lines(after: command)
      #expect(lines.count == 2, "more or less than one line:\n\(screen)")
      #expect(try await session.lastStatus() == 1)
      return lines.first ?? ""
    }

    /// Whether a capture has an escape that sets a colour.
    private func hasColours(_ capture: String) -> Bool {
      capture.matches(of: /\u{1b}\[([0-9;:]*)m/).contains { match in
        match.1.split(whereSeparator: { $0 == ";" || $0 == ":" }).compactMap { Int($0) }.contains {
          (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0)
        }
      }
    }
  }
}
