import Engine
import TestRuns
import Testing

@testable import Viz

@Suite struct CommandLineTests {
  @Test(arguments: [
    ("--lr abc", "--lr"), ("--lr -1", "--lr"), ("--lr nan", "--lr"), ("--lr inf", "--lr"),
    ("--size 0", "--size"),
    ("--size x", "--size"), ("--input 1,2,3", "--input"), ("--input 1,x", "--input"),
    ("--input 1e39,0", "--input"),
    ("--target 1", "--target"), ("--target nan,1", "--target"), ("--size 3 --target 1,2,3", "--input"),
    ("--weights 1,2;3", "--weights"),
    ("--weights 1,2", "--weights"), ("--optimizer rmspro", "--optimizer"), ("--momentum -1", "--momentum"),
    ("--beta1 1", "--beta1"), ("--beta2 -0.1", "--beta2"), ("--eps -1", "--eps"),
    ("--weight-decay -1", "--weight-decay"),
    ("--nesterov", "--nesterov"), ("--toggle 1,x", "--toggle"), ("--toggle -1", "--toggle"),
    ("--seed 1.5", "--seed"),
    ("--steps -1", "--steps"), ("--every 0", "--every"), ("--format xml", "--format"),
    ("--sgd-lr z", "--sgd-lr"),
  ])
  func aWrongValueIsRefusedInOneLineThatNamesItsOption(_ arguments: String, _ option: String) {
    do {
      let command = try TraceCommandLine.parse(arguments.split(separator: " ").map(String.init))
      _ = try command.training.configuration(fallbackSeed: 0)
      Issue.record("\(arguments) was accepted")
    } catch {
      let message = VizCommand.message(for: error)
      #expect(message.contains(option), "\(message)")
      #expect(!message.contains("\n"), "\(message)")
      #expect(VizCommand.exitCode(for: error) == .validationFailure)
    }
  }

  @Test(arguments: ["-9223372036854775808", "-1073741825", "9223372036854775808"])
  func aWholeNumberBeyondAllSenseIsRefused(_ number: String) {
    #expect(throws: (any Error).self) { try OptionParsers.whole(number) }
    #expect(throws: (any Error).self) { try OptionParsers.scene(number) }
  }

  @Test(arguments: ["0", "61", "-1", "max", "2.5"])
  func framesASecondAreAWholeNumberFrom1To60(_ text: String) throws {
    #expect(throws: (any Error).self) { try RunCommandLine.parse(["--frames", text]) }
    #expect(try RunCommandLine.parse(["--frames", "60"]).view.frames == 60)
  }

  @Test func aValueMayBeginWithAMinusSign() throws {
    for arguments in [["--input", "-0.5,0.1"], ["--input=-0.5,0.1"]] {
      let command = try TraceCommandLine.parse(arguments)
      #expect(command.training.data.input == [-0.5, 0.1])
    }
  }

  @Test func theRateOptionSetsBothOptimizersUnlessTheirOwnDoes() throws {
    func rates(_ arguments: String) throws -> (Double, Double) {
      let command = try TraceCommandLine.parse(arguments.split(separator: " ").map(String.init))
      let configuration = try command.training.configuration(fallbackSeed: 0)
      return (configuration.choice("sgd")!.values["lr"], configuration.choice("adam")!.values["lr"])
    }
    #expect(try rates("") == (0.1, 0.001))
    #expect(try rates("--lr 0.5") == (0.5, 0.5))
    #expect(try rates("--lr 0.5 --adam-lr 0.01") == (0.5, 0.01))
    #expect(try rates("--sgd-lr 2") == (2, 0.001))
  }

  @Test func aLogPrintsEachKthStepAndTheLast() throws {
    let path = temporaryPath("every")
    var session = Session(article(seed: 3), files: [try RecordingFile(path: path, every: 5)])
    for _ in 0..<12 { session.apply(.step) }
    try session.finish()
    let steps = try contents(of: path).split(separator: "\n").filter { !$0.contains(#""do":"#) }.map {
      $0.prefix { $0 != "," }
    }
    #expect(steps == ["{\"step\":0", "{\"step\":5", "{\"step\":10", "{\"step\":12"])
  }
}
