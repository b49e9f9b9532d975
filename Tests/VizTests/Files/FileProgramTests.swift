import Engine
import Formats
import Foundation
import Testing

@testable import Viz

/// The programs that `viz script` prints for rows of one's own.
@Suite struct FileProgramTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The program for a file, with the folder's name left out.
  private func program(
    _ path: String, outputs: Int = 2, loss: String = "cross-entropy", inputs: Int = 2,
    _ change: (inout TrainingOptions) throws -> Void = { _ in }
  ) throws -> String {
    var options = try Parsed.options(
      "--model \"Linear(\(inputs), \(outputs))\" --loss \(loss) --seed 1 --batch all --no-shuffle --data circle",
      data: path)
    try change(&options)
    let program = try Parsed.program(options)
    try Python.expectToParse(program)
    return program.replacing(folder(""), with: "")
  }

  /// The lines before the model, behind the imports.
  private func dataLines(_ program: String) -> String {
    let end = program.range(of: "\ntorch.manual_seed(1)\n")?.lowerBound ?? program.endIndex
    return String(program[..<end].split(separator: "import nn\n").last ?? "").trimmingCharacters(
      in: .newlines)
  }

  @Test func aTableIsReadByPythonsModule() throws {
    let words = try folder.write("a,b,c\n1,2,x\n3,,y\n4,5,y\n", to: "words.csv")
    #expect(
      try dataLines(program(words)) == """
        with open("words.csv", newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        columns = ["a", "b"]
        missing = {"", "NA", "N/A", "?", "nan", "NaN", "NULL", "null", "None"}
        rows = [row for row in rows if not any(row[name].strip() in missing for name in columns + ["c"])]
        x = torch.tensor([[float(row[name]) for name in columns] for row in rows])
        names = sorted({row["c"].strip() for row in rows})
        y = torch.tensor([names.index(row["c"].strip()) for row in rows])
        """)
    let numbers = try folder.write("1;2;0\n3;4;1\n", to: "numbers.csv")
    #expect(
      try dataLines(program(numbers))
        == """
        with open("numbers.csv", newline="", encoding="utf-8-sig") as file:
            rows = [row for row in csv.reader(file, delimiter=";") if row]
        x = torch.tensor([[float(row[name]) for name in columns] for row in rows])
        y = torch.tensor([[float(row[2])] for row in rows])
        y = y.long().squeeze(1)
        """.replacing("x = ", with: "columns = [0, 1]\nx = "))
    let tabs = try folder.write("a\tb\tc\n1\t2\t-1\n3\t4\t1\n", to: "tabs.tsv")
    let chosen = try program(tabs, outputs: 1, loss: "bce-with-logits", inputs: 1) {
      $0.data.features = ["-2"]
      $0.data.standardize = true
    }
    #expect(
      dataLines(chosen) == """
        with open("tabs.tsv", newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file, delimiter="\\t"))
        columns = ["b"]
        x = torch.tensor([[float(row[name]) for name in columns] for row in rows])
        y = torch.tensor([[float(row["c"])] for row in rows])
        y = (y > 0).float()

        rows = x.double()
        deviation = rows.std(dim=0)
        deviation[deviation == 0] = 1  # a constant column stays 0
        x[:] = (x - rows.mean(dim=0)) / deviation
        """)
    let split = try program(words) { $0.data.split = 0.5 }
    #expect(
      split.contains("\ntorch.manual_seed(0)\n\ntrain_set, _ = random_split(TensorDataset(x, y), [0.5, 0.5])")
    )
  }

  /// Python's reader keeps one of two columns with one name.
  @Test func columnsWithOneNameAreReadByTheirNumbers() throws {
    let twice = try folder.write("a,a,c\n1,2,0\n3,4,1\n", to: "twice.csv")
    #expect(
      try dataLines(program(twice)) == """
        with open("twice.csv", newline="", encoding="utf-8-sig") as file:
            rows = [row for row in csv.reader(file) if row][1:]
        columns = [0, 1]
        x = torch.tensor([[float(row[name]) for name in columns] for row in rows])
        y = torch.tensor([[float(row[2])] for row in rows])
        y = y.long().squeeze(1)
        """)
  }

  @Test func arraysAreReadByNumPyOrByHand() throws {
    let x = NamedTensor(name: "x", tensor: Tensor([1, 2, 3, 4], shape: [2, 2]))
    let y = NamedTensor(name: "y", tensor: Tensor([0, 1], shape: [2]))
    let table = try folder.write(
      [NamedTensor(name: "t", tensor: Tensor([1, 2, 0, 3, 4, 1], shape: [2, 3]))], to: "t.npy")
    #expect(
      try dataLines(program(table)) == """
        data = numpy.load("t.npy")
        table = torch.tensor(data.astype("float32"))
        x = table[:, [0, 1]]
        y = table[:, [2]]
        y = y.long().squeeze(1)
        """)
    let archive = try folder.write([x, y], to: "a.npz")
    #expect(
      try dataLines(program(archive)) == """
        data = numpy.load("a.npz")
        x = torch.tensor(data["x"].astype("float32"))
        y = torch.tensor(data["y"].astype("int64"))
        """)
    #expect(try program(archive).hasPrefix("import numpy\nimport torch\n"))
    let tensors = try folder.write([x, y], to: "a.safetensors")
    let text = try program(tensors)
    #expect(text.hasPrefix("import json\n\nimport torch\n"))
    #expect(
      dataLines(text) == """
        with open("a.safetensors", "rb") as file:
            header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
            content = bytearray(file.read())


        def array(name, dtype):
            begin, end = header[name]["data_offsets"]
            return torch.frombuffer(content[begin:end], dtype=dtype).reshape(header[name]["shape"])


        x = array("x", torch.float32)
        y = array("y", torch.float32).long()
        """)
  }

  @Test func picturesAreReadAsMNISTs() throws {
    try folder.write(idx: [2, 1, 2], [0, 255, 51, 102], to: "m/train-images-idx3-ubyte")
    try folder.write(idx: [2], [0, 1], to: "m/train-labels-idx1-ubyte")
    let text = try program(folder("m"))
    for line in [
      "    with open(path, \"rb\") as file:", "x = array(\"m/train-images-idx3-ubyte\").flatten(1) / 255",
      "y = array(\"m/train-labels-idx1-ubyte\").long()",
    ] { #expect(text.contains("\n\(line)\n"), "\(text)") }
  }

  @Test func aNameIsQuotedAndWeightsOfAFileAreInTheProgram() throws {
    let odd = try folder.write("a,\"b \"\"c\"\"\\\",y\n1,2,x\n3,4,z\n", to: "it's \"odd\".csv")
    #expect(try program(odd).contains("open(\"it's \\\"odd\\\".csv\""))
    let weights = [NamedTensor(name: "0.weight", tensor: Tensor([0.5, -2], shape: [1, 2]))]
    let path = try folder.write(
      weights + [NamedTensor(name: "0.bias", tensor: Tensor([0.25], shape: [1]))], to: "w.npz")
    var options = try Parsed.options("--model \"Linear(2, 1)\" --loss mse --data circle --seed 1")
    options.network.initialWeights = .file(path)
    let text = try Parsed.program(options)
    try Python.expectToParse(text)
    #expect(text.contains("w.npz\")\nmodel.load_state_dict("), "\(text)")
  }

  @Test(arguments: Preset.all.map(\.name)) func aPresetsProgramParses(_ preset: String) throws {
    try Python.expectToParse(Parsed.program(Parsed.options("--preset \(preset) --seed 1")))
  }
}

extension Viz.Python {
  /// Expects Python, where there is one, to find no fault with a program's form.
  fileprivate static func expectToParse(_ program: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import ast, sys; ast.parse(sys.stdin.read())"]
    let (input, errors) = (Pipe(), Pipe())
    (process.standardInput, process.standardError) = (input, errors)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(program.utf8))
    try input.fileHandleForWriting.close()
    let complaint = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    // 127: there is no Python.
    #expect(process.terminationStatus == 0 || process.terminationStatus == 127, "\(complaint)\n\(program)")
  }
}
