/// Text for `man`: the requests of man(7), with what would be taken for one escaped.
struct ManualText {
  /// The page so far.
  private(set) var text = ""

  /// A request by its name, with its arguments.
  private mutating func request(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { "\"" + $0.replacing("\"", with: "\\(dq") + "\"" }
    text += ([".\(name)"] + quoted).joined(separator: " ") + "\n"
  }

  /// What the page is of: its name, its section, and the program with its version.
  mutating func head(_ name: String, section: Int, source: String) {
    request("TH", name, "\(section)", "", source, "")
    // Neither hyphens in the middle of option names nor lines stretched to the margin.
    text += ".nh\n.ad l\n"
  }

  mutating func section(_ title: String) { request("SH", Self.escaped(title)) }

  mutating func subsection(_ title: String) { request("SS", Self.escaped(title)) }

  /// Paragraphs, divided by empty lines; those whose lines are indented are commands, and stay as they are.
  mutating func paragraphs(_ words: String) {
    for paragraph in words.split(separator: "\n\n") {
      text += ".PP\n"
      var isCommand = false
      for line in paragraph.split(separator: "\n") {
        if line.hasPrefix(" ") != isCommand {
          isCommand.toggle()
          text += isCommand ? ".RS 4\n.nf\n" : ".fi\n.RE\n"
        }
        text += Self.escaped(String(line.drop { $0 == " " })) + "\n"
      }
      if isCommand { text += ".fi\n.RE\n" }
    }
  }

  /// A term in bold, and what it means.
  mutating func entry(_ term: String, _ meaning: String) {
    text += ".TP\n\\fB\(Self.escaped(term))\\fR\n"
    text += Self.escaped(meaning) + "\n"
  }

  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
