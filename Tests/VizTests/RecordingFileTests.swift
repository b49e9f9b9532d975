import Engine
import Foundation
import TestRuns
import Testing

@testable import Viz

/// What a log says, held against runs that were done without one.
@Suite struct RecordingFileTests {
  /// Plays random commands and returns the log and the state in which the run ended.
  private func play(_ configuration: Configuration, every: Int, seed: UInt64) throws -> (
    log: String, end: Trainer
  ) {
    let path = temporaryPath("log")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var generator = Generator(seed: seed)
    func random(_ count: Int) -> Int { Int(generator.next32() % UInt32(count)) }
    func place() -> Place {
      let size = configuration.data.sample?.input.count ?? 0
      return [.weight(row: random(size), column: random(size)), .input(random(size)), .target(random(size))][
        random(3)]
    }
    let stopAt = random(3) == 0 ? 20 + random(60) : nil
    var session = Session(
      configuration, isRunning: random(2) == 0, pace: random(2) == 0 ? .unlimited : .stepsPerSecond(1),
      stopAt: stopAt, files: [try RecordingFile(path: path, every: every)])
    for _ in 0..<60 {
      switch random(20) {
      case 0...3: session.apply(.step)
      case 4...7:
        if !session.isRunning { session.apply(.toggleRunning) }
        session.advance(by: 1 + random(40))
      case 8: session.apply(.command(session.trainer.toggled))
      case 9: session.apply(.command(random(2) == 0 ? session.trainer.raised : session.trainer.lowered))
      case 10, 11: session.apply(.command(.edit(place(), Double(random(200)) / 100 - 1)))
      // Beyond what the run survives: it breaks at once or at the next step.
      case 12: session.apply(.command(.edit(place(), [3e38, 1e30, -1e38, 0][random(4)])))
      case 13: session.apply(.command(random(3) == 0 ? .reseed(UInt64(random(99))) : .reset))
      case 14, 15:
        let moves: [TimeMove] = [
          .steps(-1 - random(30)), .steps(1 + random(30)), .hundredths(-2), .toStart, .toEnd,
        ]
        session.apply(.move(moves[random(moves.count)]))
      case 16:
        session.apply(.race(.enter))
        session.apply(.step)
        session.apply(.race(.command(.set("lr", 0.5), lane: 1)))
        session.apply(.race(.leave))
      case 17: session.apply(.toggleRunning)
      default: break
      }
    }
    try session.finish()
    return (try contents(of: path), session.trainer)
  }

