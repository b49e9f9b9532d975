import ArgumentParser
import Formats
import Languages

/// The manual page, from what the parser knows of the commands and from the table of keys.
struct Manual {
  private var page = ManualText()

  /// The page, as `man` reads it.
  var text: String { page.text }

  /// Makes the page in the present language.
  init() throws {
    let root = try Command(JSONValue(Array(VizCommand._dumpHelp().utf8), name: "help")["command"])
    let commands = root.subcommands.filter { $0.name != "help" }
    page.head("VIZ", section: 1, source: "viz \(VizCommand.version)")
    page.section(say("manual.name", "Name").uppercased())
    page.paragraphs("viz - \(root.abstract)")
    page.section(say("manual.synopsis", "Synopsis").uppercased())
    page.paragraphs(say("command.vizUsage", "viz [<command>] [<options>]"))
    page.section(say("manual.description", "Description").uppercased())
    page.paragraphs(root.discussion)
    add(commands)
    addKeys()
    addSurroundings()
  }

  // MARK: Commands

  private mutating func add(_ commands: [Command]) {
    // Titled groups are told once, with all that any of their commands takes.
    var groups: [(title: String, options: [Option])] = []
    for option in commands.flatMap(\.options) {
      guard let title = option.group else { continue }
      if let place = groups.firstIndex(where: { $0.title == title }) {
        if !groups[place].options.contains(where: { $0.label == option.label }) {
          groups[place].options.append(option)
        }
      } else {
        groups.append((title, [option]))
      }
    }
    page.section(say("manual.commands", "Commands").uppercased())
    for command in commands {
      page.subsection("viz \(command.name)")
      page.paragraphs(command.abstract + "\n\n" + command.discussion)
      for option in command.options where option.group == nil { page.entry(option.label, option.about) }
      let titles = groups.map(\.title).filter { title in command.options.contains { $0.group == title } }
      if !titles.isEmpty {
        page.paragraphs(
          say("manual.groups", "Also takes options of these groups: \(titles.joined(separator: ", "))."))
      }
    }
    page.section(say("manual.options", "Options").uppercased())
    for group in groups {
      let takers = commands.filter { $0.options.contains { $0.group == group.title } }
      page.subsection(group.title)
      page.paragraphs(Self.takers(takers))
      for option in group.options {
        let own = takers.filter { $0.options.contains { $0.label == option.label } }
        page.entry(option.label, option.about + (own.count == takers.count ? "" : " " + Self.takers(own)))
      }
    }
  }

  /// Which commands take something.
  private static func takers(_ commands: [Command]) -> String {
    say("manual.takers", "Of \(commands.map(\.name).joined(separator: ", ")).")
  }

  // MARK: Keys

  private mutating func addKeys() {
    page.section(say("manual.keys", "Keys").uppercased())
    let common = KeyMap.ofEveryScene
    add(common, except: [], say("manual.anyScene", "In every scene"))
    let told = Set(common.map(Self.label))
    for scene in SceneList.all {
      add(KeyMap.bindings(in: scene.keyScopes).filter(\.isOfOwnRuns), except: told, scene.title)
    }
    add(
      KeyMap.bindings(in: SceneList.watched.flatMap(\.keyScopes)), except: told,
      say("manual.watched", "Of a program that is watched"))
  }

  private mutating func add(_ rows: [KeyMap.Binding], except told: Set<String>, _ title: String) {
    page.subsection(title)
    for row in rows where !told.contains(Self.label(row)) {
      page.entry(row.keys.map(\.title).joined(separator: " "), row.help)
    }
  }

  /// What tells one row from another: the same key may do another thing in another scene.
  private static func label(_ row: KeyMap.Binding) -> String {
    row.keys.map(\.title).joined(separator: " ") + ": " + row.help
  }

  // MARK: What is around the program

  private mutating func addSurroundings() {
    page.section(say("manual.status", "Exit status").uppercased())
    for (status, meaning) in Self.statuses { page.entry(status, meaning.text) }
    page.section(say("manual.environment", "Environment").uppercased())
    for (variable, meaning) in Self.variables { page.entry(variable, meaning.text) }
    page.section(say("manual.files", "Files").uppercased())
    for (file, meaning) in Self.files { page.entry(file, meaning.text) }
  }

  private static let statuses = [
    ("0", Words("manual.status0", "All went well.")),
    (
      "1",
      Words(
        "manual.status1",
        "Something went wrong, which one line on stderr tells; or check, lesson --check or replay --check found a difference."
      )
    ),
    ("64", Words("manual.status64", "The command line is wrong; one line tells what would be right.")),
    (
      "128 + n",
      Words("manual.statusSignal", "Ended by signal n; the terminal is as it was, and files are whole.")
    ),
  ]

  private static let variables = [
    (
      "TERM, COLORTERM",
      Words("manual.term", "What the terminal can do: its keys, its colours; --color overrules.")
    ),
    ("NO_COLOR", Words("manual.noColor", "Where it is set to anything, no colours are used.")),
    (
      "LC_ALL, LC_CTYPE, LC_MESSAGES, LANG",
      Words(
        "manual.locale",
        "Whether the terminal takes UTF-8, else ASCII is drawn (--unicode, --ascii); and the language (--lang)."
      )
    ),
    (
      "XDG_RUNTIME_DIR, TMPDIR",
      Words("manual.runtimeFolder", "Where watched runs have their sockets, in a folder of yours alone.")
    ),
    ("XDG_STATE_HOME", Words("manual.stateFolder", "Where what watched programs print is kept.")),
    (
      "PYTHONPATH", Words("manual.pythonPath", "viz watch puts the folder of viz python-path in front of it.")
    ),
  ]

  private static let files = [
    (
      "~/.local/state/viz",
      Words("manual.outputFiles", "What watched programs print, and the logs of what was done to them.")
    ),
    (
      "$XDG_RUNTIME_DIR/viz",
      Words("manual.socketFiles", "The sockets of runs that can be attached to.")
    ),
  ]
}

/// A command as the parser tells of it.
private struct Command {
  let name: String
  let abstract: String
  let discussion: String
  let options: [Option]
  let subcommands: [Command]

  init(_ value: JSONValue?) {
    name = value?["commandName"]?.string ?? ""
    abstract = value?["abstract"]?.string ?? ""
    discussion = value?["discussion"]?.string ?? ""
    options = (value?["arguments"]?.elements ?? []).filter { $0["shouldDisplay"]?.bool == true }
      .map(Option.init).filter { !["-h, --help", "--version"].contains($0.label) }
    subcommands = (value?["subcommands"]?.elements ?? []).map(Command.init)
  }
}

/// An option or an argument.
private struct Option {
  /// How it is written.
  let label: String
  /// What it is for.
  let about: String
  /// The title of its group, if it has one.
  let group: String?

  init(_ value: JSONValue) {
    let names = (value["names"]?.elements ?? []).map { name in
      (name["kind"]?.string == "short" ? "-" : "--") + (name["name"]?.string ?? "")
    }
    let valueName = value["valueName"]?.string ?? ""
    label =
      switch value["kind"]?.string {
      case "positional": "<\(valueName)>"
      case "flag": names.joined(separator: ", ")
      default: names.joined(separator: ", ") + " <\(valueName)>"
      }
    about = HelpPage.about(
      value["abstract"]?.string ?? "",
      values: (value["allValues"]?.elements ?? []).compactMap(\.string).joined(separator: ", "),
      fallback: value["defaultValue"]?.string ?? "")
    group = value["sectionTitle"]?.string
  }
}
