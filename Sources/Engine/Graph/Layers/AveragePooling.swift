import Languages

extension AvgPool1d: Layer {
  /// The module of `torch.nn`.
  public static let name = "AvgPool1d"
  /// PyTorch's arguments.
  public static let argumentNames = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"]

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    let kernel = try arguments.integer("kernel_size")
    let stride = try arguments.integer("stride", default: kernel)
    let padding = try arguments.integer("padding", default: 0, in: 0...1 << 24)
    let ceilMode = try arguments.flag("ceil_mode", default: false)
    let countIncludePad = try arguments.flag("count_include_pad", default: true)
    do throws(Refusal) {
      try self.init(
        kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode, countIncludePad: countIncludePad
      )
    } catch {
      throw NetworkError(say("engine.graph.inLayer", "\(Self.name): \(error)"))
    }
  }

  /// "6, stride=3"
  public var argumentText: String { String(description.dropFirst(Self.name.count + 1).dropLast()) }

  /// What comes in goes out.
  public var givesProbabilities: Bool? { nil }

  /// [batch, channels, L] → [batch, channels, L_out]; without a batch likewise.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    do throws(Refusal) {
      guard let length = input.last, input.count == 2 || input.count == 3 else { throw .rank(input.count) }
      return input.dropLast() + [try outputLength(length)]
    } catch {
      throw NetworkError(say("engine.graph.cannotTake", "\(text) cannot take \(input): \(error)"))
    }
  }

  /// Those within its window.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    guard let place = index.last, let length = shape.last else { return [] }
    return window(place, length: length).elements.map { index.dropLast() + [$0] }
  }

  /// Adds the means; they lie as x does, so that neither is copied into another order.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let length = x.shape[x.shape.count - 1]
    let windows = (0..<((try? outputLength(length)) ?? 0)).map { window($0, length: length) }
    let layout = PoolingLayout(shape: x.shape, strides: x.strides)
    let strides = layout.strides(length: windows.count, rank: x.shape.count)
    let y = graph.output(name, shape: x.shape.dropLast() + [windows.count], strides: strides, of: [x])
    return graph.record(AveragePoolingOperation(layout, windows, x: x, output: y))
  }
}

/// The mean over each window of the last axis; x and y are laid out in groups of rows (`PoolingLayout`).
final class AveragePoolingOperation: Operation {
  private let layout: PoolingLayout
  private let windows: [AvgPool1d.Window]
  /// The same windows as the passes walk them.
  private let spans: [Span]
  private let x: Value
  /// Whether every place of the pooled axis lies in exactly one window.
  private let isPartition: Bool

  /// Where in a group a window begins, how many rows it has, and what their sum is divided by.
  private struct Span {
    let start: Int
    let rows: Int
    let divisor: Float
  }

  init(_ layout: PoolingLayout, _ windows: [AvgPool1d.Window], x: Value, output: Value) {
    self.layout = layout
    self.windows = windows
    self.x = x
    spans = windows.map {
      // Of no elements the sum is 0, and so is the mean, whatever the divisor.
      Span(
        start: $0.elements.lowerBound * layout.stride, rows: $0.elements.count,
        divisor: $0.elements.isEmpty ? 1 : Float($0.divisor))
    }
    isPartition = windows.flatMap(\.elements) == Array(0..<layout.length)
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    let (x, width, stride) = (x.data.pointer, layout.width, layout.stride)
    var row = output.data.pointer
    for start in layout.starts {
      for span in spans {
        Kernel.meanOfRows(
          x + start + span.start, rows: span.rows, stride: stride, divisor: span.divisor, into: row,
          count: width)
        row += width
      }
    }
  }

  // ∂L/∂x[i] = Σ over the windows that cover i of ∂L/∂y / divisor
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient else { return true }
    let adds = shared[0] || !isPartition
    if adds && !shared[0] { gradient.fill(0) }
    let (width, stride) = (layout.width, layout.stride)
    var check = FiniteCheck()
    var row = UnsafePointer(outputGradient)
    for start in layout.starts {
      for span in spans {
        if span.rows > 0 {
          check.include(
            Kernel.spread(
              row, dividedBy: span.divisor, into: gradient.pointer + start + span.start, rows: span.rows,
              stride: stride, count: width, adding: adds))
        }
        row += width
      }
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    layout.starts.flatMap { start in
      windows.flatMap { window in
        (0..<layout.width).map { channel in
          let sum = window.elements.reduce(0) { $0 + inputs[0][start + $1 * layout.stride + channel] }
          return window.elements.isEmpty ? 0 : sum / Double(window.divisor)
        }
      }
    }
  }

  // A sum is off by each of its additions.
  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    reference([inputs[0].map { Rounding.unit * Double(layout.length + 4) * abs($0) + Rounding.underflow }])
  }

  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    guard x.gradient != nil else { return [[]] }
    var bounds = [Double](repeating: 0, count: inputs[0].exact.count)
    var row = 0
    for start in layout.starts {
      for window in windows {
        for element in window.elements {
          for channel in 0..<layout.width {
            let roundings = Rounding.unit * Double(windows.count + 4) * gradient.size[row + channel]
            bounds[start + element * layout.stride + channel] +=
              (gradient.error[row + channel] + roundings) / Double(window.divisor)
          }
        }
        row += layout.width
      }
    }
    return [bounds]
  }
}
