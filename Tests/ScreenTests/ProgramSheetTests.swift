import Engine
import Testing

@testable import Viz

/// The run as a program on the screen: it is what the command line prints for the same run, keys included.
@Suite struct ProgramSheetTests {
  private func state(_ options: [String]) throws -> AppState { try RenderCommandLine.parse(options).state() }

  @Test(arguments: ["article", "spiral", "circle", "text"])
  func anUntouchedRunIsTheProgramOfItsOptions(preset: String) throws {
    let options = ["--preset", preset, "--seed", "7", "--steps", "30"]
    let state = try state(options + ["--keys", "y"])
    let script = try ScriptCommandLine.parse(options).program().text
    #expect(state.report.program?.text == script && state.report.program?.steps == 30)
    let frame = Frame.draw(state, width: 120, height: 60).plainText
    for line in script.split(separator: "\n").prefix(40) { #expect(frame.contains(line), "\(line)") }
  }

  @Test func keysAreInItAsWhatTheyDid() throws {
    let state = try state(["--preset", "spiral", "--seed", "7", "--steps", "30", "--keys", "o s s + s y"])
    let script = try ScriptCommandLine.parse([
      "--preset", "spiral", "--seed", "7", "--steps", "33", "--at", "30:optimizer=sgd", "--at", "32:lr=0.2",
    ]).program().text
    #expect(state.snapshot.optimizer.rule == .sgd && state.snapshot.learningRate == 0.2)
    #expect(state.report.program?.text == script)
  }

  @Test func ofAnOtherDataSetItIsThatRuns() throws {
    let state = try state(["--preset", "spiral", "--seed", "7", "--steps", "30", "--keys", "2 d s y"])
    let program = try #require(state.report.program)
    #expect(state.snapshot.data != "spiral" && program.steps == 1)
    #expect(!program.text.contains("spirals") && program.text.contains("import torch"))
  }

  @Test func itIsNotMadeAgainWhileItIsRead() throws {
    let command = try RenderCommandLine.parse([
      "--preset", "xor", "--seed", "7", "--steps", "5", "--keys", "y",
    ])
    var state = try command.state()
    let program = state.report.program
    // Under the sheet no key of the scene steps.
    #expect(state.action(for: .character("s")) == nil && program?.steps == 5)
    _ = update(&state, .dismiss)
    #expect(state.sheet == nil && state.interest.wantsCourse == false)
  }

  @Test func whereNoProgramMakesTheRunItSaysWhy() throws {
    let configuration = try Configuration(#require(Preset.named("xor")), seed: 1)
    let timeline = Timeline(configuration)
    for round in 0..<70_000 {
      timeline.apply(.set("lr", round.isMultiple(of: 2) ? 0.1 : 0.2))
      if round.isMultiple(of: 1000) { timeline.takeStep() }
    }
    #expect(timeline.course == nil)
    #expect(RunProgram(timeline).text.contains("no longer known"))
    timeline.apply(.reset)
    #expect(timeline.course != nil)
  }

  @Test func commentsStandBackAndTheLanguagesWordsStandOut() {
    let canvas = Canvas(width: 40, height: 2)
    let lines = ProgramText.lines(of: "for x in y:  # a loop\nname = \"#1\"\n", canvas).lines
    #expect(lines.count == 2)
    #expect(lines[0].first == SheetOverlay.Span(x: 0, text: "for", ink: Ink(Theme.key)))
    #expect(lines[0].last == SheetOverlay.Span(x: 13, text: "# a loop", ink: Theme.quiet))
    #expect(lines[1].map(\.text).joined() == "name = \"#1\"" && lines[1].allSatisfy { $0.ink == Theme.plain })
  }
}
