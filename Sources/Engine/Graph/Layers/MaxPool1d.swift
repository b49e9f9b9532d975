import Languages

/// The largest element of each window of the last axis: `torch.nn.MaxPool1d`.
public struct MaxPool1d: Layer {
  /// The module of `torch.nn`.
  public static let name = "MaxPool1d"
  /// PyTorch's arguments, but for `return_indices`.
  public static let argumentNames = ["kernel_size", "stride", "padding", "dilation", "ceil_mode"]

  /// How many elements a window has.
  public let kernel: Int
  /// How far each window is from the one before.
  public let stride: Int
  /// How many places below everything are put before the first and after the last element.
  public let padding: Int
  /// How far the elements of a window lie apart.
  public let dilation: Int
  /// Whether a last window that reaches over the end counts.
  public let ceilMode: Bool
  /// The places that windows cover.
  private let windows: AvgPool1d

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    kernel = try arguments.integer("kernel_size")
    stride = try arguments.integer("stride", default: kernel)
    padding = try arguments.integer("padding", default: 0, in: 0...1 << 24)
    dilation = try arguments.integer("dilation", default: 1)
    ceilMode = try arguments.flag("ceil_mode", default: false)
    guard 2 * padding <= kernel else {
      throw NetworkError(
        say(
          "engine.graph.paddingOverKernel",
          "\(Self.name): padding \(padding): 2⋅padding must not exceed the kernel, which is \(kernel)"))
    }
    do throws(AvgPool1d.Refusal) {
      windows = try AvgPool1d(
        kernel: dilation * (kernel - 1) + 1, stride: stride, padding: padding, ceilMode: ceilMode)
    } catch {
      throw NetworkError(say("engine.graph.inLayer", "\(Self.name): \(error)"))
    }
  }

  /// "3, stride=1, padding=1"
  public var argumentText: String {
    var settings = ["\(kernel)"]
    if stride != kernel { settings.append("stride=\(stride)") }
    if padding != 0 { settings.append("padding=\(padding)") }
    if dilation != 1 { settings.append("dilation=\(dilation)") }
    if ceilMode { settings.append("ceil_mode=True") }
    return settings.joined(separator: ", ")
  }

  /// Those within its window.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    guard let place = index.last, let length = shape.last else { return [] }
    return places(place, length: length).map { index.dropLast() + [$0] }
  }

  /// What comes in goes out.
  public var givesProbabilities: Bool? { nil }

  /// [batch, channels, L] → [batch, channels, L_out]; without a batch likewise.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    guard let length = input.last, input.count == 2 || input.count == 3 else {
      throw NetworkError(
        say(
          "engine.graph.poolingTakes",
          "\(text) takes [batch, channels, L] or [channels, L], but \(input) comes in"))
    }
    do throws(AvgPool1d.Refusal) {
      return input.dropLast() + [try windows.outputLength(length)]
    } catch {
      throw NetworkError(say("engine.graph.cannotTake", "\(text) cannot take \(input): \(error)"))
    }
  }

  /// The places of the elements of window `index` over an axis of `length`.
  func places(_ index: Int, length: Int) -> [Int] {
    (0..<kernel).map { index * stride - padding + $0 * dilation }.filter { (0..<length).contains($0) }
  }

  /// Adds the largest elements.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let x = graph.contiguous(x)
    let length = x.shape[x.shape.count - 1]
    let windows = (0..<((try? windows.outputLength(length)) ?? 0)).map { places($0, length: length) }
    let y = graph.output(name, shape: x.shape.dropLast() + [windows.count], of: [x])
    return graph.record(MaxPoolingOperation(windows, length: length, x: x, output: y))
  }
}

/// y = the largest of each window; of equal ones the first, and NaN before all.
/// x: [rows, L], y: [rows, windows].
final class MaxPoolingOperation: Operation {
  private let windows: [[Int]]
  private let length: Int
  private let x: Value
  /// Where in x the largest element of each window is.
  private var winners: [Int]

  init(_ windows: [[Int]], length: Int, x: Value, output: Value) {
    self.windows = windows
    self.length = length
    self.x = x
    winners = [Int](repeating: 0, count: output.data.count)
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    let (x, y) = (x.data.pointer, output.data.pointer)
    var index = 0
    for row in stride(from: 0, to: self.x.data.count, by: length) {
      for window in windows {
        var (best, largest) = (row + (window.first ?? 0), -Float.infinity)
        for place in window where x[row + place] > largest || x[row + place].isNaN {
          (best, largest) = (row + place, x[row + place])
        }
        winners[index] = best
        y[index] = largest
        index += 1
      }
    }
  }

  // ∂L/∂x of each winner is the sum over the windows that it won.
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient else { return true }
    if !shared[0] { gradient.fill(0) }
    for index in winners.indices { gradient.pointer[winners[index]] += outputGradient[index] }
    return gradient.isFinite
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    Swift.stride(from: 0, to: inputs[0].count, by: length).flatMap { row in
      windows.map { window in window.map { inputs[0][row + $0] }.max() ?? -.infinity }
    }
  }

  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] { output.map { _ in 0 } }

  // Where the largest element is another one in float32, or where there are several, all of the gradient is in doubt.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    guard x.gradient != nil else { return [[]] }
    let (exact, rounded) = (inputs[0].exact, inputs[0].rounded)
    var bounds = [Double](repeating: 0, count: exact.count)
    var index = 0
    for row in Swift.stride(from: 0, to: exact.count, by: length) {
      for window in windows {
        let (size, error) = (gradient.size[index], gradient.error[index])
        let winners = window.filter {
          exact[row + $0] == output.exact[index] || rounded[row + $0] == output.rounded[index]
        }
        for place in winners {
          bounds[row + place] +=
            error + size * (winners.count > 1 ? 1 : Rounding.unit * Double(windows.count))
        }
        index += 1
      }
    }
    return [bounds]
  }
}
