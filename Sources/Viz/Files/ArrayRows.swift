import Engine
import Formats
import Languages

/// The rows of arrays: features and targets by name in `.npz` and `.safetensors`, the columns of one in `.npy`.
struct ArrayRows {
  private let file: ArrayFile
  private let path: String
  private let choice: RowFile.Choice
  /// Whether the file is compressed by gzip.
  private let isCompressed: Bool

  init(_ file: ArrayFile, _ path: String, _ choice: RowFile.Choice, isCompressed: Bool) {
    (self.file, self.path, self.choice, self.isCompressed) = (file, path, choice, isCompressed)
  }

  /// Features and targets.
  func rows(_ form: TargetForm, _ rule: TargetRule?) throws -> RowFile {
    switch file.kind {
    case .npz, .safetensors: return try named(form, rule)
    case .npy: return try columns(form, rule)
    case .idx:
      throw FileRowError(
        say(
          "file.idx",
          "an IDX file has either pictures or their labels; a folder with both is needed, such as MNIST's"))
    }
  }

  /// Two arrays, called x and y unless others are named.
  private func named(_ form: TargetForm, _ rule: TargetRule?) throws -> RowFile {
    let x = try array(choice.features, "x", "--features")
    let y = try array(choice.targets, "y", "--target")
    let features = try Self.withRows(x)
    let targets = try Self.withRows(y)
    let numbers = Tensor(targets.elements, shape: [targets.shape[0], targets.shape.dropFirst().reduce(1, *)])
    return try RowFile(
      name: RowFile.name(of: path), featureNames: Self.names(features, x.name), features: features,
      targets: .numbers(numbers), form, rule, areNames: false
    ) { rule in
      readingLines + ["x = \(code(of: x))\(x.tensor.rank == 1 ? ".unsqueeze(1)" : "")"]
        + targetLines(y, rule, form)
    }
  }

  /// The columns of one array, of which the last is the target unless others are named.
  private func columns(_ form: TargetForm, _ rule: TargetRule?) throws -> RowFile {
    let array = file.tensors[0]
    guard array.tensor.rank == 2, array.tensor.shape[1] > 1 else {
      throw FileRowError(
        say(
          "file.noColumnsNpz",
          """
          an array of \(Self.text(array.tensor.shape)) has no columns; two axes are needed, \
          or x and y in a .npz file
          """))
    }
    let table = try Self.withRows(array)
    let width = table.shape[1]
    let targets = try choice.targets.isEmpty ? [width - 1] : choice.targets.map { try Self.column($0, width) }
    let features =
      try choice.features.isEmpty
      ? (0..<width).filter { !targets.contains($0) } : choice.features.map { try Self.column($0, width) }
    guard !features.isEmpty else {
      throw FileRowError(say("file.noFeatures", "no column is left for features"))
    }
    let elements = table.elements
    func picked(_ columns: [Int]) -> Tensor {
      var numbers: [Float] = []
      numbers.reserveCapacity(table.shape[0] * columns.count)
      for row in 0..<table.shape[0] {
        for column in columns { numbers.append(elements[row * width + column]) }
      }
      return Tensor(numbers, shape: [table.shape[0], columns.count])
    }
    return try RowFile(
      name: RowFile.name(of: path), featureNames: features.map { "\($0)" }, features: picked(features),
      targets: .numbers(picked(targets)), form, rule, areNames: true
    ) { rule in
      let code = rule.code(for: form)
      return readingLines + [
        "table = torch.tensor(data.astype(\"float32\"))", "x = table[:, \(features)]",
        "y = table[:, \(targets)]",
      ] + (code == "y" ? [] : ["y = \(code)"])
    }
  }

  /// Features without targets: an array by its name, x or the only one; of `.npy` the columns that are chosen; of pictures
  /// the pixels as those to learn from have them.
  static func features(of file: ArrayFile, _ names: [String]) throws(FileRowError) -> Tensor {
    let rows: Tensor
    switch file.kind {
    case .npy, .idx:
      let all = try withRows(file.tensors[0])
      rows =
        file.kind == .idx ? ImageFolder.pictures(all) : names.isEmpty ? all : try columns(names, of: all)
      if file.kind == .idx, !names.isEmpty {
        throw FileRowError(say("file.pictureColumns", "pictures have no columns; leave out --features"))
      }
    case .npz, .safetensors:
      let standard = file.tensors.count == 1 ? file.tensors[0].name : "x"
      rows = try withRows(
        ArrayRows(file, "", RowFile.Choice(), isCompressed: false).array(names, standard, "--features"))
    }
    guard rows.shape[0] > 0 else { throw FileRowError(say("file.noRows", "it has no rows")) }
    return rows
  }

