import Engine
import Foundation
import Testing

@testable import Viz

/// What `viz trace` prints of any network.
@Suite struct TraceTests {
  private func keys(_ line: String) -> [String] {
    // Keys of the outermost object, in their order.
    var (keys, depth, word, isQuoted): ([String], Int, String, Bool) = ([], 0, "", false)
    for character in line {
      switch character {
      case "\"":
        isQuoted.toggle()
        if isQuoted { word = "" }
      case "{", "[": if !isQuoted { depth += 1 }
      case "}", "]": if !isQuoted { depth -= 1 }
      case ":": if depth == 1, !isQuoted { keys.append(word) }
      default: if isQuoted { word.append(character) }
      }
    }
    return keys
  }

  @Test func aLineHasStepEpochOptimizerRateAndLoss() throws {
    let run = try Traced("--preset circle --seed 1 --steps 27")
    #expect(run.lines.count == 27)
    #expect(run.lines[0] == #"{"step":1,"epoch":1,"optimizer":"sgd","lr":0.03,"loss":1.002615}"#)
    #expect(run.lines[25].hasPrefix(#"{"step":26,"epoch":2,"optimizer":"sgd","lr":0.03,"loss":"#))
  }

  @Test func fieldsComeInOneOrderWhateverIsAskedFor() throws {
    let run = try Traced("--seed 1 --steps 2 --fields state,hand,parameters,gradients,prediction,batch,loss")
    #expect(run.lines.count == 3 && keys(run.lines[0]) == ["step", "parameters"])
    let own = ["loss", "batch", "prediction", "gradients", "parameters", "hand", "state"]
    #expect(keys(run.lines[1]) == ["step", "epoch", "optimizer", "lr"] + own)
    for field in own where field != "parameters" {
      let some = try Traced("--seed 1 --steps 2 --fields \(field)")
      #expect(some.lines.count == 2 && keys(some.lines[1]) == ["step", "epoch", "optimizer", "lr", field])
    }
  }

