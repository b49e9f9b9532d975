import Engine
import Formats
import Glibc
import Languages

/// Pictures and labels as MNIST and Fashion-MNIST are downloaded: IDX files with names of their own in one folder.
struct ImageFolder {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Whether there is a folder at `path`.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The part to learn from, and t10k held out where it is there. A picture is a row of pixels from 0 to 1.
  func rows(_ choice: RowFile.Choice, _ form: TargetForm, _ rule: TargetRule?) throws -> RowFile {
    guard choice.features.isEmpty, choice.targets.isEmpty else {
      throw FileRowError(
        say(
          "file.folderColumns",
          "a folder of pictures has no columns; leave out --features and --target"))
    }
    guard let training = files(of: "train") else {
      throw FileRowError(
        say(
          "file.noPictures",
          """
          it lacks train-images-idx3-ubyte and train-labels-idx1-ubyte, with or without .gz, \
          as MNIST is downloaded
          """))
    }
    let file = try rows(of: training, form, rule)
    guard let test = files(of: "t10k") else { return file }
    return file.holdingOut(try rows(of: test, form, file.rule).data)
  }

  private typealias Files = (images: String, labels: String)

  /// The two files of a part, under the names that they are found by; also in the folders that torchvision makes.
  private func files(of part: String) -> Files? {
    let folders = [path] + ["raw", "MNIST/raw", "FashionMNIST/raw"].map { "\(path)/\($0)" }
    func file(_ kind: String, _ axes: Int, in folder: String) -> String? {
      ["-", "."].flatMap { dot in ["", ".gz"].map { "\(folder)/\(part)-\(kind)\(dot)idx\(axes)-ubyte\($0)" } }
        .first { access($0, F_OK) == 0 }
    }
    for folder in folders {
      if let images = file("images", 3, in: folder), let labels = file("labels", 1, in: folder) {
        return (images, labels)
      }
    }
    return nil
  }

  private func rows(of files: Files, _ form: TargetForm, _ rule: TargetRule?) throws -> RowFile {
    let (shape, pixels) = try Self.pixels(files.images)
    let labels = try Self.array(files.labels)
    guard shape.count > 1, labels.rank == 1 else {
      throw FileRowError(
        say(
          "file.labels",
          """
          pictures of \(ArrayRows.text(shape)) and labels of \(ArrayRows.text(labels.shape)) \
          do not go together
          """))
    }
    let width = shape.dropFirst().reduce(1, *)
    return try RowFile(
      name: RowFile.name(of: path),
      featureNames: (0..<width).map {
        say("file.pixel", "pixel \($0 / shape[shape.count - 1]),\($0 % shape[shape.count - 1])")
      },
      features: Tensor(pixels, shape: [shape[0], width]),
      targets: .numbers(Tensor(labels.elements, shape: [labels.count, 1])), form, rule, areNames: false,
      picture: shape.count == 3 ? PictureSize(columns: shape[2], rows: shape[1]) : nil
    ) { rule in
      let code = rule.code(for: form)
      let isClasses = code == TargetRule.classNumberCode
      let areCompressed = [files.images, files.labels].map { $0.hasSuffix(".gz") }
      let open =
        areCompressed[0] != areCompressed[1]
        ? "(gzip.open if path.endswith(\".gz\") else open)(path, \"rb\")"
        : areCompressed[0] ? "gzip.open(path)" : "open(path, \"rb\")"
      return [
        "", "def array(path):", "    with \(open) as file:", "        content = bytearray(file.read())",
        "    axes = content[3]",
        "    shape = [int.from_bytes(content[4 * axis:4 * axis + 4], \"big\") for axis in range(1, axes + 1)]",
        "    return torch.frombuffer(content, dtype=torch.uint8, offset=4 * axes + 4).reshape(shape)", "", "",
        "x = array(\(Python.text(files.images))).flatten(1) / 255",
        "y = array(\(Python.text(files.labels)))\(isClasses ? ".long()" : ".float().unsqueeze(1)")",
      ] + (isClasses || code == "y" ? [] : ["y = \(code)"])
    }
  }

  /// Pictures as rows of pixels, as those of a folder are.
  static func pictures(_ images: Tensor) -> Tensor {
    let width = images.shape.dropFirst().reduce(1, *)
    return Tensor(scaled(images.elements), shape: [images.shape[0], width])
  }

  /// The bytes of pictures as parts of 1, in their place where nobody else has them.
  private static func scaled(_ bytes: consuming [Float]) -> [Float] {
    for index in bytes.indices { bytes[index] /= 255 }
    return bytes
  }

  private static func pixels(_ path: String) throws -> (shape: [Int], pixels: [Float]) {
    // The tensor is gone before its numbers are changed, which are then not copied.
    let (shape, bytes) = try elements(path)
    return (shape, scaled(bytes))
  }

  private static func elements(_ path: String) throws -> ([Int], [Float]) {
    let tensor = try array(path)
    return (tensor.shape, tensor.elements)
  }

  private static func array(_ path: String) throws -> Tensor {
    let progress = ReadingProgress(path)
    defer { progress.end() }
    let file = try ArrayFile.read(path, progress: progress.note)
    guard file.kind == .idx, file.tensors[0].elementType == .uint8 else {
      throw FormatError(
        reading: path, say("file.idxBytes", "it is no IDX file of bytes"),
        right: say("file.mnist", "MNIST's own are needed"))
    }
    return file.tensors[0].tensor
  }
}
