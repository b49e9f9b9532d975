import Engine
import Formats
import Foundation
import TestRuns
import Testing

@testable import Viz

/// The weights that `viz export` writes, and what is made of them.
@Suite struct ExportTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The parameters of a run after some steps.
  private func parameters(_ line: String, steps: Int) throws -> [NamedTensor] {
    let trainer = Trainer(try Parsed.options(line).run())
    trainer.run(until: steps)
    return trainer.network.parameters.map { NamedTensor(name: $0.name, tensor: $0.tensor) }
  }

  @Test(arguments: ["safetensors", "npz"]) func aFileHasTheStateDictInItsOrder(_ ending: String) throws {
    for options in ["--preset spiral --seed 4", "--preset text --seed 4", "--seed 4", "--size 3 --seed 1"] {
      let path = folder("weights.\(ending)")
      try Parsed.export(Parsed.options(options), steps: 7, to: path)
      let file = try ArrayFile.read(path)
      #expect(try file.tensors == parameters(options, steps: 7) && file.kind.rawValue == ending)
      let metadata = file.metadata.map(\.0)
      #expect(metadata == (ending == "npz" ? [] : ["format", "viz.data"]))
    }
    #expect(try folder.names == ["weights.\(ending)"])
  }

  @Test func oneTensorIsAnArrayOfNumPy() throws {
    let all = try parameters("--preset circle --seed 4", steps: 3)
    for tensor in all {
      let path = folder("one.npy")
      try Parsed.export(Parsed.options("--preset circle --seed 4"), steps: 3, to: path, tensor: tensor.name)
      let file = try ArrayFile.read(path)
      #expect(file.tensors.map(\.tensor) == [tensor.tensor])
    }
    try Parsed.export(Parsed.options("--seed 4"), steps: 3, to: folder("only.npy"))
    #expect(
      try ArrayFile.read(folder("only.npy")).tensors[0].tensor == parameters("--seed 4", steps: 3)[0].tensor)
  }

  @Test func aTableHasALineForEachNumberByItsPlace() throws {
    try Parsed.export(Parsed.options("--preset circle --seed 4"), steps: 3, to: folder("all.csv"))
    let lines = try contents(of: folder("all.csv")).split(separator: "\n").map(String.init)
    let all = try parameters("--preset circle --seed 4", steps: 3)
    #expect(lines.count == 1 + all.map(\.tensor.count).reduce(0, +) && lines[0] == "weight,value")
    #expect(lines[1].hasPrefix("0.weight[0][0],") && lines[2].hasPrefix("0.weight[0][1],"))
    #expect(lines[9].hasPrefix("0.bias[0],") && lines.last?.hasPrefix("4.bias[0],") == true)
    let numbers = lines.dropFirst().compactMap { Float($0.split(separator: ",")[1]) }
    #expect(numbers == all.flatMap(\.tensor.elements))
  }

  @Test(arguments: Preset.all.map(\.name), ["safetensors", "npz"])
  func weightsThatWereDrawnAndKeptGiveTheSameRun(_ preset: String, _ ending: String) throws {
    let path = folder("weights.\(ending)")
    let first = try Parsed.options("--preset \(preset) --seed 4")
    var later = first
    later.network.initialWeights = .file(path)
    let wanted = try Traced(first.run(), steps: 8)
    try Parsed.export(first, steps: 0, to: path)
    #expect(try Traced(later.run(), steps: 8).lines == wanted.lines)
    // From others it is another run over the same rows.
    try Parsed.export(first, steps: 5, to: path)
    let (moved, began) = (try Traced(later.run(), steps: 8).objects(), try wanted.objects())
    #expect(moved.map { $0["batch"] as? [Int] } == began.map { $0["batch"] as? [Int] })
    #expect(moved.map { $0["loss"] as? Double } != began.map { $0["loss"] as? Double })
  }

  @Test func theArticlesNumbersAreTheSameInAFileAndOnTheCommandLine() throws {
    let text = "0.5,-0.25;0.125,0.75"
    let tensor = Tensor([0.5, -0.25, 0.125, 0.75], shape: [2, 2])
    let named = [NamedTensor(name: "layer.weight", tensor: tensor)]
    func lines(_ weights: NetworkOptions.Weights) throws -> [String] {
      var options = try Parsed.options("--seed 1")
      options.network.initialWeights = weights
      return try Traced(options.run(), steps: 5).lines
    }
    let wanted = try lines(.numbers([[0.5, -0.25], [0.125, 0.75]]))
    for name in ["w.npz", "w.safetensors", "w.npy"] {
      #expect(try lines(.file(folder.write(named, to: name))) == wanted)
    }
    // Whole numbers are read too, and a file may be called as numbers are.
    let whole = NamedTensor(
      name: "layer.weight", tensor: Tensor([1, -2, 3, 4], shape: [2, 2]), elementType: .int64)
    let path = try folder.write([whole], to: "1,2")
    #expect(try lines(.file(path)) == lines(.numbers([[1, -2], [3, 4]])))
    #expect(try TrainingOptions.parse(["--weights", path]).network.initialWeights == .file(path))
    #expect(try TrainingOptions.parse(["--weights", text]).network.initialWeights != .file(text))
  }

  /// What a step finds before it is what the weights of the steps before predict.
  @Test(arguments: Preset.all.map(\.name).filter { $0 != "article" }, ["safetensors", "npz"])
  func aPredictionIsTheEnginesToTheBit(_ preset: String, _ ending: String) throws {
    let options = try Parsed.options("--preset \(preset) --seed 4 --split 1")
    let configuration = try options.run()
    let trainer = Trainer(configuration)
    trainer.run(until: 30)
    let path = folder("weights.\(ending)")
    try Parsed.export(options, steps: 30, to: path, hasState: ending == "npz")
    // The rows as they were before they were brought to one scale.
    let set = try #require(DataSets.named(configuration.data.training.name))
    var generator = Generator(seed: 0)
    let rows = set.make(samples: set.samples, noise: set.noise, generator: &generator)
    let file = try folder.write([NamedTensor(name: "x", tensor: rows.features)], to: "rows.npz")
    let lines = try Parsed.predicted("--preset \(preset)", weights: path, data: file)
    let batch = trainer.sampling.batch.map(Int.init)
    let prediction = trainer.stage.prediction.tensor.elements
    let width = prediction.count / batch.count
    #expect(lines.count == rows.rows)
    for (place, row) in batch.enumerated() {
      let numbers = Array(prediction[place * width..<(place + 1) * width])
      #expect(lines[row].hasPrefix("{\"row\":\(row),\"prediction\":\(JSONText.list(numbers))"))
      guard let names = rows.classNames else { continue }
      let largest = numbers.firstIndex(of: numbers.max() ?? 0) ?? 0
      let middle: Float = preset == "text" ? 0.5 : 0
      let name = names[names.count > 2 ? largest : numbers[0] >= middle ? 1 : 0]
      let text = Int(name) == nil ? "\"\(name)\"" : name
      #expect(lines[row].hasSuffix(",\"class\":\(text)}"), "\(lines[row])")
    }
  }

  @Test func whatCannotBeWrittenLeavesTheOlderFile() throws {
    let circle = try Parsed.options("--preset circle --seed 1")
    let lost = try Parsed.options("--preset plane --model Linear(2,1) --lr 1e20 --seed 1")
    for ending in ["npz", "safetensors", "npy", "csv"] {
      let path = try folder.write("old", to: "weights.\(ending)")
      let tensor = ending == "npy" ? "0.weight" : nil
      let stopped = refusal { try Parsed.export(lost, steps: 400, to: path, tensor: tensor) }
      #expect(stopped.hasPrefix("1: training stopped: after step "), "\(stopped)")
      let unknown = refusal { try Parsed.export(circle, steps: 1, to: path, tensor: "9.weight") }
      #expect(
        unknown
          == (ending == "npy"
            ? "64: --tensor 9.weight: the network's are 0.weight, 0.bias, 2.weight, 2.bias, 4.weight, 4.bias"
            : "64: --tensor is for a .npy file, which holds one; leave it out, or write to one"))
      #expect(try contents(of: path) == "old" && folder.names == ["weights.\(ending)"])
      try FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func aKeyIsToldWithoutOptionsWhatIsWrong() throws {
    let trainer = Trainer(try Parsed.options("--preset circle --seed 1").run())
    let ending = "a name with one of .safetensors, .npz, .npy and .csv at its end is needed"
    #expect(refusal { try WeightExport(path: "w.txt") } == "1: \(ending)")
    #expect(
      refusal { try WeightExport(path: folder("w.npy")).writeNew(trainer) }
        == "1: a .npy file holds one tensor, and the network has 6; .safetensors, .npz and .csv hold all")
    #expect(try folder.names == [])
  }

  @Test func aPlaceOrNameThatIsWrongIsToldInOneLine() throws {
    let circle = try Parsed.options("--preset circle --seed 1")
    try FileManager.default.createDirectory(atPath: folder("d.npz"), withIntermediateDirectories: true)
    for (name, line) in [
      ("none/w.npz", "1: cannot write PATH: No such file or directory"),
      ("d.npz", "1: cannot write PATH: it is a folder"),
      ("w.txt", "64: -o PATH: a name with one of .safetensors, .npz, .npy and .csv at its end is needed"),
      ("w", "64: -o PATH: a name with one of .safetensors, .npz, .npy and .csv at its end is needed"),
      (
        "w.npy",
        "64: -o PATH: a .npy file holds one tensor; --tensor with one of 0.weight, 0.bias, 2.weight, 2.bias, 4.weight, "
          + "4.bias is needed"
      ),
    ] {
      let path = folder(name)
      #expect(
        refusal { try Parsed.export(circle, steps: 1, to: path) } == line.replacing("PATH", with: path))
    }
    for name in ["w.npy", "w.csv"] {
      #expect(
        refusal { try Parsed.export(circle, steps: 1, to: folder(name), hasState: true) }
          == "64: --optimizer-state needs a .safetensors or .npz file, which hold many tensors")
    }
    #expect(try folder.names == ["d.npz"])
  }
}
