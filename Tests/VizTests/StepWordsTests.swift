import Engine
import RealModule
import TestRuns
import Testing

@testable import Viz

/// What the screen says of a step, held against the step that the engine then takes.
@Suite struct StepWordsTests {
  private static let names = [
    "sgd", "sgd momentum=0.9", "sgd momentum=0.9 nesterov", "sgd momentum=0.9 dampening=0.3",
    "sgd weight_decay=0.2", "sgd momentum=0.9 weight_decay=0.2", "adam", "adam weight_decay=0.2",
    "adam amsgrad",
  ]

  /// Optimizers as text, at a rate.
  private static func configuration(_ optimizer: String, rate: Double, seed: UInt64) -> Configuration {
    article(
      seed: seed, target: seed == 2 ? [-1, 0.5] : Configuration.articleTarget,
      optimizer: optimizer + " lr=\(rate)")
  }

  /// Goes through runs that crawl, learn, saturate, converge and diverge, and shows each weight at many steps.
  private func eachStep(
    _ name: String, _ body: (_ trainer: Trainer, _ snapshot: Snapshot, _ place: Place) -> Void
  ) {
    for rate in [0, 1e-9, 0.01, 0.5, 1000] {
      for seed in 0..<3 {
        let trainer = Trainer(Self.configuration(name, rate: rate, seed: UInt64(seed)))
        for step in [0, 1, 2, 3, 5, 8, 12, 20, 28, 60, 300, 3000] {
          trainer.run(until: step)
          guard trainer.fault == nil else { break }
          for place in [(0, 0), (0, 1), (1, 0), (1, 1)].map({ Place.weight(row: $0.0, column: $0.1) }) {
            var interest = Interest(place: place)
            interest.explains = .training(0)
            body(trainer, trainer.snapshot(interest), place)
          }
        }
      }
    }
  }

  @Test(arguments: names)
  func theSentenceSaysWhichWayTheNextStepReallyGoes(name: String) {
    var ways: Set<String> = []
    var compared = 0
    eachStep(name) { trainer, snapshot, place in
      let next = Trainer(trainer.configuration)
      next.run(until: trainer.step + 1)
      let index = place.row * 2 + place.column
      let (before, after) = (
        trainer.network.parameters[0].data[index], next.network.parameters[0].data[index]
      )
      guard after.isFinite else { return }
      let way = after < before ? "θ moves left" : after > before ? "θ moves right" : "θ stays"
      ways.insert(way)
      guard let preview = snapshot.inspection?.preview(snapshot.optimizer.rule) else { return }
      compared += 1
      let gradient = preview.gradient[0]
      let memory = preview.memory.buffers.first?[0][0] ?? 0
      let decayed = gradient + 0.2 * before
      // What each part of a sentence claims.
      let claims: [(String, Bool)] = [
        ("gradient > 0", gradient > 0), ("gradient < 0", gradient < 0), ("gradient = 0", gradient == 0),
        ("would go left", gradient > 0), ("would go right", gradient < 0),
        ("< 0 remembers", memory < 0), ("> 0 remembers", memory > 0),
        ("g + λθ < 0", decayed < 1e-7), ("g + λθ > 0", decayed > -1e-7),
        ("the rate is 0", snapshot.learningRate == 0), ("θ moves left", after < before),
        ("θ moves right", after > before), ("θ stays", after == before),
      ]
      for words in DirectionWords(preview).forms {
        let made = claims.filter { words.contains($0.0) }
        if made.contains(where: { !$0.1 }) || !made.contains(where: { $0.0 == way }) {
          Issue.record("\(words): g \(gradient), \(before) → \(after), memory \(memory)")
        }
      }
    }
    #expect(ways.isSuperset(of: ["θ moves left", "θ moves right", "θ stays"]), "\(ways)")
    #expect(compared > 200)
  }

  /// The lines of the running optimizer's rule, in their longest form.
  private func rule(_ snapshot: Snapshot) -> [String] {
    snapshot.optimizer.rule.formula(snapshot.optimizer.values, isFirstStep: snapshot.optimizerStep == 0)
  }

