import Engine

/// A run as a program for PyTorch that makes the same steps and prints `{"step":…,"loss":…}` a line.
///
/// It says what this run needs and nothing else. Random numbers are drawn in the order of a configuration: data seed, data
/// and split; seed, layers, then the order of the batches.
struct PyTorchProgram {
  /// The run.
  let configuration: Configuration
  /// How many steps the program makes.
  let steps: Int
  /// Which steps it prints, besides the last.
  let every: Int

  /// The lines that put initial weights out of a file into the model; `nil` where they are none of a file.
  let weightLines: [String]?

  /// A program that makes `steps` steps.
  init(_ configuration: Configuration, steps: Int, every: Int = 1, weightLines: [String]? = nil) {
    self.configuration = configuration
    self.weightLines = weightLines
    self.steps = steps
    self.every = every
  }

  /// The program's lines, with an end of line after each.
  var text: String {
    let events = EventProgram(configuration, before: steps)
    let parts = [classLines, dataLines, modelLines, optimizerLines(events), trainingLines(events)]
    let body = parts.flatMap { part in part.filter { !$0.isEmpty } }
    let imports = importLines(for: body.joined().joined(separator: "\n"))
    return (imports.filter { !$0.isEmpty } + body).map { $0.map { $0 + "\n" }.joined() }.joined(
      separator: "\n")
  }

  /// What the program's code names, in the groups that Python's style asks for: the standard library, then torch.
  private func importLines(for code: String) -> [[String]] {
    func names(_ module: String, _ known: [String]) -> [String] {
      let used = known.filter { code.contains($0 + "(") }
      return used.isEmpty ? [] : ["from \(module) import \(used.joined(separator: ", "))"]
    }
    func modules(_ uses: [String]) -> [String] {
      let used = uses.filter { code.contains($0) }.map { "import \($0.prefix { $0 != "." })" }
      return Set(used).sorted()
    }
    let schedules = Set(configuration.schedule.map { $0.parts.map(\.rule.className) + [$0.className] } ?? [])
    return [
      modules([
        "csv.reader(", "csv.DictReader(", "gzip.open", "io.BytesIO(", "io.TextIOWrapper(", "json.loads(",
        "json.load(",
        "math.", "sys.stdin",
      ]) + names("collections", ["OrderedDict"]),
      modules(["numpy.load("]) + ["import torch", "from torch import nn"]
        + names("torch.optim.lr_scheduler", schedules.sorted())
        + names("torch.utils.data", ["DataLoader", "TensorDataset", "random_split"]),
    ]
  }

  /// The loss of `x`'s prediction against `y`; some predictions have another shape than the rows of the targets.
  var lossLines: [String] {
    guard reshapesTargets else { return ["loss = loss_function(model(x), y)"] }
    return [
      "prediction = model(x)",
      "# Of two shapes, [n] and [n, 1], the loss would compare each with each.",
      "loss = loss_function(prediction, y.view_as(prediction))",
    ]
  }

  /// Whether the targets of a batch have to be brought into the shape of its predictions.
  private var reshapesTargets: Bool {
    let (architecture, data) = (configuration.architecture, configuration.data.training)
    guard let targets = data.targets(as: type(of: architecture.loss).targets) else { return false }
    return sampling.batchSizes.contains { rows in
      guard let prediction = try? architecture.shapes(rows: rows).last else { return false }
      return (try? architecture.loss.targetShape(prediction)) != [rows] + targets.shape.dropFirst()
    }
  }
}

/// What the program has to know of its batches.
extension PyTorchProgram {
  /// The order of batches, to be asked for their sizes.
  var sampling: Sampling {
    Sampling(
      rows: configuration.data.training.rows, batch: configuration.batch, shuffles: configuration.shuffles,
      dropsLast: configuration.dropsLast, generator: Generator(seed: 0))
  }

  static func batchesPerEpoch(_ configuration: Configuration) -> Int {
    let rows = configuration.data.training.rows
    return Sampling.batchesPerEpoch(
      rows: rows, batch: configuration.batch ?? rows, dropsLast: configuration.dropsLast)
  }

  /// Whether a layer draws random numbers while it trains, as Dropout does.
  var layersDraw: Bool {
    var generator = Generator(seed: 0)
    let network = Network(configuration.architecture, &generator)
    let stage = try? network.stage(rows: sampling.batchSizes[0], random: RandomStream(generator))
    return stage?.graph.draws ?? false
  }

  /// Whether every batch is all rows in their order and nothing is drawn, so that no loader is needed: one draws numbers even
  /// where it does not shuffle.
  var isFixed: Bool {
    sampling.isFixed && !layersDraw
  }
}
