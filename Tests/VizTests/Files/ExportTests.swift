import Engine
import Formats
import Foundation
import Testing

@testable import Viz

/// The weights that `viz export` writes, and what is made of them.
@Suite struct ExportTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The parameters of a run after some steps.
  private func parameters(_ line: String, steps: Int) throws -> [NamedTensor] {
    let options = try TraceCommandLine.parse(words(line)).training
    let trainer = Trainer(try options.configuration(fallbackSeed: 0))
    trainer.run(until: steps)
    return trainer.network.parameters.map { NamedTensor(name: $0.name, tensor: $0.tensor) }
  }

  @Test(arguments: ["safetensors", "npz"]) func aFileHasTheStateDictInItsOrder(_ ending: String) throws {
    for options in ["--preset spiral --seed 4", "--preset text --seed 4", "--seed 4", "--size 3 --seed 1"] {
      let path = folder("weights.\(ending)")
      try export("\(options) --steps 7 -o \(path)")
      let file = try ArrayFile.read(path)
      #expect(file.tensors == (try parameters(options, steps: 7)) && file.kind.rawValue == ending)
      let metadata = file.metadata.map(\.0)
      #expect(metadata == (ending == "npz" ? [] : ["format", "viz.data"]))
    }
    #expect(try folder.names == ["weights.\(ending)"])
  }

  @Test func oneTensorIsAnArrayOfNumPy() throws {
    let all = try parameters("--preset circle --seed 4", steps: 3)
    for tensor in all {
      let path = folder("one.npy")
      try export("--preset circle --seed 4 --steps 3 --tensor \(tensor.name) -o \(path)")
      let file = try ArrayFile.read(path)
      #expect(file.tensors.map(\.tensor) == [tensor.tensor])
    }
    try export("--seed 4 --steps 3 -o \(folder("only.npy"))")
    #expect(
      try ArrayFile.read(folder("only.npy")).tensors[0].tensor == parameters("--seed 4", steps: 3)[0].tensor)
  }

  @Test func aTableHasALineForEachNumberByItsPlace() throws {
    try export("--preset circle --seed 4 --steps 3 -o \(folder("all.csv"))")
    let lines = try contents(of: folder("all.csv")).split(separator: "\n").map(String.init)
    let all = try parameters("--preset circle --seed 4", steps: 3)
    #expect(lines.count == 1 + all.map(\.tensor.count).reduce(0, +) && lines[0] == "weight,value")
    #expect(lines[1].hasPrefix("0.weight[0][0],") && lines[2].hasPrefix("0.weight[0][1],"))
    #expect(lines[9].hasPrefix("0.bias[0],") && lines.last?.hasPrefix("4.bias[0],") == true)
    let numbers = lines.dropFirst().compactMap { Float($0.split(separator: ",")[1]) }
    #expect(numbers == all.flatMap(\.tensor.elements))
    try export("--preset circle --seed 4 --epochs 2 -o \(folder("epochs.csv"))")
    #expect(try contents(of: folder("epochs.csv")).contains("0.weight[0][0]"))
    #expect(
      try parameters("--preset circle --seed 4", steps: 50).flatMap(\.tensor.elements)
        == contents(of: folder("epochs.csv")).split(separator: "\n").dropFirst().compactMap {
          Float($0.split(separator: ",")[1])
        })
  }

  @Test(arguments: Preset.all.map(\.name), ["safetensors", "npz"])
  func weightsThatWereDrawnAndKeptGiveTheSameRun(_ preset: String, _ ending: String) throws {
    let options = "--preset \(preset) --seed 4"
    let (path, fields) = (folder("weights.\(ending)"), " --steps 8 --fields loss,batch,parameters")
    try export("\(options) --steps 0 -o \(path)")
    #expect(try Traced("\(options) --weights \(path)" + fields).lines == Traced(options + fields).lines)
    // From others it is another run over the same rows.
    try export("\(options) --steps 5 -o \(path)")
    let later = try Traced("\(options) --weights \(path)" + fields).objects()
    let first = try Traced(options + fields).objects()
    #expect(later.map { $0["batch"] as? [Int] } == first.map { $0["batch"] as? [Int] })
    #expect(later.map { $0["loss"] as? Double } != first.map { $0["loss"] as? Double })
  }

  @Test func theArticlesNumbersAreTheSameInAFileAndOnTheCommandLine() throws {
    let text = "0.5,-0.25;0.125,0.75"
    let tensor = Tensor([0.5, -0.25, 0.125, 0.75], shape: [2, 2])
    let named = [NamedTensor(name: "layer.weight", tensor: tensor)]
    let wanted = try Traced("--weights \(text) --steps 5").lines
    for name in ["w.npz", "w.safetensors", "w.npy"] {
      let path = try folder.write(named, to: name)
      #expect(try Traced("--weights \(path) --steps 5 --seed 1").lines == wanted)
    }
    // A file may be called as numbers are.
    let path = try folder.write(named, to: "1,2")
    #expect(try Traced("--weights \(path) --steps 5 --seed 1").lines == wanted)
  }

  @Test func aTypeThatPyTorchHasIsReadToo() throws {
    let weights = Tensor([1, -2, 3, 4], shape: [2, 2])
    let whole = try folder.write(
      [NamedTensor(name: "layer.weight", tensor: weights, elementType: .int64)], to: "w.npz")
    #expect(try Traced("--weights \(whole) --steps 3 --seed 1").lines == Traced("--weights 1,-2;3,4 --steps 3").lines)
  }

  /// What a step finds before it is what the weights of the steps before predict.
  @Test(arguments: Preset.all.map(\.name).filter { $0 != "article" }, ["safetensors", "npz"])
  func aPredictionIsTheEnginesToTheBit(_ preset: String, _ ending: String) throws {
    let options = try TraceCommandLine.parse(words("--preset \(preset) --seed 4 --split 1")).training
    let configuration = try options.configuration(fallbackSeed: 0)
    let trainer = Trainer(configuration)
    trainer.run(until: 30)
    let (path, state) = (folder("weights.\(ending)"), ending == "npz" ? " --optimizer-state" : "")
    try export("--preset \(preset) --seed 4 --split 1 --steps 30 -o \(path)\(state)")
    // The rows as they were before they were brought to one scale.
    let set = try #require(DataSets.named(configuration.data.training.name))
    var generator = Generator(seed: 0)
    let rows = set.make(samples: set.samples, noise: set.noise, generator: &generator)
    let file = try folder.write([NamedTensor(name: "x", tensor: rows.features)], to: "rows.npz")
    let lines = try predicted("--preset \(preset) --weights \(path) --data \(file)")
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
    for (options, line) in [
      ("--preset plane --model Linear(2,1) --lr 1e20 --steps 400", "training stopped: "),
      ("--preset circle --tensor 9.weight", "--tensor 9.weight: the network's are 0.weight, 0.bias, 2.weight"),
      ("--preset circle --split 0", "The value '0' is invalid"),
    ] {
      for ending in ["npz", "safetensors", "npy", "csv"] {
        let path = try folder.write("old", to: "weights.\(ending)")
        let said = refusal("export --seed 1 \(options) -o \(path)")
        #expect(said != nil, "\(options)")
        if ending == "npy" { #expect(said?.line.hasPrefix(line) == true, "\(said?.line ?? "")") }
        #expect(try contents(of: path) == "old" && folder.names == ["weights.\(ending)"])
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }
}
