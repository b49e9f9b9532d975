import Languages

/// Average pooling over the last axis: `torch.nn.AvgPool1d`'s rule.
///
/// x: [channels, L] or [batch, channels, L]; result: the same but for the last axis, of length
/// L_out = ⌊(L + 2·padding − kernel)/stride⌋ + 1, with ⌈…⌉ in ceil mode, less one if the last window would begin
/// beyond the elements and their left padding.
public struct AvgPool1d: Sendable, Equatable {
  /// k: how many places a window covers.
  public let kernel: Int
  /// s: how far each window is from the one before.
  public let stride: Int
  /// p: how many zeros are put before the first and after the last element.
  public let padding: Int
  /// Whether a last window that reaches over the end counts.
  public let ceilMode: Bool
  /// Whether padding counts as elements of the mean.
  public let countIncludePad: Bool

  /// Which rule a setting breaks.
  public enum Refusal: Error, Sendable, Equatable {
    /// A window covers at least one place.
    case kernelBelowOne(Int)
    /// Each window begins at least one place behind the one before.
    case strideBelowOne(Int)
    /// Padding cannot take places away.
    case paddingBelowZero(Int)
    /// Padding is at most half of the kernel.
    case paddingOverHalfKernel(padding: Int, kernel: Int)
    /// No window fits on the axis.
    case kernelLongerThanAxis(kernel: Int, length: Int, padding: Int)
    /// The tensor has neither two axes nor three.
    case rank(Int)
  }

  /// One output's window over an axis, in places of the input.
  public struct Window: Sendable, Equatable {
    /// The first and the place after the last, padding included: the first may be below 0.
    public let places: Range<Int>
    /// The part that holds elements.
    public let elements: Range<Int>
    /// What their sum is divided by.
    public let divisor: Int
  }

  /// A layer; `stride` is the kernel's length unless it is given. Throws where PyTorch would refuse.
  public init(
    kernel: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false, countIncludePad: Bool = true
  ) throws(Refusal) {
    let stride = stride ?? kernel
    guard kernel >= 1 else { throw .kernelBelowOne(kernel) }
    guard stride >= 1 else { throw .strideBelowOne(stride) }
    guard padding >= 0 else { throw .paddingBelowZero(padding) }
    guard 2 * padding <= kernel else { throw .paddingOverHalfKernel(padding: padding, kernel: kernel) }
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
  }

  /// L_out for an axis of `length`; throws where no window fits.
  public func outputLength(_ length: Int) throws(Refusal) -> Int {
    let room = length + 2 * padding - kernel + (ceilMode ? stride - 1 : 0)
    // The division rounds down, also below 0.
    var windows = (room >= 0 ? room / stride : -((-room + stride - 1) / stride)) + 1
    if ceilMode, (windows - 1) * stride >= length + padding { windows -= 1 }
    guard windows >= 1 else {
      throw .kernelLongerThanAxis(kernel: kernel, length: length, padding: padding)
    }
    return windows
  }

  /// The window of output `index` over an axis of `length`.
  public func window(_ index: Int, length: Int) -> Window {
    let start = index * stride - padding
    let end = min(start + kernel, length + padding)
    let elements = min(max(0, start), length)..<max(min(max(0, start), length), min(end, length))
    return Window(
      places: start..<end, elements: elements, divisor: countIncludePad ? end - start : elements.count)
  }

  /// The means of all windows along the last axis.
  public func forward(_ x: Tensor) throws(Refusal) -> Tensor {
    let (layout, windows) = try layoutAndWindows(of: x)
    return layout.tensor(layout.means(x.storage, over: windows), like: x, length: windows.count)
  }

  /// ∂L/∂x from ∂L/∂output: each element gets 1/divisor of every window that covers it. Result: shaped as `x`.
  public func backward(_ outputGradient: Tensor, input x: Tensor) throws(Refusal) -> Tensor {
    let (layout, windows) = try layoutAndWindows(of: x)
    precondition(
      outputGradient.shape == x.shape.dropLast() + [windows.count],
      "a gradient of \(outputGradient.shape) does not belong to an input of \(x.shape)")
    return layout.tensor(layout.spread(outputGradient, over: windows), like: x, length: layout.length)
  }

  private func layoutAndWindows(of x: Tensor) throws(Refusal) -> (PoolingLayout, [Window]) {
    guard let length = x.shape.last, x.rank == 2 || x.rank == 3 else { throw .rank(x.rank) }
    return (
      PoolingLayout(shape: x.shape, strides: x.strides),
      (0..<(try outputLength(length))).map { window($0, length: length) }
    )
  }
}

extension AvgPool1d: CustomStringConvertible {
  /// The layer as PyTorch code, without the settings that are at their defaults.
  public var description: String {
    var settings = ["\(kernel)"]
    if stride != kernel { settings.append("stride=\(stride)") }
    if padding != 0 { settings.append("padding=\(padding)") }
    if ceilMode { settings.append("ceil_mode=True") }
    if !countIncludePad { settings.append("count_include_pad=False") }
    return "AvgPool1d(\(settings.joined(separator: ", ")))"
  }
}

extension AvgPool1d.Refusal: CustomStringConvertible {
  /// The rule that was broken, with the numbers that break it.
  public var description: String {
    switch self {
    case .kernelBelowOne(let kernel):
      say("engine.pooling.kernelBelowOne", "kernel \(kernel): a kernel covers at least 1 place")
    case .strideBelowOne(let stride):
      say("engine.pooling.strideBelowOne", "stride \(stride): a window moves by at least 1 place")
    case .paddingBelowZero(let padding):
      say("engine.pooling.paddingBelowZero", "padding \(padding): it cannot be negative")
    case .paddingOverHalfKernel(let padding, let kernel):
      say(
        "engine.pooling.paddingOverHalfKernel",
        "padding \(padding): 2⋅padding must not exceed the kernel, which is \(kernel)")
    case .kernelLongerThanAxis(let kernel, let length, let padding) where padding > 0:
      say(
        "engine.pooling.kernelOverPaddedAxis",
        "kernel \(kernel): longer than the axis of \(length) with its padding of 2⋅\(padding), so no window fits"
      )
    case .kernelLongerThanAxis(let kernel, let length, _):
      say(
        "engine.pooling.kernelOverAxis",
        "kernel \(kernel): longer than the axis of \(length), so no window fits")
    case .rank(let rank):
      say("engine.pooling.rank", "a tensor of rank \(rank): AvgPool1d takes 2 or 3 axes")
    }
  }
}
