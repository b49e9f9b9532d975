/// What training makes small: a number from a prediction and its target.
///
/// A loss is one file beside its operation, and an entry in `Losses.all`.
public protocol Loss: Sendable {
  /// The name on the command line, such as "cross-entropy".
  static var name: String { get }
  /// The class in `torch.nn`, such as "CrossEntropyLoss".
  static var className: String { get }
  /// The names of the options, PyTorch's.
  static var optionNames: [String] { get }
  /// How the targets have to be.
  static var targets: TargetForm { get }

  /// The loss that a text describes.
  init(_ options: LayerArguments) throws(NetworkError)

  /// The options that are not at their defaults, as PyTorch code.
  var optionText: String { get }

  /// From where on a prediction means the second of two classes, whose first has the label `lowLabel` among values; `nil`
  /// where the largest of a row of predictions names the class.
  func threshold(lowLabel: Float) -> Float?
  /// The shape of the target for a prediction; throws where the loss cannot take the prediction.
  func targetShape(_ prediction: [Int]) throws(NetworkError) -> [Int]
  /// Whether predictions must lie between 0 and 1.
  static var needsProbabilities: Bool { get }
  /// Adds the mean loss, [1].
  func add(to graph: Graph, _ prediction: Value, _ target: Value, name: String) -> Value
}

extension Loss {
  /// False: predictions may be any numbers.
  public static var needsProbabilities: Bool { false }

  /// No options.
  public static var optionNames: [String] { [] }

  /// The loss as PyTorch code, such as "MSELoss()".
  public var text: String { "\(Self.className)(\(optionText))" }

  /// Empty: every option is at its default.
  public var optionText: String { "" }

  /// Half-way between both labels.
  public func threshold(lowLabel: Float) -> Float? {
    Self.targets == .classes ? nil : (lowTarget(lowLabel: lowLabel) + 1) / 2
  }

  /// The target of the first of two classes, where the second's is 1.
  func lowTarget(lowLabel: Float) -> Float { Self.targets == .values ? lowLabel : 0 }
}

/// The losses there are.
public enum Losses {
  /// One of each.
  @TaskLocal public static var all: [any Loss.Type] = [
    MSELoss.self, L1Loss.self, SmoothL1Loss.self, BCELoss.self, BCEWithLogitsLoss.self, CrossEntropyLoss.self,
  ]
}
