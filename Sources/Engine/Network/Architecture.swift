import Languages

/// A network without numbers: its layers, by name, and its loss.
public struct Architecture: Sendable {
  /// One layer with its name in the state dict: its place, or the name it carries.
  public struct Named: Sendable {
    /// "0" or "embedding"
    public let name: String
    /// What it computes.
    public let layer: any Layer
  }

  /// The layers, from the first to the last.
  public let layers: [Named]
  /// What training makes small.
  public let loss: any Loss
  /// The shape of one row of the features, without the batch axis.
  public let rowShape: [Int]

  /// The network that a text describes, for rows of features of `rowShape`.
  ///
  /// - Parameters:
  ///   - model: Layers in PyTorch's notation, such as "Linear(2, 8), Tanh, Linear(8, 1)".
  ///   - loss: A loss by its name or class, with its options, such as "cross-entropy label_smoothing=0.1".
  /// - Throws: `NetworkError` where a text is none, or a layer or the loss cannot take what comes in.
  public init(_ model: String, loss: String, rowShape: [Int]) throws(NetworkError) {
    var layers: [Named] = []
    // One axis more, for the batch: two rows, because an axis of one may be squeezed away.
    var shape = [2] + rowShape
    for (index, item) in try ModelText.items(model).enumerated() {
      do throws(NetworkError) {
        let layer = try Self.layer(item, input: shape)
        shape = try layer.outputShape(shape)
        guard shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) > 0 else {
          throw NetworkError(say("engine.network.leavesNothing", "\(layer.text) leaves nothing"))
        }
        let name = item.name ?? "\(index)"
        guard !layers.contains(where: { $0.name == name }) else {
          throw NetworkError(say("engine.network.sameName", "two layers are called '\(name)'"))
        }
        layers.append(Named(name: name, layer: layer))
      } catch {
        throw NetworkError(say("engine.network.inLayer", "layer \(index): \(error)"))
      }
    }
    self.layers = layers
    self.loss = try Self.loss(loss)
    self.rowShape = rowShape
    _ = try self.loss.targetShape(shape)
  }

  /// The names in the state dict and the shapes of all parameters, in its order.
  public var parameters: [(name: String, shape: [Int])] {
    layers.flatMap { named in named.layer.parameters.map { ("\(named.name).\($0.name)", $0.shape) } }
  }

  /// The layers as PyTorch code, such as "Linear(2, 8) → Tanh() → Linear(8, 1)".
  public var text: String {
    layers.map { ($0.name == "\(Int($0.name) ?? -1)" ? "" : $0.name + ": ") + $0.layer.text }.joined(
      separator: " → ")
  }

  /// The layers and the loss in a few words, such as "Linear(2, 2) → sigmoid → MSE".
  public var title: String {
    let words = layers.map { named in
      if let linear = named.layer as? Linear { return "Linear(\(linear.inputs), \(linear.outputs))" }
      return named.layer.argumentText.isEmpty ? type(of: named.layer).name.lowercased() : named.layer.text
    }
    let loss = type(of: loss).className
    return (words + [loss.hasSuffix("Loss") ? String(loss.dropLast(4)) : loss]).joined(separator: " → ")
  }

  /// Whether it is the article's: one Linear without bias, Sigmoid, MSELoss, which is derived by hand as well.
  public var isArticleModel: Bool {
    guard layers.count == 2, let linear = layers[0].layer as? Linear, layers[0].name == "layer" else {
      return false
    }
    return !linear.hasBias && layers[1].layer is Sigmoid && loss is MSELoss
  }

  /// Whether all that comes out lies between 0 and 1.
  public var givesProbabilities: Bool {
    layers.last { $0.layer.givesProbabilities != nil }?.layer.givesProbabilities ?? false
  }

  /// The shape of what comes out of each layer for some rows; throws where a layer cannot take what comes in.
  public func shapes(rows: Int) throws(NetworkError) -> [[Int]] {
    var shapes = [[rows] + rowShape]
    for (index, named) in layers.enumerated() {
      do throws(NetworkError) {
        shapes.append(try named.layer.outputShape(shapes[index]))
      } catch {
        throw NetworkError(say("engine.network.inLayer", "layer \(index): \(error)"))
      }
    }
    return Array(shapes.dropFirst())
  }

  /// What each axis of the features and of each layer's output is called, the batch's "sample" in front; `nil` where a layer
  /// moves that axis elsewhere.
  public func axisNames(_ data: DataSet) -> [[String]]? {
    // Of two rows, because the axis of a batch of one may be squeezed away.
    guard let shapes = try? shapes(rows: 2) else { return nil }
    let row = rowShape.count == 1 ? [data.axisName] : rowShape.indices.map { "axis \($0 + 1)" }
    var (names, shape) = ([["sample"] + row], [2] + rowShape)
    for (named, output) in zip(layers, shapes) {
      let next = named.layer.axisNames(names[names.count - 1], of: shape)
      guard next.first == "sample" else { return nil }
      names.append(next)
      shape = output
    }
    return names
  }

  /// Refuses features of the rows called `name` that are no entries of an Embedding's table.
  public func checkEntries(_ features: Tensor, of name: String) throws(NetworkError) {
    for (index, named) in layers.enumerated() {
      guard let embedding = named.layer as? Embedding else { continue }
      guard
        layers[..<index].allSatisfy({
          $0.layer is Identity || $0.layer is Flatten || $0.layer is Squeeze || $0.layer is Transpose
        })
      else {
        throw NetworkError(
          say(
            "engine.network.computesBefore",
            """
            layer \(index): \(embedding.text) takes whole numbers, so no layer that computes can stand before it
            """))
      }
      let wrong = features.elements.first {
        !($0 >= 0 && $0 < Float(embedding.entries)) || $0 != $0.rounded()
      }
      guard let wrong else { continue }
      throw NetworkError(
        say(
          "engine.network.noEntry",
          """
          layer \(index): \(embedding.text) takes whole numbers from 0 to \(embedding.entries - 1), but \(name) \
          has \(SettingText.number(wrong))
          """))
    }
  }

  private static func layer(_ item: ModelText.Item, input: [Int]) throws(NetworkError) -> any Layer {
    guard let type = Layers.all.first(where: { $0.name.lowercased() == item.module.lowercased() }) else {
      throw NetworkError(
        say(
          "engine.network.noLayer",
          "there is no layer '\(item.module)': there are \(Layers.all.map { $0.name }.joined(separator: ", "))"
        ))
    }
    let arguments = try LayerArguments(
      layer: type.name, names: type.argumentNames, positional: item.positional, named: item.named)
    return try type.init(arguments, input: input)
  }

  /// The loss of a name with options, "smooth-l1", "cross_entropy label_smoothing=0.1", or as PyTorch code.
  public static func loss(_ text: String) throws(NetworkError) -> any Loss {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw NetworkError(
        say(
          "engine.network.lossMissing",
          "a loss is missing: there are \(Losses.all.map { $0.name }.joined(separator: ", "))"))
    }
    // Options after a space are those in parentheses.
    let words = text.split(separator: " ", maxSplits: 1)
    let code =
      words.count == 2 && !text.contains("(") ? "\(words[0])(\(words[1].replacing(" ", with: ", ")))" : text
    // A minus before a digit belongs to a number.
    let item = try ModelText.item(code.replacing(/-(?=[^0-9.])/, with: "_"))
    func plain(_ name: String) -> String {
      name.lowercased().replacing("-", with: "").replacing("_", with: "")
    }
    guard
      let type = Losses.all.first(where: {
        [plain($0.name), plain($0.className)].contains(plain(item.module))
      })
    else {
      throw NetworkError(
        say(
          "engine.network.noLoss",
          "there is no loss '\(item.module)': there are \(Losses.all.map { $0.name }.joined(separator: ", "))"
        ))
    }
    return try type.init(
      LayerArguments(
        layer: type.className, names: type.optionNames, positional: item.positional, named: item.named))
  }
}