  @Test func everyFieldHasTheShapeOfWhatItShows() throws {
    let run = try Traced(
      "--preset text --seed 1 --steps 2 --fields loss,batch,prediction,gradients,parameters,state")
    let trainer = Trainer(try Configuration(.named("text")!, seed: 1))
    let names = trainer.network.parameters.map(\.name)
    let lines = try run.objects()
    #expect(names == ["embedding.weight", "4.weight", "4.bias"])
    for (index, line) in lines.enumerated() {
      for (parameter, name) in zip(trainer.network.parameters, names) {
        let tensors = [line["parameters"], index == 0 ? line["parameters"] : line["gradients"]]
        for tensor in tensors { #expect(shape((tensor as? [String: Any])?[name]) == parameter.shape) }
        if index > 0 {
          let state = try #require((line["state"] as? [String: Any])?[name] as? [String: Any])
          #expect(Set(state.keys) == ["step", "exp_avg", "exp_avg_sq"] && state["step"] as? Int == index)
          #expect(shape(state["exp_avg"]) == parameter.shape)
        }
      }
      guard index > 0 else { continue }
      #expect(shape(line["batch"]) == [20] && shape(line["prediction"]) == [20, 1])
      #expect(line["batch"] as? [Int] == trainer.sampling.batch.map(Int.init))
      #expect((line["loss"] as? Double).map(Float.init) == trainer.loss)
      #expect(floats(line["prediction"]) == trainer.stage.prediction.tensor.elements)
      let gradients = try #require(line["gradients"] as? [String: Any])
      for parameter in trainer.network.parameters {
        #expect(floats(gradients[parameter.name]) == parameter.gradient?.elements)
      }
      trainer.takeStep()
      let parameters = try #require(line["parameters"] as? [String: Any])
      for parameter in trainer.network.parameters {
        #expect(floats(parameters[parameter.name]) == parameter.data.elements)
      }
    }
    // The names come in the state dict's order.
    for line in run.lines {
      let places = names.compactMap { line.range(of: "\"\($0)\":[")?.lowerBound }
      #expect(places.count == 3 && places == places.sorted())
    }
  }

  @Test func whatAStepMadeIsShownBeforeEventsChangeIt() throws {
    let plain = try Traced("--preset circle --seed 1 --steps 3 --optimizer adam --fields parameters,state")
    let changed = try Traced(
      "--preset circle --seed 1 --steps 3 --optimizer adam --fields parameters,state --toggle 2 --at 2:0.weight[0][0]=5"
    )
    #expect(plain.lines.prefix(3) == changed.lines.prefix(3))
    let parameters = try #require(try changed.objects()[3]["parameters"] as? [String: Any])
    #expect(changed.lines[3].contains(#""optimizer":"sgd""#))
    #expect(abs(floats(parameters["0.weight"])[0] - 5) < 0.1)
    #expect(changed.lines[3].contains(#""state":{"0.weight":{},"0.bias":{},"#))
  }

  @Test func aStepsRateIsTheOneThatItUsed() throws {
    let run = try Traced([
      "--preset", "circle", "--seed", "1", "--steps", "6", "--schedule", "step step_size=2 gamma=0.5", "--at",
      "4:lr=0.3",
    ])
    #expect(try run.objects().map { $0["lr"] as? Double } == [0.03, 0.03, 0.015, 0.015, 0.3, 0.3])
  }

  @Test func everyKthStepAndTheLastHaveALineAndEpochsAreNeverThinned() throws {
    func steps(_ words: String) throws -> [Int] {
      try Traced("--preset circle --seed 1 " + words).objects().map {
        ($0["train"] == nil ? 1 : -1) * ($0["step"] as? Int ?? 0)
      }
    }
    #expect(try steps("--steps 25 --every 10") == [10, 20, 25])
    #expect(try steps("--steps 20 --every 10") == [10, 20])
    #expect(try steps("--steps 0") == [])
    #expect(try steps("--epochs 3 --every 10") == [10, 20, -25, 30, 40, 50, -50, 60, 70, 75, -75])
    #expect(try steps("--epochs 2 --every 1000") == [-25, 50, -50])
    #expect(try steps("--epochs 0") == [])
    #expect(try Traced("--preset circle --steps 0 --fields parameters").lines.count == 1)
    #expect(
      try Traced("--seed 1 --steps 0").lines == [
        #"{"step":0,"weights":[[0.3643461,-0.31210154],[-0.13708077,0.33189395]]}"#
      ])
  }

  @Test func anEpochsLineHasBothPartsAndAccuracyOnlyOfClasses() throws {
    func last(_ words: String) throws -> String {
      try #require(try Traced(words + " --seed 1 --epochs 1").lines.last)
    }
    let number = #"-?[0-9.e-]+"#
    #expect(
      try last("--preset circle").wholeMatch(
        of: try Regex(
          #"\{"epoch":1,"step":25,"train":\{"loss":N,"accuracy":N\},"test":\{"loss":N,"accuracy":N\}\}"#
            .replacing("N", with: number))) != nil)
    #expect(
      try last("--preset circle --split 1").wholeMatch(
        of: try Regex(
          #"\{"epoch":1,"step":50,"train":\{"loss":N,"accuracy":N\}\}"#.replacing("N", with: number))) != nil)
    #expect(
      try last("--preset plane").wholeMatch(
        of: try Regex(
          #"\{"epoch":1,"step":60,"train":\{"loss":N\},"test":\{"loss":N\}\}"#.replacing("N", with: number)))
        != nil)
  }

  @Test func aRunThatStopsPrintsItsLastFiniteStepAndWhy() throws {
    let whole = try Traced("--preset plane --seed 1 --steps 400 --lr 1e20 --model Linear(2,1)")
    #expect(whole.failure?.hasPrefix("training stopped: after step ") == true && whole.lines.count < 400)
    let some = try Traced("--preset plane --seed 1 --steps 400 --lr 1e20 --model Linear(2,1) --every 100")
    #expect(some.lines == [whole.lines.last ?? ""] && some.failure == whole.failure)
  }

  @Test func theTextSaysAtWhichWeightsALossIs() throws {
    let run = try Traced("--preset circle --seed 1 --epochs 1 --every 24 --format text")
    #expect(run.lines.count == 3)
    #expect(run.lines[0].wholeMatch(of: /step 24  epoch 1  loss [0-9.]+ before it  lr 0\.03  SGD/) != nil)
    #expect(
      run.lines[2].wholeMatch(
        of:
          /epoch 1, after step 25  training part: loss [0-9.]+, accuracy [0-9.]+ %  held out: loss [0-9.]+, accuracy [0-9.]+ %/
      )
        != nil, "\(run.lines)")
  }

  @Test(arguments: ["1", "2", "7", "auto"]) func threadsChangeNoBit(_ threads: String) throws {
    let plain = try Traced("--preset text --seed 3 --steps 20 --fields loss,parameters")
    #expect(
      try Traced("--preset text --seed 3 --steps 20 --fields loss,parameters --threads \(threads)").lines
        == plain.lines)
  }

