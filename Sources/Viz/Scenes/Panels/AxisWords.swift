import Languages

/// What the axes of a tensor are called on the screen.
enum AxisWords {
  private static let names = [
    "sample": Words("pooling.sampleAxis", "sample"), "text": Words("pooling.textAxis", "text"),
    "vector": Words("pooling.vectorAxis", "vector"), "unit": Words("pooling.unitAxis", "unit"),
    "feature": Words("pooling.featureAxis", "feature"), "pixel": Words("pooling.pixelAxis", "pixel"),
  ]

  /// An axis by its name; of axes that were joined, each by its own.
  static func text(_ axis: String) -> String {
    axis.split(separator: "·").map { names[String($0)]?.text ?? String($0) }.joined(separator: "·")
  }
}
