import TestRuns
import Testing

@testable import Engine

/// Steps by the sign of the momentum: an optimizer as someone would add it, in one piece.
private final class SignDescent: Optimizer {
  private var kept: Float = 0
  private var directions: [Buffer] = []

  override func settingsChanged(_ values: SettingValues) {
    kept = Float(values["keep"])
    directions = buffers("direction")
  }

  override func update() -> Bool {
    for (place, direction) in zip(places, directions) {
      for index in 0..<place.count {
        direction.pointer[index] = kept * direction.pointer[index] + place.gradient[index]
        let sign: Float = direction.pointer[index] < 0 ? -1 : direction.pointer[index] > 0 ? 1 : 0
        place.weight[index] -= Float(learningRate) * sign
      }
    }
    return true
  }
}

extension OptimizerRule {
  fileprivate static let signDescent = OptimizerRule(
    name: "sign_descent", title: "Sign descent", className: "SignDescent",
    settings: [
      .learningRate(0.25),
      Setting("keep", symbol: "κ", "what is kept", standard: 0.5, kind: .number(.belowOne)),
    ],
    state: { _ in [StateTensor("direction", symbol: "d", "decaying sum of g", isSigned: true)] },
    formula: { _, _ in ["d ← κ⋅d + g", "W ← W − lr ⋅ sign(d)"] }, optimizer: SignDescent.self)
}

@Suite struct MadeUpOptimizerTests {
  private let rules = Optimizers.all + [.signDescent]

  @Test(arguments: ["sign_descent", "sign-descent", "SignDescent"])
  func itIsReadByItsNames(_ name: String) throws {
    let choice = try Optimizers.parse("\(name) keep=0.75", among: rules)
    #expect(choice.rule == .signDescent && choice.values == ["lr": 0.25, "keep": 0.75])
    #expect(choice.text == "sign_descent lr=0.25 keep=0.75")
  }

  @Test func itsSettingsAreChecked() throws {
    #expect(throws: SettingError("sign_descent: keep=1, where a number from 0 to below 1 would be right")) {
      try Optimizers.parse("sign_descent keep=1", among: rules)
    }
    let unknown = #expect(throws: SettingError.self) { try Optimizers.named("lion", among: rules) }
    #expect(unknown?.description.hasSuffix("muon, sign_descent") == true)
  }

  @Test func itStepsKeepsStateAndShowsItsRule() throws {
    let value = Value(name: "weight", shape: [2], requiresGradient: true)
    let optimizer = try Optimizers.parse("sign-descent", among: rules).make(parameters: [value])
    value.gradient?.load([2, -1])
    #expect(optimizer.step())
    value.gradient?.load([-0.5, -1])
    optimizer.step()
    #expect(value.data.elements == [-0.5, 0.5])
    #expect(optimizer.buffers("direction").map(\.elements) == [[0.5, -1.5]])
    #expect(optimizer.rule.formula(optimizer.values) == ["d ← κ⋅d + g", "W ← W − lr ⋅ sign(d)"])
    #expect(optimizer.rule.state(optimizer.values).map(\.symbol) == ["d"])
    try optimizer.set("keep", 0)
    value.gradient?.load([-1, 0])
    optimizer.step()
    #expect(value.data.elements == [-0.25, 0.5])
  }
}
