import Engine
import Formats
import Foundation
import TestRuns
import Testing

@testable import Viz

/// What `viz predict` says of rows of a person's own.
@Suite struct PredictTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// A network that gives a + 2b, and −1 of it.
  private func weights(outputs: Int = 1, record: String? = nil) throws -> String {
    let tensors = [
      NamedTensor(
        name: "0.weight",
        tensor: Tensor(Array([1, 2, -1, -2].prefix(2 * outputs)), shape: [outputs, 2])),
      NamedTensor(name: "0.bias", tensor: Tensor([Float](repeating: 0, count: outputs), shape: [outputs])),
    ]
    return try folder.write(
      tensors, metadata: record.map { [("viz.data", $0)] } ?? [], to: "w\(outputs).safetensors")
  }

  private func predicted(
    _ data: String, loss: String = "mse", outputs: Int = 1, record: String? = nil, features: [String] = []
  ) throws -> [String] {
    try Parsed.predicted(
      "--model Linear(2,\(outputs)) --loss \(loss)", weights: weights(outputs: outputs, record: record),
      data: data, features: features)
  }

  @Test func rowsComeAsNumbersAndInEveryFile() throws {
    let wanted = [#"{"row":0,"prediction":[5.0]}"#, #"{"row":1,"prediction":[-1.5]}"#]
    #expect(try predicted("1,2;0.5,-1") == wanted)
    #expect(try predicted(folder.write("a,b\n1,2\n.5,-1\n", to: "t.csv")) == wanted)
    #expect(try predicted(folder.write("1;2\r\n0.5;-1\r\n", to: "u.csv")) == wanted)
    let x = Tensor([1, 2, 0.5, -1], shape: [2, 2])
    let other = NamedTensor(name: "other", tensor: Tensor([1], shape: [1]))
    for name in ["x.npy", "x.npz", "x.safetensors"] {
      #expect(try predicted(folder.write([NamedTensor(name: "z", tensor: x)], to: name)) == wanted)
      guard name != "x.npy" else { continue }
      let two = try folder.write([other, NamedTensor(name: "x", tensor: x)], to: name)
      #expect(try predicted(two) == wanted && predicted(two, features: ["x"]) == wanted)
    }
    let wide = try folder.write("a,n,b,w\n1,9,2,u\n.5,8,-1,v\n", to: "w.csv")
    #expect(try predicted(wide, features: ["a", "b"]) == wanted)
    #expect(try predicted(wide, features: ["0", "-2"]) == wanted)
    let columns = Tensor([2, 1, -1, 0.5], shape: [2, 2])
    let file = try folder.write([NamedTensor(name: "t", tensor: columns)], to: "c.npy")
    #expect(try predicted(file, features: ["1", "0"]) == wanted)
  }

  @Test func manyRowsAreTheSameInParts() throws {
    let numbers = (0..<2 * 2500).map { Float($0 % 97) }
    let file = try folder.write(
      [NamedTensor(name: "x", tensor: Tensor(numbers, shape: [2500, 2]))], to: "many.npz")
    let lines = try predicted(file)
    #expect(lines.count == 2500)
    for row in [0, 1023, 1024, 2047, 2048, 2499] {
      #expect(
        lines[row] == "{\"row\":\(row),\"prediction\":[\(numbers[2 * row] + 2 * numbers[2 * row + 1])]}")
    }
  }

  private func record(_ classes: String, low: Int = -1, mean: String = "", deviation: String = "") -> String {
    #"{"classes":\#(classes),"lowLabel":\#(low),"mean":[\#(mean)],"deviation":[\#(deviation)]}"#
  }

  /// The row gives 5 and −5.
  @Test(arguments: [
    ("mse", 1, #"["no","yes"]"#, "1,2", #""yes""#), ("mse", 1, #"["no","yes"]"#, "-1,0", #""no""#),
    ("mse", 1, #"["-1","1"]"#, "0,0", "1"), ("mse", 1, "null", "1,2", nil),
    ("mse", 1, #"["a","b","c"]"#, "1,2", nil), ("bce-with-logits", 1, "null", "-1,0", "0"),
    ("bce-with-logits", 1, #"["no","yes"]"#, "1,2", #""yes""#),
    ("cross-entropy", 2, #"["a","b"]"#, "1,2", #""a""#), ("cross-entropy", 2, "null", "-1,0", "1"),
    ("cross-entropy", 2, #"["7","0.5"]"#, "-1,0", "0.5"),
    // What JSON does not take for a number is a text.
    ("cross-entropy", 2, #"["01","0x10"]"#, "1,2", #""01""#),
    ("cross-entropy", 2, #"["01","0x10"]"#, "-1,0", #""0x10""#),
    ("cross-entropy", 2, #"[".5","+2"]"#, "1,2", #"".5""#),
    ("cross-entropy", 2, #"[".5","+2"]"#, "-1,0", #""+2""#),
    ("cross-entropy", 2, #"["nan","q\"q"]"#, "1,2", #""nan""#),
    ("cross-entropy", 2, #"["nan","q\"q"]"#, "-1,0", #""q\"q""#),
    ("cross-entropy", 2, #"["only"]"#, "-1,0", "1"),
  ])
  func aClassHasItsName(_ loss: String, _ outputs: Int, _ names: String, _ data: String, _ name: String?)
    throws
  {
    let lines = try predicted(data, loss: loss, outputs: outputs, record: record(names))
    #expect(lines.count == 1)
    if let name {
      #expect(lines[0].hasSuffix(",\"class\":\(name)}"), "\(lines)")
    } else {
      #expect(!lines[0].contains("class"), "\(lines)")
    }
  }

  @Test func featuresAreBroughtToTheScaleThatWasLearnt() throws {
    #expect(
      try predicted("3,10", record: record("null", mean: "1,4", deviation: "2,3"))
        == [#"{"row":0,"prediction":[5.0]}"#])
    #expect(
      refusal { try predicted("3,10", record: record("null", mean: "1", deviation: "2")) }
        == "1: the weights were learnt from 1 features a row, but there are 2")
    #expect(
      refusal { try predicted("3,10", record: "{}") }
        == "1: cannot read \(folder("w1.safetensors")): viz.data is not what viz export writes")
    // A scale that no standardization makes is none.
    for (mean, deviation) in [("1,4", "0,1"), ("1,4", "2"), ("1,4", "1e999,1")] {
      _ = refusal { try predicted("3,10", record: record("null", mean: mean, deviation: deviation)) }
    }
    // A preset's own rows say the scale where the weights do not: Adelie's own measures.
    let penguins = try Parsed.options("--preset penguins --seed 1")
    let rows = "39.1,18.7,181,3750;46.1,13.2,211,4500;50,19.5,196,3900"
    for name in ["p.npz", "p.safetensors"] {
      try Parsed.export(penguins, steps: 400, to: folder(name))
      let lines = try Parsed.predicted("--preset penguins", weights: folder(name), data: rows)
      #expect(
        lines.map { $0.split(separator: ":").last } == [#""Adelie"}"#, #""Gentoo"}"#, #""Chinstrap"}"#])
    }
  }

  @Test func wordsArePredictedWhereLettersWereLearnt() throws {
    let path = folder("t.npz")
    try Parsed.export(Parsed.options("--preset text --seed 1 --split 1"), steps: 600, to: path)
    let lines = try Parsed.predicted("--preset text", weights: path, data: "xyzxyz xaz 我很好 z")
    #expect(lines.map { $0.suffix(2) } == ["0}", "1}", "1}", "0}"])
    let file = try folder.write("xyzxyz xaz\n我很好\tz\n", to: "words.txt")
    #expect(try Parsed.predicted("--preset text", weights: path, data: file) == lines)
    let numbers = try folder.write("24,25,26,24,25,26\n24,1,26,0,0,0\n", to: "entries.csv")
    #expect(
      try Parsed.predicted(
        "--preset text", weights: path, data: numbers, features: ["0", "1", "2", "3", "4", "5"])
        == Array(lines.prefix(2)))
    #expect(
      refusal { try Parsed.predicted("--preset text", weights: path, data: " ") }
        == "64: --data '': a word is needed, such as abcdef")
    let empty = try folder.write(" \n", to: "empty.txt")
    #expect(
      refusal { try Parsed.predicted("--preset text", weights: path, data: empty) }
        == "1: cannot predict for \(empty): it has no words")
  }

  @Test func rowsThatCannotBePredictedForAreOneLine() throws {
    func said(_ data: String, _ features: [String] = []) -> String {
      refusal { try predicted(data, features: features) }
    }
    let wide = "layer 0: Linear(2, 1) takes a last axis of 2, but [2, 3] comes in"
    #expect(said("1,2,3") == "64: --model \"Linear(2,1)\": \(wide)")
    let start = "64: --data"
    #expect(
      said("1,2;3")
        == "\(start) 1,2;3: there is no such file, and as numbers: row 1 has 2 numbers but row 2 has 1; rows need one length"
    )
    for (text, word) in [("hello", "'hello'"), ("nan,1", "'nan'"), ("1,1e39", "'1e39'")] {
      #expect(
        said(text)
          == "\(start) \(text): there is no such file, and as numbers: \(word) is not a finite float32 number; give "
          + "numbers as in -0.5,0.1")
    }
    #expect(said("").hasPrefix("\(start) '': there is no such file, and as numbers: "))
    #expect(
      said("1,2", ["a"])
        == "64: --features is for the columns of a file, and --data has the rows; leave it out")
    func array(_ numbers: [Float], _ shape: [Int], _ name: String = "x.npz") throws -> String {
      try folder.write([NamedTensor(name: "x", tensor: Tensor(numbers, shape: shape))], to: name)
    }
    for (file, features, line) in [
      (try array([1], [], "scalar.npz"), [], "x is one number; rows are needed"),
      (try array([1], [], "scalar.npy"), [], "array is one number; rows are needed"),
      (try array([], [0, 2], "none.npz"), [], "it has no rows"),
      (try array([1, .nan], [1, 2], "nan.npz"), [], "x[0, 1] is nan; finite numbers are needed"),
      (
        try array([1, 2], [1, 2]), ["z"], "there is no array z; there is x [1, 2], and --features names one"
      ),
      (try array([1, 2], [1, 2]), ["x", "y"], "--features names 2 arrays; one is needed"),
      (try array([1, 2], [1, 2], "c.npy"), ["2"], "there is no column 2; they are called 0 to 1"),
      (try array([1, 2], [2], "d.npy"), ["a"], "there is no column a; they are called 0 to 0"),
    ] {
      #expect(said(file, features) == "1: cannot predict for \(file): \(line)")
    }
    for (text, line) in [
      ("a,b\n1,\n", "a value is missing, row 2, column 1 ('b'); every row needs all its values"),
      ("a,b\n1,x\n", "'x' is no number, row 2, column 1 ('b'); choose columns with --features"),
      ("a,b\n1\n", "1 field where 2 are expected, row 2; every row needs as many fields as the first"),
      ("", "it is empty; rows of numbers are needed"),
    ] {
      let file = try folder.write(text, to: "wrong.csv")
      #expect(said(file) == "1: cannot read \(file): \(line)")
    }
    let pickle = try folder.write([0x80, 4, 0x95, 0], to: "pickle.pt")
    #expect(said(pickle).hasPrefix("1: cannot read \(pickle): it is a pickle, which only Python can read; "))
    #expect(
      said(try array([1, 2, 3], [1, 3], "wide.npz"))
        == "64: --model \"Linear(2,1)\": \(wide)")
    #expect(
      refusal { try Parsed.predicted("--preset penguins", weights: weights(), data: "1,2,3,4") }
        == "1: cannot read \(folder("w1.safetensors")): 0.weight has the shape [1, 2]; the network's is [16, 4]"
    )
    let birds = try folder.write("a,b,c,d\n1,2,3,4\n", to: "birds.csv")
    #expect(
      refusal { try Parsed.predicted("--preset penguins", weights: weights(), data: birds) }
        == "1: cannot read \(birds): there is no column 'bill_length_mm'; it has 'a', 'b', 'c', 'd'")
  }

  @Test(arguments: [
    ("--preset spiral --data 1,2", "--weights is missing: a file with trained weights is needed"),
    (
      "--model Linear(2,1) --weights 1 --data 1,2",
      "--loss is missing beside --model; or give a --preset, which has both"
    ),
    (
      "--preset spiral --weights 1 --data 1,2 --seed 3",
      "--seed 3 means nothing for weights that are there already; leave it out"
    ),
    ("--preset spiral --weights 1", "Missing expected argument '--data <file|rows>'"),
    (
      "--weights none.npz --data 1,2",
      "The value 'none.npz' is invalid for '--weights <file|a,b;c,d>': there is no such file; of the article, numbers such "
        + "as 0.5,-0.2;0.1,0.3 are taken too"
    ),
    (
      "--weights 1 --data 1,2 --header maybe",
      "The value 'maybe' is invalid for '--header <auto|yes|no>': one of auto, yes and no is needed"
    ),
    (
      "--weights 1 --data 1,2 --features a,,b",
      "The value 'a,,b' is invalid for '--features <columns>': names or numbers of columns are needed, with commas between, "
        + "such as height,weight"
    ),
    ("--weights 1 --data 1,2 --steps 3", "Unknown option '--steps'. Did you mean '--seed'?"),
  ])
  func aWrongCommandLineIsOneLine(_ line: String, _ wanted: String) {
    do {
      _ = try PredictCommandLine.parse(words(line))
      Issue.record("\(line) is taken")
    } catch {
      #expect(PredictCommandLine.message(for: error) == wanted)
      #expect(PredictCommandLine.exitCode(for: error) == .validationFailure)
    }
  }

  @Test func theArticlesNumbersPredict() throws {
    let path = temporaryPath("article")
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    defer {
      close(descriptor)
      try? FileManager.default.removeItem(atPath: path)
    }
    func predict(_ line: String) throws {
      var output = DescriptorWriter(descriptor: descriptor, name: path)
      try PredictCommandLine.parse(words(line)).predict(to: &output)
      try output.flush()
    }
    try predict("--weights 0,0;0,0 --data 1,1")
    #expect(try contents(of: path) == "{\"row\":0,\"prediction\":[0.5,0.5]}\n")
    #expect(
      refusal { try predict("--weights 1,2;3,4;5,6 --data 1,1") }
        == "64: --weights has 6 numbers, but the network has [4]; a file would be right")
  }
}
