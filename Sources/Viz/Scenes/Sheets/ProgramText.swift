/// The lines of a Python program: comments stand back, the words of the language stand out.
enum ProgramText {
  static func lines(of program: String, _ canvas: Canvas) -> SheetOverlay.Lines {
    let texts = program.split(separator: "\n", omittingEmptySubsequences: false)
    // The end of the last line begins no other one.
    let lines = texts.last?.isEmpty == true ? texts.dropLast() : texts[...]
    return SheetOverlay.Lines(
      lines: lines.map { spans(of: $0, canvas) }, width: lines.map { canvas.columns(String($0)) }.max() ?? 0)
  }

  private static func spans(of line: Substring, _ canvas: Canvas) -> [SheetOverlay.Span] {
    let code = line.prefix(upTo: comment(in: line))
    var spans: [SheetOverlay.Span] = []
    var x = 0
    func add(_ text: Substring, _ ink: Ink) {
      if !text.isEmpty { spans.append(SheetOverlay.Span(x: x, text: String(text), ink: ink)) }
      x += canvas.columns(String(text))
    }
    var rest = code
    while !rest.isEmpty {
      let word = rest.prefix { $0.isLetter || $0 == "_" }
      let run = word.isEmpty ? rest.prefix { !$0.isLetter && $0 != "_" } : word
      add(run, Python.keywords.contains(word) ? Ink(Theme.key) : Theme.plain)
      rest = rest.dropFirst(run.count)
    }
    add(line[code.endIndex...], Theme.quiet)
    return spans
  }

  /// Where the comment of a line begins: at the first # that is in no quotes.
  private static func comment(in line: Substring) -> Substring.Index {
    var isQuoted = false
    return line.indices.first { index in
      if line[index] == "\"" { isQuoted.toggle() }
      return line[index] == "#" && !isQuoted
    } ?? line.endIndex
  }
}
