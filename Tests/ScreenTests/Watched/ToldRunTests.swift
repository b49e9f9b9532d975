import Engine
import Formats
import Testing

@testable import Viz

@Suite struct ToldRunTests {
  private func interest(_ name: String = "fc1.weight") -> Interest {
    var interest = Interest(place: Place(tensor: name, index: [0, 0]))
    interest.wantsSummaries = true
    return interest
  }

  @Test func whatARunTellsIsASnapshotAsOfAnyOtherRun() throws {
    let snapshot = try SampleRun.told().snapshot("train.py", interest())
    #expect(snapshot.step == 1204 && snapshot.loss == 0.398 && snapshot.parameters.count == 6)
    #expect(snapshot.optimizer.rule == .adamW && snapshot.learningRate == 3e-4)
    #expect(snapshot.optimizer.values["beta2"] == 0.999 && snapshot.optimizerStep == 644)
    #expect(snapshot.optimizers.map(\.rule.title) == ["Adam", "Adamax", "AdamW", "SGD"])
    let shown = try #require(snapshot.parameters.first { $0.name == "fc1.weight" })
    #expect(
      shown.value.shape == [128, 2048] && shown.value.blocks.shape == [24, 32] && !shown.value.isWhole)
    #expect(shown.state.map(\.symbol) == ["m", "v"])
    #expect(snapshot.parameters[0].value.blocks.count == 0)
    #expect(snapshot.summaries.map(\.name) == SampleRun.parameters.map(\.name))
    #expect(snapshot.summaries[4].updateRatio == 0.0125 && snapshot.summaries[1].norm == 3)
  }

  @Test func lossesKeepTheirSmallestAndTheirLargestAndFollowOneAnother() throws {
    var told = try SampleRun.told()
    let history = told.snapshot("", interest()).history
    #expect(history.count == 1205 && history.latest == 0.398)
    let first = 2.5 * (1200.0 / 1204)
    let extent = try #require(history.extent(of: 1..<9))
    #expect(
      abs(Double(extent.lowerBound) - first * 0.9) < 1e-6
        && abs(Double(extent.upperBound) - first * 1.2) < 1e-6)
    #expect(abs((history.mean(of: 1..<9) ?? 0) - first) < 1e-5)
    #expect(history.extent(of: 0..<1) == nil, "of step 0 nothing is known")
    // A step that is told twice counts once; of one that is left out, or whose loss is no number, nothing is known.
    try told.take(SampleRun.frame(step: 1208, losses: [1204, 9, 1206, 0.3, 1207, .nan, 1208, 0.2]))
    let next = told.snapshot("", interest()).history
    #expect(next.count == 1209 && next.extent(of: 1204..<1206) == 0.398...0.398)
    #expect(next.extent(of: 1206..<1208) == 0.3...0.3 && next.latest == 0.2)
    #expect(
      next.extent(of: 1205..<1206) == nil && next.extent(of: 1207..<1208) == nil, "nothing is drawn there")
    try told.take(SampleRun.frame(step: 1209, losses: [1209, .nan]))
    #expect(told.snapshot("", interest()).loss.isNaN && told.snapshot("", interest()).history.latest == 0.2)
  }

  @Test func marksStandAtTheStepsTheyActedAtAndComeOnceEach() throws {
    var told = try SampleRun.told()
    let wanted = [Timed(step: 400, .set("lr", 3e-4)), Timed(step: 800, .optimizer("adamw"))]
    #expect(told.snapshot("", interest()).history.marks == wanted)
    try told.take(SampleRun.message("mark", #""id":1,"step":800,"what":"optimizer","to":"adamw","of":0"#))
    try told.take(SampleRun.message("mark", #""id":2,"step":1204,"what":"momentum","to":0.5,"of":0"#))
    #expect(
      told.snapshot("", interest()).history.marks == wanted + [Timed(step: 1204, .set("momentum", 0.5))])
    // A viewer that was away is told of all losses again; the marks stay.
    try told.take(SampleRun.hello(marks: SampleRun.marks))
    #expect(told.snapshot("", interest()).history.marks.count == 3)
  }

  @Test func anOptimizerThatVizHasNoRuleForIsCalledByItsName() throws {
    let adamax = SampleRun.optimizer(kind: "adamax", title: "Adamax")
    let snapshot = try SampleRun.told(frame: SampleRun.frame(optimizers: adamax)).snapshot("", interest())
    #expect(snapshot.optimizer.rule.title == "Adamax" && snapshot.optimizer.rule.name == "adamax")
    #expect(snapshot.optimizer.rule.settings.map(\.name) == ["lr", "beta1", "beta2", "eps", "weight_decay"])
    #expect(snapshot.partner.name == "adamw", "a switch goes back to the program's own")
    #expect(snapshot.parameters[2].state.map(\.symbol) == ["exp_avg", "exp_avg_sq"])
    #expect(throws: SettingError.self) { try snapshot.optimizer.make(parameters: []) }
  }

  @Test func anotherVersionOfTheWireIsRefusedWithTheOlderSide() throws {
    for (version, old) in [(0, "the run's Python side"), (2, "this viz")] {
      var told = ToldRun()
      let hello = try SampleRun.hello(version: version)
      #expect { try told.take(hello) } throws: { "\($0)".hasSuffix("\(old) is the older one") }
    }
  }

  @Test func whatIsStrangeIsLeftOut() throws {
    var told = try SampleRun.told()
    for (kind, members) in [
      ("new", #""a":1"#), ("mark", #""id":"x""#), ("mark", #""id":9,"step":5,"what":"lr","to":null"#),
      (
        "frame",
        #""step":"x","optimizers":[{}],"ranks":[1],"shown":[{"name":"a"}],"summaries":[{"name":"no"}]"#
      ),
    ] { try told.take(SampleRun.message(kind, members)) }
    try told.take(
      SampleRun.message(
        "frame", "\"step\":1210",
        tensors: [
          ("losses.99", [1, 2], [1, 1]), ("history", [1, 5], [-1, 0, 0, 0, 1e300]),
          ("losses", [2, 2], [.nan, 1, 1e300, 1]),
        ]))
    let snapshot = told.snapshot("", interest())
    #expect(snapshot.step == 1210 && snapshot.optimizer.rule.name == "")
  }
}
