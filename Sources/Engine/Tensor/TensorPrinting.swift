/// Prints as PyTorch prints a tensor on the CPU, digit for digit, so that both can be laid side by side.
extension Tensor: CustomStringConvertible {
  /// PyTorch's default options: 80 columns, and three elements at each edge of a tensor of more than 1,000.
  private static let lineWidth = 80
  private static let threshold = 1000
  private static let edge = 3

  /// The tensor as `print(tensor)` shows it, such as "tensor([0.5000, 1.0000])".
  public var description: String {
    let indent = "tensor(".count
    if count == 0 {
      let size = rank == 1 ? "" : ", size=(\(shape.map { String($0) }.joined(separator: ", ")))"
      return "tensor([]\(size))"
    }
    let isSummary = count > Self.threshold
    let format = ElementFormat(isSummary ? edgeElements : elements)
    return "tensor(" + text(axis: 0, place: 0, indent: indent, isSummary, format) + ")"
  }

  /// The part of the tensor from `axis` on that begins at `place` in the storage.
  private func text(axis: Int, place: Int, indent: Int, _ isSummary: Bool, _ format: ElementFormat) -> String
  {
    if axis == rank { return format.text(storage[place]) }
    let shown = Self.shownIndices(shape[axis], isSummary)
    if axis == rank - 1 {
      let words = shown.map { index in
        index.map { format.text(storage[place + $0 * strides[axis]]) } ?? " ..."
      }
      let perLine = max(1, (Self.lineWidth - indent) / (format.width + 2))
      let lines = stride(from: 0, to: words.count, by: perLine).map {
        words[$0..<min($0 + perLine, words.count)].joined(separator: ", ")
      }
      return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
    }
    let parts = shown.map { index in
      index.map {
        text(axis: axis + 1, place: place + $0 * strides[axis], indent: indent + 1, isSummary, format)
      } ?? "..."
    }
    let newlines = String(repeating: "\n", count: rank - axis - 1)
    return "[" + parts.joined(separator: "," + newlines + String(repeating: " ", count: indent + 1)) + "]"
  }

  /// The indices of an axis that are printed; `nil` stands for those left out.
  private static func shownIndices(_ length: Int, _ isSummary: Bool) -> [Int?] {
    guard isSummary, length > 2 * edge else { return (0..<length).map { $0 } }
    return (0..<edge).map { $0 } + [nil] + (length - edge..<length).map { $0 }
  }

  /// The elements that a summary prints.
  private var edgeElements: [Float] {
    var places = [0]
    for axis in shape.indices {
      let indices = Self.shownIndices(shape[axis], true).compactMap { $0 }
      places = places.flatMap { place in indices.map { place + $0 * strides[axis] } }
    }
    return places.map { storage[$0] }
  }
}

/// One form for all elements of a tensor: whole numbers, four decimals, or powers of ten.
private struct ElementFormat {
  private enum Form {
    case whole, fixed, scientific
  }

  private let form: Form
  /// The width of the widest element.
  let width: Int

  init(_ elements: [Float]) {
    let magnitudes = elements.filter { $0.isFinite && $0 != 0 }.map { abs(Double($0)) }
    let (least, most) = (magnitudes.min() ?? 1, magnitudes.max() ?? 1)
    if most / least > 1000 || most > 1e8 || least < 1e-4 {
      form = .scientific
    } else {
      form = magnitudes.allSatisfy { $0 == $0.rounded() } ? .whole : .fixed
    }
    // PyTorch measures finite numbers that are not 0 alone.
    let (chosen, measured) = (form, elements.filter { $0.isFinite && $0 != 0 })
    width = measured.map { Self.bare(Double($0), chosen).count }.max() ?? 1
  }

  /// The element, filled up with spaces on the left.
  func text(_ element: Float) -> String {
    let bare = Self.bare(Double(element), form)
    return String(repeating: " ", count: max(0, width - bare.count)) + bare
  }

  private static func bare(_ value: Double, _ form: Form) -> String {
    if value.isNaN { return "nan" }
    let sign = value.sign == .minus ? "-" : ""
    if value.isInfinite { return sign + "inf" }
    switch form {
    case .whole:
      return sign + String(Int(abs(value))) + "."
    case .fixed:
      // A float32 times 10⁴ is exact in float64, so this rounds once, ties to even.
      let scaled = Int((abs(value) * 10_000).rounded(.toNearestOrEven))
      let fraction = String(scaled % 10_000)
      return sign + "\(scaled / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
    case .scientific:
      let decimal = DecimalFigures(value, count: 5, tie: .toEven)
      let figures = decimal.text(filledTo: 5)
      let exponent = String(abs(decimal.exponent))
      return sign + "\(figures.prefix(1)).\(figures.dropFirst())e\(decimal.exponent < 0 ? "-" : "+")"
        + String(repeating: "0", count: max(0, 2 - exponent.count)) + exponent
    }
  }
}
