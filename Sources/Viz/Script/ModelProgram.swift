import Engine

/// The network of a run, as PyTorch makes it.
extension PyTorchProgram {
  /// The classes of layers that `torch.nn` lacks, a part each, as Python's style has it with two empty lines around them.
  var classLines: [[String]] {
    var modules: [[String]] = []
    for named in configuration.architecture.layers {
      let module = type(of: named.layer).module
      if !module.isEmpty, !modules.contains(module) { modules.append(module) }
    }
    return modules.enumerated().map { index, module in
      [""] + module + (index == modules.count - 1 ? [""] : [])
    }
  }

  /// Parts that leave the network in `model` and the loss in `loss_function`.
  var modelLines: [[String]] {
    let seed = needsSeed ? ["torch.manual_seed(\(configuration.seed))"] : []
    let loss = ["loss_function = nn.\(configuration.architecture.loss.text)"]
    return [seed + networkLines + (initialWeightLines.isEmpty ? loss : [])]
      + (initialWeightLines.isEmpty ? [] : [initialWeightLines + loss])
  }

  /// Whether anything is drawn after the seed that is not replaced.
  private var needsSeed: Bool { configuration.initialWeights == nil || !isFixed }

  /// A sequence of layers, by name where one has a name.
  private var networkLines: [String] {
    let layers = configuration.architecture.layers
    let isNamed = layers.enumerated().contains { $1.name != "\($0)" }
    let codes = layers.map { (type(of: $0.layer).module.isEmpty ? "nn." : "") + $0.layer.text }
    let items = isNamed ? zip(keys, codes).map { "(\"\($0)\", \($1))" } : codes
    let shapes = shapeComments
    let start = "model = nn.Sequential(" + (isNamed ? "OrderedDict([" : "")
    let end = (isNamed ? "])" : "") + ")"
    let line = start + items.joined(separator: ", ") + end
    if items.count <= 2, line.count <= Python.lineLength, shapes.allSatisfy(\.isEmpty) { return [line] }
    let width = items.map(\.count).max() ?? 0
    let lines = zip(items, shapes).map { item, shape in
      let padding = String(repeating: " ", count: width - item.count)
      return Python.indented(shape.isEmpty ? "\(item)," : "\(item),\(padding)  # \(shape)")
    }
    return [start] + lines + [end]
  }

  /// What each layer is called. One without weights is in no state dict, so that it can be called what it is, unless others
  /// are called by their places.
  private var keys: [String] {
    let layers = configuration.architecture.layers
    let names = layers.map(\.name)
    guard
      layers.enumerated().allSatisfy({ $1.layer.parameters.isEmpty || $1.name != "\($0)" })
    else { return names }
    var keys: [String] = []
    for (index, named) in layers.enumerated() {
      let word = type(of: named.layer).name.lowercased()
      let isFree = !names.contains(word) && !keys.contains(word)
      keys.append(named.name != "\(index)" || !isFree ? named.name : word)
    }
    return keys
  }

  /// The shape of what comes out of each layer that changes it, where a network has more than rows of numbers.
  private var shapeComments: [String] {
    let architecture = configuration.architecture
    let rows = sampling.batchSizes[0]
    let outputs = (try? architecture.shapes(rows: rows)) ?? []
    guard outputs.contains(where: { $0.count > 2 }), outputs.count == architecture.layers.count else {
      return architecture.layers.map { _ in "" }
    }
    let inputs = [[rows] + architecture.rowShape] + outputs
    return zip(inputs, outputs).map { input, output in
      guard input != output else { return "" }
      let axes = output.enumerated().map { $0 == 0 && $1 == rows ? "batch" : "\($1)" }
      return "[\(axes.joined(separator: ", "))]"
    }
  }

  /// Weights that were given take the place of those that were drawn.
  private var initialWeightLines: [String] {
    if let weightLines { return weightLines }
    guard let weights = configuration.initialWeights else { return [] }
    let lines = zip(configuration.architecture.parameters, weights).flatMap { parameter, numbers in
      Python.tensor(
        numbers.map(Python.number), shape: parameter.shape,
        start: "\(code(ofParameter: parameter.name)).copy_(torch.tensor(", end: "))")
    }
    return ["with torch.no_grad():"] + lines.map(Python.indented)
  }

  /// A parameter by its name in the state dict, as Python reaches it: `model.layer.weight`, `model[0].bias`.
  func code(ofParameter name: String) -> String {
    Self.code(ofParameter: name, in: configuration.architecture)
  }

  static func code(ofParameter name: String, in architecture: Architecture) -> String {
    guard let point = name.lastIndex(of: ".") else { return name }
    let layer = name[..<point]
    let index = architecture.layers.firstIndex { $0.name == layer } ?? 0
    let isAttribute =
      layer.first?.isNumber == false && layer.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      && !Python.keywords.contains(layer)
    return (isAttribute ? "model.\(layer)" : "model[\(index)]") + name[point...]
  }
}