  @Test func aModelPastedFromPythonTrains() throws {
    let printed = """
      Sequential(
        (0): Linear(in_features=2, out_features=8, bias=True)
        (1): Tanh()
        (2): Linear(in_features=8, out_features=1, bias=True)
        (3): Tanh()
      )
      """
    let rest = [
      "--loss", "MSELoss()", "--data", "circle", "--seed", "1", "--steps", "5", "--fields", "loss,parameters",
    ]
    let short = try Traced(["--model", "Linear(2, 8), Tanh, Linear(8, 1), Tanh"] + rest)
    #expect(try Traced(["--model", printed] + rest).lines == short.lines)
    #expect(short.lines.count == 6 && short.lines[0].contains(#""2.bias":["#))
  }

  private func shape(_ value: Any?) -> [Int] {
    guard let list = value as? [Any] else { return [] }
    return [list.count] + shape(list.first)
  }

  private func floats(_ value: Any?) -> [Float] {
    if let list = value as? [Any] { return list.flatMap { floats($0) } }
    return (value as? Double).map { [Float($0)] } ?? []
  }
}

/// What networks reach on the part that is held out, five seeds each.
@Suite struct AccuracyTests {
  private func reached(_ words: String, epochs: Int, dataSeeds: Bool = false) throws -> [Double] {
    try (dataSeeds ? 0...4 : 1...5).map { seed in
      let data = dataSeeds ? " --data-seed \(seed)" : ""
      let run = try Traced("\(words)\(data) --seed \(seed) --epochs \(epochs) --every 1000000")
      let last = try #require(try run.objects().last)
      #expect(last["epoch"] as? Int == epochs)
      return try #require((last["test"] as? [String: Any])?["accuracy"] as? Double)
    }
  }

  @Test(arguments: [
    ("--preset circle --optimizer adam --lr 0.01", 50, 0.99, 0.99),
    ("--preset xor --optimizer adam --lr 0.01", 50, 0.96, 0.96), ("--preset gauss", 5, 0.99, 0.99),
    ("--preset spiral", 300, 0.85, 0.92), ("--preset text", 10, 0.999, 0.999),
  ])
  func aPresetLearnsWhatItIsFor(_ words: String, _ epochs: Int, _ least: Double, _ mean: Double) throws {
    let reached = try reached(words, epochs: epochs)
    #expect(reached.allSatisfy { $0 >= least }, "\(reached)")
    #expect(reached.reduce(0, +) / 5 >= mean, "\(reached)")
  }
  @Test(arguments: [("digits", 20, 0.93, 0.94), ("penguins", 50, 0.9, 0.96)])
  func aShippedSetIsLearntHoweverItIsSplit(_ preset: String, _ epochs: Int, _ least: Double, _ mean: Double)
    throws
  {
    let reached = try reached("--preset \(preset)", epochs: epochs, dataSeeds: true)
    #expect(reached.allSatisfy { $0 >= least }, "\(reached)")
    #expect(reached.reduce(0, +) / 5 >= mean, "\(reached)")
  }
}
