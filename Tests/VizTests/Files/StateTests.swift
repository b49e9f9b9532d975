import Engine
import Foundation
import Testing

@testable import Viz

/// A run that goes on from a file is the one that never ended.
@Suite struct StateTests {
  private static let fields = " --every 5 --fields loss,batch,parameters,state"

  /// The lines of a run after its first `steps`, without the line of its beginning.
  private func rest(_ line: String, after steps: Int) throws -> [String] {
    let run = try Traced(line + Self.fields)
    return run.lines.filter { line in
      guard line.hasPrefix("{\"step\":"), let step = Int(line.dropFirst(8).prefix { $0.isNumber }) else {
        return false
      }
      return step > steps && !line.hasPrefix("{\"step\":\(step),\"parameters\"")
    }
  }

  private func expectToGoOn(_ options: String, from first: Int = 30, by more: Int = 20) throws {
    let whole = try rest("\(options) --seed 5 --steps \(first + more)", after: first)
    #expect(whole.count == more / 5)
    for ending in ["safetensors", "npz"] {
      let folder = try TestFolder()
      let file = folder("state.\(ending)")
      try export("\(options) --seed 5 --steps \(first) --optimizer-state -o \(file)")
      // Another seed changes nothing: the order of rows and what layers draw go on too.
      let next = try rest("\(options) --seed 6 --steps \(more) --optimizer-state \(file)", after: first)
      #expect(next == whole, "\(options), \(ending)")
    }
  }

  @Test(
    arguments: Preset.all.map(\.name),
    ["", "sgd lr=0.05 momentum=0.9 nesterov", "adam amsgrad", "adamw", "rmsprop centered", "adagrad", "adadelta"])
  func aPresetGoesOnToTheBit(_ preset: String, _ optimizer: String) throws {
    try expectToGoOn("--preset \(preset)" + (optimizer.isEmpty ? "" : " --optimizer \"\(optimizer)\""))
  }

  @Test(arguments: [
    "--preset circle --toggle 10,40", "--preset circle --toggle 30", "--preset circle --toggle 10,30,31,50",
    "--preset circle --at 20:lr=0.05 --at 30:lr=0.07 --at 45:lr=0.01",
    "--preset circle --at 29:0.weight[0][0]=0.5 --at 30:0.bias[1]=2 --at 31:0.weight[1][0]=-1",
    "--preset spiral --at 10:optimizer=rmsprop --at 40:optimizer=adam --at 30:beta1=0.5 --toggle 20",
    "--preset xor --schedule \"linear start_factor=0.1 total_iters=25, at 25 cosine T_max=40\"",
    "--preset xor --schedule \"one_cycle max_lr=0.5 total_steps=60\" --momentum 0.9 --at 35:lr=0.2",
    "--preset gauss --clip-norm 0.1", "--preset gauss --clip-value 0.01 --no-shuffle",
    "--preset plane --batch 7 --drop-last", "--preset plane --batch all", "--preset text --split 1",
    "--preset xor --model \"Linear(2, 6), ReLU, Dropout(0.25), Linear(6, 1), Tanh\" --optimizer adam",
    "--model \"Linear(2, 4, bias=False), Dropout, Linear(4, 1, bias=False)\" --loss mse --data circle --optimizer muon",
    "--preset penguins --loss \"cross-entropy label_smoothing=0.1\"", "--size 3", "--seed 2 --target 0.5,0.7",
    "--preset circle --optimizer \"sgd momentum=0.9\" --at 10:momentum=0 --at 40:momentum=0.5",
  ])
  func whatDecidesStepsGoesOnToo(_ options: String) throws {
    try expectToGoOn(options)
    try expectToGoOn(options, from: 0)
    try expectToGoOn(options, from: 25, by: 55)
  }

  @Test func aFileOfAFileOfARunGoesOn() throws {
    let folder = try TestFolder()
    let options = "--preset spiral --split 0.6 --schedule \"cosine T_max=50\""
    let (first, second, third) = (folder("a.npz"), folder("b.safetensors"), folder("c.npz"))
    try export("\(options) --seed 5 --steps 20 --optimizer-state -o \(first)")
    try export("\(options) --seed 8 --weights \(first) --steps 15 --optimizer-state -o \(second)")
    try export("\(options) --seed 9 --weights \(second) --steps 0 --optimizer-state -o \(third)")
    let whole = try rest("\(options) --seed 5 --steps 60", after: 35)
    for file in [second, third] {
      let next = try rest("\(options) --steps 25 --optimizer-state \(file)", after: 35)
      #expect(next == whole && whole.count == 5)
    }
    // Without the flag, weights are only weights: the run begins anew.
    try export("\(options) --seed 8 --weights \(second) --steps 0 -o \(folder("d.npz"))")
    #expect(try Data(contentsOf: URL(filePath: folder("d.npz"))).count < 3000)
  }

  @Test func rowsOfOnesOwnGoOn() throws {
    let folder = try TestFolder()
    let set = try TrainingData(.builtIn(#require(DataSets.named("penguins")), samples: 342, noise: 0))
    let path = try folder.write(
      FileRows(set.training, as: .classes, words: ["b", "a", "c"]), as: .csv)
    try expectToGoOn(
      "--model \"Linear(4, 6), ReLU, Linear(6, 3)\" --loss cross-entropy --data \(path) --standardize --split 0.7")
  }

  @Test func aFrameCountsOnAndShowsTheSameNumbers() throws {
    let folder = try TestFolder()
    let file = folder("state.npz")
    for options in ["--preset circle --optimizer adam", "--preset spiral", ""] {
      try export("\(options) --seed 5 --steps 30 --optimizer-state -o \(file)")
      let place = "--screen 100x30 --seed 5"
      func frame(_ line: String) throws -> String {
        try RenderCommandLine.parse(words(line)).rendered()
      }
      for scene in ["overview", "explain", "race"] {
        let whole = try frame("\(options) \(place) --scene \(scene) --steps 40")
        let next = try frame("\(options) \(place) --scene \(scene) --steps 10 --optimizer-state \(file)")
        // The plot knows nothing of steps before the file's.
        let number = try #require(whole.firstMatch(of: /step [0-9,]+|Step [0-9,]+/)?.output)
        #expect(next.contains(number) && number.contains("40"), "\(scene)")
      }
    }
  }
}