  @Test(arguments: [1, 3, 10, 100])
  func aRunDoneAgainFromItsLogIsTheSameLineByLine(every: Int) throws {
    var (jumps, breaks, changes) = (0, 0, 0)
    for seed in 0..<120 {
      let size = 1 + seed % 3
      let sgd = seed % 4 == 0 ? "sgd momentum=0.9" : "sgd"
      let configuration = article(
        seed: UInt64(seed), input: (0..<size).map { Double($0) - 0.5 },
        target: (0..<size).map { Double($0 + 1) / 10 }, optimizer: seed % 2 == 0 ? sgd : "adam",
        other: sgd, toggles: seed % 5 == 0 ? [7, 30] : [])
      let (log, end) = try play(configuration, every: every, seed: UInt64(every * 1000 + seed))
      let replay = try LogReplay(log, configuration, every: every, end: end)
      #expect(replay.problem == nil, "seed \(seed), every \(every): \(replay.problem ?? "")")
      jumps += log.components(separatedBy: #""do":"go""#).count - 1
      changes += log.components(separatedBy: #""do":"layer.weight["#).count - 1
      breaks += end.fault == nil ? 0 : 1
    }
    // What the commands were made for did happen.
    #expect(jumps > 100 && changes > 100 && breaks > 5)
  }

  @Test func anEditAfterTheLastDueStepLeavesThatStepsWeightsAlone() throws {
    let path = temporaryPath("edit")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = Session(
      article(seed: 3), isRunning: true, files: [try RecordingFile(path: path, every: 100)])
    session.advance(by: 150)
    session.apply(.command(.edit(.weight(row: 0, column: 0), 9)))
    session.apply(.command(.edit(.input(0), 4)))
    try session.finish()
    let lines = changes(in: try contents(of: path))
    let plain = Trainer(article(seed: 3))
    plain.run(until: 150)
    let weights = plain.snapshot().parameters[0].value.elements
    #expect(lines.count == 5)
    #expect(lines[4].hasPrefix(#"{"step":150,"#))
    #expect(
      lines[4].hasSuffix(#""weights":[[\#(weights[0]),\#(weights[1])],[\#(weights[2]),\#(weights[3])]]}"#))
    // What is changed stands there at once, before the line of a step that is the last.
    #expect(lines[2].hasPrefix(#"{"step":150,"do":"layer.weight[0][0]","value":9.0,"loss":"#))
    #expect(lines[3].hasPrefix(#"{"step":150,"do":"x[0]","value":4.0,"loss":"#))
  }

  /// The lines of a log without their times, and without those that change nothing of the run.
  private func changes(in log: String) -> [String] {
    log.split(separator: "\n").filter { line in
      !["run", "pause", "step", "check", "end"].contains { line.contains(#""do":"\#($0)""#) }
    }.map { String($0.replacing(/"time":[0-9.]+,/, with: "")) }
  }

  @Test(arguments: [
    (RunCommand.command(.reset), #"{"step":150,"do":"reset","#),
    (.command(.reseed(4)), #"{"step":150,"do":"seed","value":4,"#),
    (.move(.toStart), #"{"step":150,"do":"go","value":0,"#),
    (.move(.steps(-10)), #"{"step":150,"do":"go","value":140,"#),
  ])
  func theLastStepBeforeTheRunIsLeftHasItsLine(_ command: RunCommand, event: String) throws {
    let path = temporaryPath("left")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = Session(
      article(seed: 3), isRunning: true, files: [try RecordingFile(path: path, every: 100)])
    session.advance(by: 150)
    session.apply(command)
    try session.finish()
    let lines = changes(in: try contents(of: path))
    #expect(
      lines.prefix(4).map { $0.prefix { $0 != "," } } == [
        #"{"step":0"#, #"{"step":100"#, #"{"step":150"#, #"{"step":150"#,
      ])
    #expect(lines[3].hasPrefix(event))
    // Nothing is written twice.
    #expect(Set(lines.filter { $0.hasPrefix(#"{"step":150,"optimizer""#) }).count == 1)
  }

  /// PyTorch's own numbers for seed 1, as far as float32 rounds alike.
  @Test func aLogsFirstStepIsPyTorchs() throws {
    let path = temporaryPath("golden")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = Session(article(seed: 1), files: [try RecordingFile(path: path, every: 1)])
    session.apply(.step)
    try session.finish()
    let lines = changes(in: try contents(of: path)).map { line in
      line.split { !"0123456789.e-".contains($0) }.compactMap { Double($0) }
    }
    expect(
      lines[0], are: [0, 0.36434608697891235, -0.3121015429496765, -0.13708077371120453, 0.3318939507007599])
    let prediction = [0.44685572385787964, 0.525410532951355]
    let gradient = [-0.04286715015769005, 0.008573430590331554, -0.04057126119732857, 0.008114252239465714]
    let hand = [
      0.44685569661863245, 0.5254105349005129, 0.11310044525051738, -0.04286714686021627,
      0.008573429372043254,
      -0.040571258838700885, 0.008114251767740178,
    ]
    let after = [0.36863279342651367, -0.31295889616012573, -0.13302364945411682, 0.3310825228691101]
    expect(lines[1], are: [1, 0.1] + prediction + [0.11310046166181564] + gradient + hand + after)
  }

  /// The article's step written as plainly as can be, in float64, against every line of a longer run.
  @Test func everyLineIsAPlainStepOfGradientDescent() throws {
    let path = temporaryPath("plain")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = Session(article(seed: 5), files: [try RecordingFile(path: path, every: 1)])
    for _ in 0..<50 { session.apply(.step) }
    try session.finish()
    let lines = changes(in: try contents(of: path)).map { line in
      line.split { !"0123456789.e-".contains($0) }.compactMap { Double($0) }
    }
    #expect(lines.count == 51)
    let (x, y) = ([-0.5, 0.1], [0.1, 0.2])
    for (before, line) in zip(lines, lines.dropFirst()) {
      let weight = Array(before.suffix(4))
      let p: [Double] = [0, 2].map { start in
        let z: Double = weight[start] * x[0] + weight[start + 1] * x[1]
        return 1 / (1 + exp(-z))
      }
      let errors: [Double] = [p[0] - y[0], p[1] - y[1]]
      let loss: Double = (errors[0] * errors[0] + errors[1] * errors[1]) / 2
      let slopes: [Double] = [0, 1].map { errors[$0] * p[$0] * (1 - p[$0]) }
      let gradient: [Double] = slopes.flatMap { slope in x.map { slope * $0 } }
      let after = zip(weight, gradient).map { $0 - 0.1 * $1 }
      let twice: [Double] = p + [loss] + gradient
      expect(line, are: [before[0] + 1, 0.1] + twice + twice + after)
    }
  }

  private func expect(_ numbers: [Double], are wanted: [Double]) {
    #expect(numbers.count == wanted.count)
    #expect(zip(numbers, wanted).allSatisfy { abs($0 - $1) < 1e-7 }, "\(numbers) are not \(wanted)")
  }
}