  private static func columns(_ names: [String], of table: Tensor) throws(FileRowError) -> Tensor {
    guard table.rank == 2 else {
      throw FileRowError(
        say("file.noColumns", "an array of \(text(table.shape)) has no columns; two axes are needed"))
    }
    let (width, elements) = (table.shape[1], table.elements)
    let columns = try names.map { name throws(FileRowError) in try column(name, width) }
    let picked = (0..<table.shape[0]).flatMap { row in columns.map { elements[row * width + $0] } }
    return Tensor(picked, shape: [table.shape[0], columns.count])
  }

  private func array(_ names: [String], _ standard: String, _ option: String) throws(FileRowError)
    -> NamedTensor
  {
    guard names.count <= 1 else {
      throw FileRowError(
        say("file.manyArrays", "\(option) names \(names.count) arrays; one is needed"))
    }
    let name = names.first ?? standard
    guard let array = file[name] else {
      let known =
        file.tensors.prefix(8).map { "\($0.name) \(Self.text($0.tensor.shape))" }.joined(separator: ", ")
        + (file.tensors.count > 8 ? ", …" : "")
      throw FileRowError(
        file.tensors.isEmpty
          ? say("file.noArrays", "there is no array \(name); there are none, and \(option) names one")
          : say(
            "file.noArray",
            """
            there is no array \(name); there \("is", or: "are", for: file.tensors.count) \(known), \
            and \(option) names one
            """))
    }
    return array
  }

  /// The array with an axis for the rows and at least one more; throws where a number is not finite.
  static func withRows(_ array: NamedTensor) throws(FileRowError) -> Tensor {
    guard array.tensor.rank > 0 else {
      throw FileRowError(say("file.oneNumber", "\(array.name) is one number; rows are needed"))
    }
    let elements = array.tensor.elements
    if let wrong = elements.firstIndex(where: { !$0.isFinite }) {
      let index = array.tensor.indices(at: wrong).map { "\($0)" }.joined(separator: ", ")
      throw FileRowError(
        say(
          "file.notFinite",
          "\(array.name)[\(index)] is \(elements[wrong]); finite numbers are needed"))
    }
    return array.tensor.rank == 1 ? Tensor(elements, shape: array.tensor.shape + [1]) : array.tensor
  }

  static func column(_ text: String, _ width: Int) throws(FileRowError) -> Int {
    guard let number = Int(text), number >= -width, number < width else {
      throw FileRowError(
        say("file.noColumn", "there is no column \(text); they are called 0 to \(width - 1)"))
    }
    return number < 0 ? number + width : number
  }

  private static func names(_ features: Tensor, _ name: String) -> [String] {
    (0..<features.shape.dropFirst().reduce(1, *)).map { "\(name)[\($0)]" }
  }

  static func text(_ shape: [Int]) -> String { "[\(shape.map { "\($0)" }.joined(separator: ", "))]" }
}

extension ArrayRows {
  /// Leaves the arrays in `data`, or a function `array` that gives them.
  private var readingLines: [String] {
    let isStream = ByteInput.isStandardInput(path)
    let source = isStream ? "sys.stdin.buffer" : Python.text(path)
    let open = isCompressed ? "gzip.open(\(source))" : isStream ? source : "open(\(source), \"rb\")"
    guard file.kind == .safetensors else {
      return ["data = numpy.load(\(isStream || isCompressed ? "io.BytesIO(\(open).read())" : source))"]
    }
    return [
      "with \(open) as file:", "    header = json.loads(file.read(int.from_bytes(file.read(8), \"little\")))",
      "    content = bytearray(file.read())", "", "",
      "def array(name, dtype):", "    begin, end = header[name][\"data_offsets\"]",
      "    return torch.frombuffer(content[begin:end], dtype=dtype).reshape(header[name][\"shape\"])", "", "",
    ]
  }

  /// Leaves the targets in `y` as the loss wants them.
  private func targetLines(_ y: NamedTensor, _ rule: TargetRule, _ form: TargetForm) -> [String] {
    let code = rule.code(for: form)
    if code == TargetRule.classNumberCode {
      return ["y = \(self.code(of: y, as: .int64))\(y.tensor.rank == 1 ? "" : ".flatten()")"]
    }
    let column = y.tensor.rank == 1 ? ".unsqueeze(1)" : y.tensor.rank > 2 ? ".flatten(1)" : ""
    return ["y = \(self.code(of: y))\(column)"] + (code == "y" ? [] : ["y = \(code)"])
  }

  /// A tensor of one of two types.
  private func code(of array: NamedTensor, as type: ElementType = .float32) -> String {
    guard file.kind == .safetensors else {
      return "torch.tensor(data[\(Python.text(array.name))].astype(\"\(type)\"))"
    }
    let conversion = array.elementType == type ? "" : type == .int64 ? ".long()" : ".float()"
    return "array(\(Python.text(array.name)), torch.\(array.elementType))\(conversion)"
  }
}
