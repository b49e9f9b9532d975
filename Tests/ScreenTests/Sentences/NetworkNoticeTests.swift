import Engine
import TestRuns
import Testing

@testable import Viz

/// What is said in every scene of a network's run that needs attention.
@Suite struct NetworkNoticeTests {
  private static let line = "--data plane --samples 40 --loss mse --model Linear(2,1) --batch all --seed 3"

  private func notice(_ run: RenderedRun) throws -> RunNotice { try #require(run.state.notice) }

  @Test func aStuckRunIsSaidToBeStuckAtItsRate() throws {
    let run = try RenderedRun("\(Self.line) --no-shuffle --optimizer 'sgd lr=1e-12' --steps 3")
    let notice = try notice(run)
    #expect(notice.isBad && notice.forms[0].contains("at lr 1e−12 no weight moves"), "\(notice)")
    let before = run.trainer.network.parameters.map(\.tensor.elements)
    let later = Trainer(run.configuration)
    later.run(until: 60)
    #expect(later.network.parameters.map(\.tensor.elements) == before)
    let still = try self.notice(RenderedRun("\(Self.line) --no-shuffle --optimizer 'sgd lr=0' --steps 3"))
    #expect(still.forms[0].contains("the learning rate is 0"))
  }

  @Test func aGrowingWeightIsNamedWithItsValue() throws {
    var seen = 0
    for steps in 4...16 {
      let run = try RenderedRun("\(Self.line) --optimizer 'sgd lr=1' --steps \(steps)")
      guard let notice = run.state.notice, notice.forms[0].contains("and grows") else { continue }
      seen += 1
      let words = try #require(
        notice.forms[0].firstMatch(of: /diverging: (\S+?)((?:\[\d+\])+) is (\S+) and grows/))
      let parameter = try #require(run.trainer.network.parameters.first { $0.name == words.1 })
      let index = words.2.split { "[]".contains($0) }.compactMap { Int($0) }
      let value = Double(parameter.tensor[index])
      #expect(words.3 == NumberText.compact(value, width: 8) && abs(value) > 1000)
      for parameter in run.trainer.network.parameters {
        #expect(parameter.tensor.elements.allSatisfy { abs(Double($0)) <= abs(value) })
      }
      // In every scene that has these keys, in words that fit its width.
      for scene in ["overview", "network", "flow", "explain"] {
        let text = try RenderedRun(
          "\(Self.line) --optimizer 'sgd lr=1' --steps \(steps) --scene \(scene) --screen 80x24"
        ).text(80, 24)
        #expect(text.contains("diverging: \(words.1)\(words.2) is \(words.3) and grows"), "\(scene)\n\(text)")
      }
    }
    #expect(seen > 2)
  }

  @Test func aRisingLossIsSaid() throws {
    // Beyond 2 over the largest curvature the loss of a parabola rises at every step.
    var risen = 0
    for rate in ["0.0535", "0.054", "0.055"] {
      for steps in [20, 40, 60] {
        let run = try RenderedRun("\(Self.line) --optimizer 'sgd lr=\(rate)' --steps \(steps)")
        guard let words = run.state.notice?.forms[0], words.contains("the loss rises") else { continue }
        risen += 1
        let history = run.trainer.history
        #expect(run.trainer.loss > 2 * (history.extent(of: 0..<1)?.upperBound ?? .infinity))
        #expect(run.text(120, 40).contains("diverging: the loss rises"))
      }
    }
    #expect(risen > 0)
  }

  @Test func aConvergedRunMovesNoMore() throws {
    let line =
      "--data gauss --noise 40 --samples 40 --loss bce-with-logits --model Linear(2,1) --batch all --seed 3"
    var converged = 0
    for rate in ["0.05", "0.1", "0.3"] {
      let run = try RenderedRun("\(line) --no-shuffle --optimizer 'sgd lr=\(rate)' --steps 40000")
      guard let notice = run.state.notice, run.state.condition == .converged else { continue }
      converged += 1
      #expect(!notice.isBad && notice.forms[0].contains("no weight moves any more"), "\(notice)")
      let (now, later) = (run.trainer, Trainer(run.configuration))
      later.run(until: 40_050)
      #expect(
        later.network.parameters.map(\.tensor.elements) == now.network.parameters.map(\.tensor.elements))
    }
    #expect(converged > 0)
  }

  @Test func anOverfittingRunIsToldWithTheEpochSinceWhichItDoes() throws {
    let run = try RenderedRun(
      "--data gauss --noise 50 --samples 60 --loss bce-with-logits --model Linear(2,16),Tanh,Linear(16,1) --batch 10 "
        + "--seed 3 --optimizer 'adam lr=0.05' --steps 1500 --screen 120x40")
    let notice = try #require(run.state.notice)
    let match = try #require(notice.forms[0].firstMatch(of: /overfitting since epoch (\d+)/))
    let epoch = try #require(Int(match.1))
    // The run again up to there: the rows held out fared better then, and the training rows worse.
    let then = Trainer(run.configuration)
    then.run(until: epoch * run.trainer.sampling.batchesPerEpoch)
    func losses(_ trainer: Trainer) throws -> (training: Double, heldOut: Double) {
      let data = run.configuration.data
      return (
        try Evaluator(trainer.network, data.training).evaluate().loss,
        try Evaluator(trainer.network, #require(data.heldOut)).evaluate().loss
      )
    }
    let (before, now) = (try losses(then), try losses(run.trainer))
    #expect(now.heldOut > 1.2 * before.heldOut && now.training < before.training)
    #expect(run.text(120, 40).contains("overfitting since epoch \(epoch)"))
  }

  @Test func aNumberThatStopsBeingFiniteIsNamedWithItsStep() throws {
    let run = try RenderedRun("\(Self.line) --optimizer 'sgd lr=1000' --steps 100 --screen 120x40")
    let fault = try #require(run.trainer.fault)
    #expect(run.state.snapshot.fault == fault && run.state.snapshot.step == fault.step)
    for scene in SceneList.all.indices where !SceneList.all[scene].keyScopes.contains(.race) {
      var state = run.state
      state.scene = scene
      let text = Frame.draw(state, width: 120, height: 40).plainText
      #expect(text.contains("step \(fault.step)") && text.contains(Symbol.subject(fault)), "\(text)")
    }
  }
}
