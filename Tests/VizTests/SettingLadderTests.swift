import Engine
import Testing

@testable import Viz

/// The numbers that keys take settings through.
@Suite struct SettingLadderTests {
  private static let settings = Optimizers.all.flatMap { rule in
    rule.settings.map { (rule: rule.name, setting: $0) }
  }

  /// Where keys lead from a value, one after the other, at most so many.
  private func walk(_ setting: Setting, from value: Double, isUp: Bool, atMost most: Int = 80) -> [Double] {
    var (values, present) = ([Double](), value)
    while values.count < most, let next = SettingLadder.next(setting, from: present, isUp: isUp) {
      values.append(next)
      present = next
    }
    return values
  }

  @Test func everyWayLeadsOverValuesThatTheSettingTakesAndToAnEnd() {
    for (rule, setting) in Self.settings {
      switch setting.kind {
      case .number, .whole:
        let start = setting.standard ?? 1
        let (up, down) = (walk(setting, from: start, isUp: true), walk(setting, from: start, isUp: false))
        let all = down.reversed() + [start] + up
        #expect(zip(all, all.dropFirst()).allSatisfy(<), "\(rule) \(setting.name): \(all)")
        #expect(all.allSatisfy(setting.accepts) && all.count > 2, "\(rule) \(setting.name)")
        if case .number = setting.kind {
          #expect(up.count < 80 && down.count < 80, "\(rule) \(setting.name)")
        }
      case .flag:
        #expect(walk(setting, from: 0, isUp: true, atMost: 3) == [1, 0, 1])
        #expect(walk(setting, from: 0, isUp: false, atMost: 2) == [1, 0])
      case .choice(let words):
        let around = walk(setting, from: 0, isUp: true, atMost: words.count)
        #expect(Set(around).count == words.count && around.last == 0)
        #expect(SettingLadder.next(setting, from: 0, isUp: false) == Double(words.count - 1))
      case .wholes:
        #expect(walk(setting, from: 1, isUp: true).isEmpty)
      }
    }
  }

  @Test func whatWasGoneUpIsGoneDownAgain() throws {
    for (rule, setting) in Self.settings {
      guard case .number = setting.kind else { continue }
      let up = walk(setting, from: setting.standard ?? 1, isUp: true)
      for (low, high) in zip(up, up.dropFirst()) {
        let back = SettingLadder.next(setting, from: high, isUp: false)
        #expect(back == low, "\(rule) \(setting.name): \(high) down to \(back ?? .nan)")
      }
    }
  }

  @Test func aShareAndARateGoByTheirOwnSteps() throws {
    let beta = try OptimizerRule.adam.setting(named: "beta1")
    #expect(walk(beta, from: 0.9, isUp: true) == [0.95, 0.98, 0.99, 0.995, 0.999, 0.9999])
    #expect(walk(beta, from: 0.9, isUp: false) == [0.8, 0.5, 0])
    #expect(SettingLadder.next(beta, from: 0.93, isUp: true) == 0.95, "from between two of them")
    let rate = try OptimizerRule.sgd.setting(named: "lr")
    #expect(walk(rate, from: 0.1, isUp: true).prefix(3) == [0.2, 0.5, 1])
    #expect(walk(rate, from: 1e-12, isUp: false) == [0], "0 is a rate that stands still")
    #expect(SettingLadder.next(rate, from: 0, isUp: true) == 1e-5)
    #expect(SettingLadder.next(rate, from: 1e30, isUp: true) == nil)
    #expect(SettingLadder.next(rate, from: 1e30, isUp: false) == 1e6)
  }

  @Test func theTextOfASettingIsWhatItHolds() throws {
    for rule in Optimizers.all {
      let values = rule.defaults
      for setting in rule.settings {
        let text = SettingLadder.text(setting, values)
        switch setting.kind {
        case .flag: #expect(text == (values.isOn(setting.name) ? "on" : "off"))
        case .choice(let words): #expect(text == words[Int(values[setting.name])])
        case .wholes: break
        case .number, .whole:
          #expect(Double(text.replacing("−", with: "-")) == values[setting.name], "\(setting.name): \(text)")
        }
      }
    }
  }
}
