import Engine
import Formats
import Testing

@testable import Viz

/// What the columns of a file mean: features, targets and classes.
@Suite struct FileTargetTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func read(_ text: String, _ form: TargetForm, _ choice: RowFile.Choice = .init()) throws -> RowFile
  {
    try RowFile(folder.write(text, to: "rows.csv"), choice, for: form)
  }

  /// A table with one feature and these targets.
  private func table(_ targets: String) -> String {
    "x,y\n" + targets.split(separator: " ").enumerated().map { "\($0),\($1)\n" }.joined()
  }

  /// Targets, form, names of the classes (none for values), and targets as the loss wants them.
  static let meanings: [(String, TargetForm, [String]?, [Float])] = [
    ("b a b c", .classes, ["a", "b", "c"], [1, 0, 1, 2]), ("b a b", .values, ["a", "b"], [1, -1, 1]),
    ("b a b", .probabilities, ["a", "b"], [1, 0, 1]), ("Z a É", .classes, ["Z", "a", "É"], [0, 1, 2]),
    ("-1 1 1", .values, ["-1", "1"], [-1, 1, 1]), ("-1 1 1", .probabilities, ["-1", "1"], [0, 1, 1]),
    ("-1 1 1", .classes, ["-1", "1"], [0, 1, 1]), ("0 1 0", .values, ["0", "1"], [0, 1, 0]),
    ("0 1 0", .probabilities, ["0", "1"], [0, 1, 0]), ("0 1 0", .classes, ["0", "1"], [0, 1, 0]),
    ("-1 0 1", .values, nil, [-1, 0, 1]), ("-1 0 1", .classes, ["-1", "0", "1"], [0, 1, 2]),
    ("0 3 1", .classes, ["0", "1", "2", "3"], [0, 3, 1]), ("1 2 3", .classes, ["1", "2", "3"], [0, 1, 2]),
    ("1 2 3", .values, nil, [1, 2, 3]), ("0.5 2.5 0.5", .classes, ["0.5", "2.5"], [0, 1, 0]),
    ("7 5 7", .classes, ["5", "7"], [1, 0, 1]), ("0.25 1 0", .probabilities, nil, [0.25, 1, 0]),
    ("1 1 1", .values, nil, [1, 1, 1]), ("0 0", .classes, ["0"], [0, 0]),
    ("1 x 01 1", .classes, ["01", "1", "x"], [1, 2, 0, 1]),
  ]

  @Test(arguments: meanings)
  func targetsMeanWhatTheLossTakes(
    _ targets: String, _ form: TargetForm, _ names: [String]?, _ wanted: [Float]
  )
    throws
  {
    let file = try read(table(targets), form)
    #expect(file.data.classNames == names)
    #expect(file.data.targets(as: form)?.elements == wanted)
    #expect(file.notice == nil && file.heldOut == nil)
  }

  @Test func inArraysNumbersAreNoNames() throws {
    func read(_ targets: [Float], _ form: TargetForm) throws -> RowFile {
      let x = NamedTensor(name: "x", tensor: Tensor(targets, shape: [targets.count]))
      let y = NamedTensor(name: "y", tensor: Tensor(targets, shape: [targets.count]))
      return try RowFile(folder.write([x, y], to: "rows.npz"), .init(), for: form)
    }
    #expect(try read([1, 2, 3], .classes).data.classNames == ["0", "1", "2", "3"])
    #expect(try read([1, -1], .classes).data.classNames == ["-1", "1"])
    #expect(try read([0, 1], .values).data.targets(as: .values)?.elements == [0, 1])
    for (numbers, wrong) in [([0.5, 1] as [Float], "0.5"), ([-5, 1], "-5"), ([1e6, 1], "1000000")] {
      #expect(
        refusal { try read(numbers, .classes) }
          == "1: cannot learn from \(folder("rows.npz")): the target \(wrong) is no class; whole numbers from 0 on are needed"
      )
    }
  }

  @Test func rowsHeldOutHaveTheClassesOfThoseToLearnFrom() throws {
    let known = try read(table("b a c"), .classes).rule
    func held(_ targets: String, _ rule: TargetRule, _ form: TargetForm = .classes) -> String {
      refusal {
        try RowFile(folder.write(table(targets), to: "test.csv"), .init(), for: form, rule: rule).data.targets
          .elements
      }
    }
    #expect(held("c a", known) == "accepted: [2.0, 0.0]")
    let place = "1: cannot learn from \(folder("test.csv")): the target"
    #expect(held("c d", known) == "\(place) 'd' is none of the classes to learn: a, b, c")
    #expect(held("1 2", known) == "\(place) 1 is none of the classes to learn: a, b, c")
    #expect(held("1 1", .signs) == "accepted: [1.0, 1.0]")
    #expect(held("0 1", .signs) == "\(place) 0 is none of the classes to learn: -1, 1")
    #expect(
      held("9 1", .classNumbers(count: 9))
        == "\(place) 9 is none of the classes to learn: 0, 1, 2, 3, 4, 5, 6, 7, …")
    #expect(held("a b", .values, .values) == "\(place) 'a' is no number; numbers are needed")
    #expect(held("0 1", .values, .values) == "accepted: [0.0, 1.0]")
  }

  @Test func columnsAreChosenByNameAndNumberFromBothEnds() throws {
    let text = "id,a,b,label\nu,1,2,x\nv,3,4,y\nw,5,6,x\n"
    func read(_ features: [String], _ targets: [String], _ form: TargetForm = .classes) throws -> RowFile {
      try self.read(text, form, .init(features: features, targets: targets))
    }
    let plain = try read(["a", "b"], [])
    #expect(plain.data.featureNames == ["a", "b"] && plain.data.features.elements == [1, 2, 3, 4, 5, 6])
    #expect(try read(["1", "-2"], ["-1"]).data == plain.data)
    #expect(try read(["b", "a"], ["label"]).data.features.elements == [2, 1, 4, 3, 6, 5])
    #expect(try read(["1"], ["id"]).data.classNames == ["u", "v", "w"])
    let several = try read(["a"], ["b", "a"], .values).data
    #expect(several.targets.elements == [2, 1, 4, 3, 6, 5] && several.targets.shape == [3, 2])
    let name = folder("rows.csv")
    for (features, targets, line) in [
      (["z"], [], "cannot read PATH: there is no column 'z'; it has 'id', 'a', 'b', 'label'"),
      (["4"], [], "cannot read PATH: there is no column 4; it has 4 columns, from 0 to 3"),
      (["-5"], [], "cannot read PATH: there is no column -5; it has 4 columns, from 0 to 3"),
      (
        [], [],
        "cannot read PATH: 'u' is no number, row 2, column 0 ('id'); choose columns with --features"
      ),
      (
        ["a"], ["b", "id"],
        "cannot learn from PATH: the target 'id' has words; of several targets each needs numbers"
      ),
      (
        ["a"], ["b", "a"],
        "cannot learn from PATH: a target of 2 numbers a row is no class; one is needed"
      ),
    ] {
      #expect(
        refusal { try read(features, targets) } == "1: " + line.replacing("PATH", with: name),
        "\(features) \(targets)")
    }
  }

  @Test func theFirstRowNamesColumnsWhereItIsSaidOrSeen() throws {
    func names(_ text: String, _ header: Table.Header) throws -> [String] {
      try read(text, .values, .init(header: header)).data.featureNames
    }
    let (named, bare) = ("a,b\n1,2\n3,4\n", "1,2\n3,4\n")
    #expect(try names(named, .auto) == ["a"] && names(named, .yes) == ["a"])
    #expect(try names(bare, .auto) == ["0"] && names(bare, .no) == ["0"] && names(bare, .yes) == ["1"])
    #expect(try read(bare, .values, .init(header: .yes)).data.rows == 1)
    #expect(
      refusal { try names(named, .no) }
        == "1: cannot read \(folder("rows.csv")): 'a' is no number, row 1, column 0; choose columns with --features"
    )
    #expect(
      refusal { try read(bare, .values, .init(features: ["a"])) }
        == "1: cannot read \(folder("rows.csv")): there is no column 'a'; it has no header; columns are chosen by their "
        + "numbers, from 0 to 1")
  }

  @Test func rowsWithNothingInAColumnAreLeftOutAndTold() throws {
    let text = "a,b,c\n1,,x\n2,3,y\nNA,1,x\n5,6,y\n7,8,x\n?,null,x\n3,3,\n"
    let file = try read(text, .classes)
    #expect(file.data.rows == 3 && file.data.features.elements == [2, 3, 5, 6, 7, 8])
    #expect(file.notice == "rows.csv: 4 rows are left out, with nothing in a (2), b (2), c (1)")
    // Only columns that are used count.
    let some = try read(text, .classes, .init(features: ["b"]))
    #expect(some.notice == "rows.csv: 3 rows are left out, with nothing in b (2), c (1)")
    #expect(some.data.rows == 4)
    #expect(
      try read("a,b\n1,2\n,3\n", .values).notice == "rows.csv: 1 row is left out, with nothing in a (1)")
    // Of both files, one line.
    var options = try Parsed.options(
      "--model \"Linear(2, 2)\" --loss cross-entropy --data circle", data: folder.write(text, to: "rows.csv"))
    options.data.test = try folder.write("a,b,c\n,1,x\n1,1,y\n", to: "test.csv")
    let (rows, notice) = try options.data.rows(orOf: "", for: .classes)
    #expect(rows.training.rows == 3 && rows.heldOut?.rows == 1)
    #expect(
      notice
        == "rows.csv: 4 rows are left out, with nothing in a (2), b (2), c (1); test.csv: 1 row is left out, with nothing "
        + "in a (1)")
  }

  @Test func aLossThatCannotTakeTheTargetsIsRefused() throws {
    for (targets, model, loss, line) in [
      (
        "a b c", "Linear(1, 1)", "mse",
        "--loss mse: MSELoss() takes values or two classes, but rows.csv has 3 classes"
      ),
      (
        "a b c", "Linear(1, 1)", "bce-with-logits",
        "--loss bce-with-logits: BCEWithLogitsLoss() takes values or two classes, but rows.csv has 3 classes"
      ),
      (
        "a b c", "Linear(1, 2)", "cross-entropy",
        "--model \"Linear(1, 2)\": the network gives 2 scores a row, but rows.csv has 3 classes; 3 outputs would be right"
      ),
      (
        "0 1 2", "Linear(1, 1)", "bce-with-logits",
        "--model \"Linear(1, 1)\": BCEWithLogitsLoss() takes targets from 0 to 1, but rows.csv has 2"
      ),
      (
        "1.5 2 3", "Linear(1, 2)", "mse",
        "--model \"Linear(1, 2)\": the network gives [3, 2] for 3 rows, but the targets are [3, 1]"
      ),
    ] {
      let options = try Parsed.options(
        "--model \"\(model)\" --loss \(loss) --data circle",
        data: folder.write(table(targets), to: "rows.csv"))
      #expect(refusal { try options.run() } == "64: \(line)")
    }
  }
}
