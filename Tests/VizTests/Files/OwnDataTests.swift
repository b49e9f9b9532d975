import Engine
import Foundation
import Testing

@testable import Viz

/// Rows of one's own train as the same rows that are built in, to the bit.
@Suite struct OwnDataTests {
  /// A run over a set that is built in: how many rows, model and loss, and how the loss wants the targets.
  struct Run: CustomTestStringConvertible {
    let set: String
    let model: String
    let loss: String
    let form: TargetForm

    var testDescription: String { "\(set), \(loss)" }

    /// The options of the run, over a file's rows.
    func options(_ data: String, standardizes: Bool = false) throws -> TrainingOptions {
      var options = try Parsed.options(
        "--model \"\(model)\" --loss \(loss) --seed 3 --data circle", data: data)
      options.data.standardize = standardizes
      return options
    }

    /// The run's own rows; nothing is split unless asked for.
    func data(samples: Int = 130) throws -> TrainingData {
      let set = try #require(DataSets.named(set))
      return try TrainingData(
        .builtIn(set, samples: set.isShipped ? set.samples : samples, noise: set.noise),
        trainingFraction: nil)
    }

    /// The same run in the engine, over rows that are given.
    func configuration(_ data: TrainingData) throws -> Configuration {
      try Configuration(
        Architecture(model, loss: loss, rowShape: data.training.rowShape), data: data,
        optimizer: Optimizers.parse("sgd lr=0.1"), seed: 3, batch: 32)
    }
  }

  static let runs = [
    Run(set: "circle", model: "Linear(2, 4), Tanh, Linear(4, 1), Sigmoid", loss: "bce", form: .probabilities),
    Run(set: "gauss", model: "Linear(2, 4), Linear(4, 1)", loss: "bce-with-logits", form: .probabilities),
    Run(set: "xor", model: "Linear(2, 4), Tanh, Linear(4, 1), Tanh", loss: "mse", form: .values),
    Run(set: "spiral", model: "Linear(2, 8), ReLU, Linear(8, 2)", loss: "cross-entropy", form: .classes),
    Run(set: "plane", model: "Linear(2, 6), Tanh, Linear(6, 1)", loss: "smooth-l1", form: .values),
    Run(
      set: "text", model: "Embedding(28, 5), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(5, 1), Sigmoid",
      loss: "mse", form: .values),
    Run(set: "penguins", model: "Linear(4, 8), ReLU, Linear(8, 3)", loss: "cross-entropy", form: .classes),
  ]

  @Test(arguments: runs, FileForm.allCases)
  func aFileTrainsAsTheSetThatIsBuiltIn(_ run: Run, _ form: FileForm) throws {
    let folder = try TestFolder()
    let data = try run.data()
    let path = try folder.write(FileRows(data.training, as: run.form), as: form)
    var builtIn = try run.options(path)
    builtIn.data.source = .named(run.set)
    (builtIn.data.split, builtIn.data.samples) = (1, run.set == "penguins" ? nil : 130)
    // Penguins are standardized wherever they come from.
    let own = try Traced(run.options(path, standardizes: run.set == "penguins").run(), steps: 20)
    #expect(try own.lines == Traced(builtIn.run(), steps: 20).lines && own.lines.count == 21)
  }

  @Test(arguments: runs, FileForm.allCases)
  func splitAndScaleAreThoseOfTheSameRowsInTheEngine(_ run: Run, _ form: FileForm) throws {
    let folder = try TestFolder()
    let set = try run.data().training
    let path = try folder.write(FileRows(set, as: run.form), as: form)
    for (split, standardizes, seed) in [(0.8, false, 0), (0.5, true, 4), (1, true, 0)] {
      // Letters cannot be scaled.
      if standardizes, run.set == "text" { continue }
      let data = try TrainingData(
        .given(set), seed: UInt64(seed), trainingFraction: split < 1 ? split : nil, standardizes: standardizes
      )
      let engine = try Traced(run.configuration(data), steps: batches(data), epochs: true)
      var options = try run.options(path, standardizes: standardizes)
      (options.data.split, options.data.dataSeed) = (split, UInt64(seed))
      let own = try Traced(options.run(), steps: batches(data), epochs: true)
      #expect(own.lines == engine.lines)
      #expect(own.lines.contains { $0.contains("\"test\"") } == (split < 1))
    }
  }