  @Test(arguments: names)
  func theFormulasGiveTheNextWeight(name: String) throws {
    var compared = 0
    eachStep(name) { trainer, snapshot, place in
      guard snapshot.learningRate <= 1 else { return }
      let next = Trainer(trainer.configuration)
      next.run(until: trainer.step + 1)
      let index = place.row * 2 + place.column
      let settings = snapshot.optimizer.values
      let state = Dictionary(
        uniqueKeysWithValues: snapshot.parameters[0].state.map {
          ($0.symbol, Double($0.value.elements[index]))
        })
      let t = Double(snapshot.optimizerStep + 1)
      var values: [String: Double] = [
        "W": Double(snapshot.parameters[0].value.elements[index]),
        "g": Double(snapshot.parameters[0].gradient.elements[index]), "lr": snapshot.learningRate,
        "λ": 0.2, "μ": settings["momentum"], "d": settings["dampening"], "β₁": settings["beta1"],
        "β₂": settings["beta2"], "ε": settings["eps"], "β₁ᵗ": .pow(settings["beta1"], t),
        "β₂ᵗ": .pow(settings["beta2"], t),
      ]
      for (symbol, value) in state { values[symbol] = value }
      for line in rule(snapshot) {
        var text = line
        if let note = text.range(of: "   ") { text = String(text[..<note.lowerBound]) }
        for part in text.components(separatedBy: "  ") { Formula.carryOut(part, &values) }
      }
      let expected = Double(next.network.parameters[0].data[index])
      let wrong = abs((values["W"] ?? .nan) - expected)
      if !(wrong <= 2e-6 * max(1, abs(expected))) {
        Issue.record("\(rule(snapshot)): \(values)")
      }
      compared += 1
    }
    #expect(compared > 200)
  }

  @Test(arguments: names)
  func theNumbersOfAStepGiveItsStep(name: String) {
    var compared = 0
    eachStep(name) { trainer, snapshot, place in
      guard let preview = snapshot.inspection?.preview(snapshot.optimizer.rule) else { return }
      compared += 1
      let numbers = Dictionary(
        uniqueKeysWithValues: StepNumbers(preview).all.map { ($0.symbol, $0.value) })
      let gradient = (numbers["g"] ?? .nan) + (numbers["+λθ"] ?? 0)
      let direction: Double
      switch snapshot.optimizer.rule.name {
      case "sgd":
        direction = numbers["μb"].map { gradient + $0 } ?? numbers["b"] ?? gradient
      default:
        direction =
          (numbers["m̂"] ?? .nan) / ((numbers["v̂"] ?? .nan).squareRoot() + snapshot.optimizer.values["eps"])
      }
      let step = -(numbers["lr"] ?? .nan) * direction
      let rounding = 1e-6 * abs(step) + 1.2e-7 * abs(Double(preview.present[0])) + 1e-36
      if !(abs(step - (numbers["step"] ?? .nan)) <= rounding) { Issue.record("\(numbers)") }
    }
    #expect(compared > 200)
  }
}

/// Reads a line such as "b ← μ⋅b + (1 − d)⋅g" and carries it out, so that what a screen prints is put to the test.
private struct Formula {
  private var rest: [String]
  private let values: [String: Double]

  static func carryOut(_ line: String, _ values: inout [String: Double]) {
    let separator = line.contains("←") ? "←" : "="
    let sides = line.components(separatedBy: separator)
    guard sides.count == 2 else {
      Issue.record("no formula: \(line)")
      return
    }
    var formula = Formula(rest: tokens(sides[1]), values: values)
    let value = formula.sum()
    if !formula.rest.isEmpty { Issue.record("not read to its end: \(line)") }
    values[sides[0].filter { $0 != " " }] = value
  }

  private static func tokens(_ text: String) -> [String] {
    var (tokens, name) = ([String](), "")
    for character in text {
      if "+−⋅/()²√, ".contains(character) {
        if !name.isEmpty { tokens.append(name) }
        name = ""
        if character != " " { tokens.append(String(character)) }
      } else {
        name.append(character)
      }
    }
    return name.isEmpty ? tokens : tokens + [name]
  }

  private mutating func take(_ token: String) -> Bool {
    guard rest.first == token else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func sum() -> Double {
    var value = product()
    while true {
      if take("+") { value += product() } else if take("−") { value -= product() } else { return value }
    }
  }

  private mutating func product() -> Double {
    var value = factor()
    while true {
      if take("⋅") { value *= factor() } else if take("/") { value /= factor() } else { return value }
    }
  }

  private mutating func factor() -> Double {
    if take("√") { return factor().squareRoot() }
    var value: Double
    if take("(") {
      value = sum()
      _ = take(")")
    } else if take("max") {
      _ = take("(")
      let first = sum()
      _ = take(",")
      value = Swift.max(first, sum())
      _ = take(")")
    } else {
      let name = rest.isEmpty ? "nothing" : rest.removeFirst()
      value = Double(name) ?? values[name] ?? .nan
      if value.isNaN, values[name] == nil { Issue.record("what is \(name)?") }
    }
    if take("²") { value *= value }
    return value
  }
}
