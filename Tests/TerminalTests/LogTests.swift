import Foundation
import Testing

extension FullScreen {
  /// The log of a run on the screen against what `viz trace` prints.
  @Suite(.serialized) struct Logs {
    @Test(arguments: [
      [], ["--every", "7"], ["--optimizer", "adam", "--lr", "0.01"], ["--at", "20:layer.weight[0][1]=0.5"],
      ["--preset", "circle"], ["--preset", "text", "--every", "7", "--toggle", "30", "--at", "40:lr=0.5"],
    ])
    func aLogIsWhatTracePrints(options: [String]) async throws {
      let session = try TmuxSession()
      let words = options.joined(separator: " ")
      try await session.start("viz --seed 3 --stop-at 60 --speed max --log run.jsonl \(words)")
      try await session.wait("all steps are taken") { $0.isPaused && $0.step == 60 }
      let traced = try Program.run(
        Program.locate(), ["trace", "--seed", "3", "--steps", "60"] + options,
        environment: Program.environment())
      #expect(traced.status == 0 && !traced.output.isEmpty)
      #expect(split(try await log(of: session)).rest == traced.outputText)
    }

    @Test func aLogTellsWhereAKeySwitchedTheOptimizer() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 3 --paused --log run.jsonl")
      try session.press("s", "s", "s", "s", "s")
      try await session.wait("five steps are taken") { $0.step == 5 }
      try session.press("o")
      try await session.wait("Adam runs") { $0.optimizer == "Adam" }
      try session.press("s", "s", "s", "s", "s")
      try await session.wait("ten steps are taken") { $0.step == 10 }
      let (events, rest) = split(try await log(of: session))
      #expect(Array(events.values) == [#"{"step":5,"do":"optimizer","value":"adam"}"#])
      #expect(rest == (try Program.viz("trace", "--seed", "3", "--steps", "10", "--toggle", "5").outputText))
    }

    @Test func aLogTellsWhereAKeyChangedTheRate() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 3 --paused --log run.jsonl")
      try session.press("s", "s", "+", "s", "-", "-")
      try await session.wait("three steps are taken") { $0.step == 3 && $0.learningRate == "0.05" }
      let (events, rest) = split(try await log(of: session))
      #expect(
        events.sorted { $0.key < $1.key }.map(\.value) == [
          #"{"step":2,"do":"lr","value":0.2}"#,
          #"{"step":3,"do":"lr","value":0.1}"#,
          #"{"step":3,"do":"lr","value":0.05}"#,
        ])
      let lines = rest.split(separator: "\n")
      let traced = try Program.viz("trace", "--seed", "3", "--steps", "2").outputText.split(separator: "\n")
      #expect(lines.count == 4 && Array(lines.prefix(3)) == traced)
      #expect(lines.last?.contains(#""step":3,"optimizer":"sgd","lr":0.2,"#) == true)
    }

    @Test func aLogStartsAgainWhereARunDoes() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 3 --paused --log run.jsonl")
      try session.press("s", "s", "r", "s", "s", "s", "R", "s")
      try await session.wait("the next seed's first step is taken") { $0.seed == 4 && $0.step == 1 }
      let (events, rest) = split(try await log(of: session))
      #expect(
        events.sorted { $0.key < $1.key }.map(\.value) == [
          #"{"step":2,"do":"reset"}"#, #"{"step":3,"do":"seed","value":4}"#,
        ])
      let traced = try [("3", "2"), ("3", "3"), ("4", "1")].map { seed, steps in
        try Program.viz("trace", "--seed", seed, "--steps", steps).outputText
      }
      #expect(rest == traced.joined())
    }

    /// Quits and returns the log.
    private func log(of session: TmuxSession) async throws -> Data {
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
      return try Data(contentsOf: session.folder.appendingPathComponent("run.jsonl"))
    }

    /// The lines of events by their place, and the text without them.
    private func split(_ log: Data) -> (events: [Int: String], rest: String) {
      var events: [Int: String] = [:]
      var rest = ""
      let text = String(decoding: log, as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.dropLast().enumerated() {
        if line.contains(#","hash":""#), line.contains(#","do":""#), !line.contains(#""do":"end""#) {
          events[index] = String(
            line.replacing(/"time":[0-9.]+,/, with: "").replacing(/,"loss":.*/, with: "}"))
        } else if !line.contains(#","do":""#), !line.hasPrefix(#"{"viz":"#) {
          rest += line + "\n"
        }
      }
      return (events, rest + (lines.last ?? ""))
    }
  }
}