  @Test(arguments: runs, FileForm.allCases)
  func rowsHeldOutMayBeAFileOfTheirOwn(_ run: Run, _ form: FileForm) throws {
    let folder = try TestFolder()
    let set = try run.data().training
    for standardizes in [false, true] where !standardizes || run.set != "text" {
      let split = try TrainingData(
        .given(set), seed: 2, trainingFraction: 0.7, standardizes: standardizes)
      let plain = try TrainingData(.given(set), seed: 2, trainingFraction: 0.7)
      let train = try folder.write(FileRows(plain.training, as: run.form), as: form, to: "train")
      let test = try folder.write(
        FileRows(#require(plain.heldOut), as: run.form), as: form, to: "test")
      let engine = try Traced(run.configuration(split), steps: 2 * batches(split), epochs: true)
      var options = try run.options(train, standardizes: standardizes)
      options.data.test = test
      let own = try Traced(options.run(), steps: 2 * batches(split), epochs: true)
      #expect(own.lines == engine.lines)
      #expect(own.lines.filter { $0.contains("\"test\"") }.count == 2)
    }
  }

  private func batches(_ data: TrainingData) -> Int {
    Sampling.batchesPerEpoch(rows: data.training.rows, batch: 32, dropsLast: false)
  }

  @Test(arguments: FileForm.allCases) func aRowMayHaveSeveralTargets(_ form: FileForm) throws {
    let folder = try TestFolder()
    var generator = Generator(seed: 1)
    let features = Tensor(generator.normal(count: 200), shape: [50, 4])
    let targets = Tensor(generator.normal(count: 100), shape: [50, 2])
    let rows = FileRows(features, targets)
    let run = Run(set: "own", model: "Linear(4, 3), Tanh, Linear(3, 2)", loss: "l1", form: .values)
    let set = DataSet(name: "own", featureNames: [], features: features, targets: targets, kind: .values)
    let engine = try Traced(run.configuration(TrainingData(.given(set))), steps: 10)
    var options = try run.options(folder.write(rows, as: form))
    options.data.target =
      switch form {
      case .csv: "y0,y1"
      case .tsv: "-2,-1"
      case .npy: "4,5"
      case .npz, .safetensors: nil
      }
    #expect(try Traced(options.run(), steps: 10).lines == engine.lines)
  }

  @Test(arguments: FileForm.texts) func wordsAreClassesInTheOrderOfTheAlphabet(_ form: FileForm) throws {
    let folder = try TestFolder()
    for run in Self.runs where run.form == .classes {
      let set = try run.data().training
      let names = ["ant", "bee", "cicada"]
      let path = try folder.write(
        FileRows(set, as: .classes, words: Array(names.prefix(set.classCount ?? 0))), as: form)
      let engine = try Traced(run.configuration(TrainingData(.given(set))), steps: 10)
      #expect(try Traced(run.options(path).run(), steps: 10).lines == engine.lines)
    }
  }

  /// −1 and 1, 0 and 1, or two words: each loss makes of them what it wants.
  @Test(arguments: ["-1 1", "0 1", "no yes", "x y"], ["bce", "mse", "cross-entropy"])
  func twoClassesAreWhatTheLossWants(_ labels: String, _ loss: String) throws {
    let run = try #require(Self.runs.first { $0.loss == loss })
    let set = try run.data().training
    let isBits = labels == "0 1"
    let wanted = DataSet(
      name: set.name, featureNames: set.featureNames, features: set.features, targets: set.targets,
      kind: set.kind, lowLabel: isBits ? 0 : -1)
    let folder = try TestFolder()
    let words = labels.split(separator: " ").map(String.init)
    let rows = FileRows(set.features, try #require(set.targets(as: .classes)), words: words)
    let engine = try Traced(run.configuration(TrainingData(.given(wanted))), steps: 10)
    for form in FileForm.texts {
      #expect(
        try Traced(run.options(folder.write(rows, as: form)).run(), steps: 10).lines == engine.lines)
    }
    guard let numbers = words.map({ Float($0) }) as? [Float] else { return }
    let targets = Tensor(set.targets.elements.map { numbers[Int($0)] }, shape: [set.rows])
    for form in [FileForm.npy, .npz, .safetensors] {
      let path = try folder.write(FileRows(set.features, targets), as: form)
      #expect(try Traced(run.options(path).run(), steps: 10).lines == engine.lines)
    }
  }
}
