import Foundation
import Testing

/// Runs of networks by the built program, as a user types them.
@Suite struct NetworkTraces {
  /// Runs a line of shell in which `$viz` is the program.
  private func shell(_ line: String) throws -> Program.Outcome {
    try Program.run(
      URL(filePath: "/bin/bash"), ["-c", line],
      environment: Program.environment(["viz": Program.locate().path]))
  }

  @Test func whatPrintShowsIsTakenAsItIsPasted() throws {
    let printed =
      "Sequential(\n  (0): Linear(in_features=2, out_features=4, bias=True)\n  (1): Tanh()\n  (2): Linear(in_features=4, out_features=1, bias=True)\n)"
    let rest = "--loss mse --data xor --seed 1 --steps 3"
    let pasted = try shell("$viz trace --model '\(printed)' \(rest)")
    #expect(pasted.status == 0 && pasted.errorText.isEmpty)
    #expect(pasted.outputText.split(separator: "\n").count == 3)
    #expect(
      pasted.output == (try shell("$viz trace --model 'Linear(4) -> Tanh -> Linear(1)' \(rest)")).output)
  }

  @Test func aSeedThatIsDrawnIsToldAndGivesTheSameRun() throws {
    let drawn = try shell("$viz trace --preset circle --steps 3")
    let seed = try #require(drawn.errorText.wholeMatch(of: /viz: seed (\d+)\n/)?.1)
    #expect(try shell("$viz trace --preset circle --steps 3 --seed \(seed)").output == drawn.output)
    #expect(try shell("$viz trace --preset circle --samples 0").errorText.contains("seed") == false)
  }

  @Test func aRunThatStopsEndsWithItsReasonAndStatus1() throws {
    let outcome = try shell(
      "$viz trace --preset plane --model 'Linear(2, 1)' --lr 1e20 --seed 1 --steps 400 --every 100")
    #expect(outcome.status == 1 && outcome.outputText.split(separator: "\n").count == 1)
    #expect(outcome.errorText.wholeMatch(of: /viz: training stopped: after step \d+ the .+\n/) != nil)
  }

  @Test func anyOptimizerCanBeSeenOnAFrame() throws {
    let outcome = try shell("$viz render --preset spiral --optimizer rmsprop --steps 20 --screen 100x30")
    #expect(outcome.status == 0 && outcome.outputText.contains("RMSprop"))
    let keys = try shell("$viz render --preset spiral --beta1 0.5 --optimizer sgd --steps 20 --keys 'o s s'")
    #expect(keys.status == 0 && keys.outputText.contains("Adam"))
  }
}
