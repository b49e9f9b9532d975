/// How pooling walks a tensor whose last axis is pooled: in groups that go through the same windows.
///
/// Where the channels are neighbours in memory, as after the article's swap, a group is one sample with all its
/// channels, and what is added is whole rows. Else a group is one channel. Results lie as the input does, so neither
/// is ever copied into another order.
struct PoolingLayout {
  /// Where each group begins in the input's storage.
  let starts: [Int]
  /// How many channels a group has; they are neighbours.
  let width: Int
  /// How far apart in the input two places of the pooled axis are.
  let stride: Int
  /// The length of the pooled axis.
  let length: Int

  /// The layout of a tensor of rank 2 or 3: [channels, L] or [batch, channels, L].
  init(shape: [Int], strides: [Int]) {
    let last = shape.count - 1
    let (channels, channelStride) = (shape[last - 1], strides[last - 1])
    let (batch, batchStride) = shape.count == 3 ? (shape[0], strides[0]) : (1, 0)
    stride = strides[last]
    length = shape[last]
    width = channelStride == 1 ? channels : 1
    let channelStarts = channelStride == 1 ? [0] : (0..<channels).map { $0 * channelStride }
    starts = (0..<batch).flatMap { sample in channelStarts.map { sample * batchStride + $0 } }
  }

  /// A tensor of the input's shape but for the pooled axis, whose groups lie in `storage` one behind the other, place
  /// after place.
  func tensor(_ storage: [Float], like x: Tensor, length: Int) -> Tensor {
    let shape = Array(x.shape.dropLast()) + [length]
    let strides = strides(length: length, rank: x.rank) ?? Tensor.rowMajorStrides(of: shape)
    return Tensor(storage: storage, shape: shape, strides: strides)
  }

  /// The strides of such a tensor; `nil` where they are those of row-major order.
  func strides(length: Int, rank: Int) -> [Int]? {
    width == 1 ? nil : Array([length * width, 1, width].suffix(rank))
  }

  /// The mean over every window: of each group, `windows.count` rows of `width`.
  func means(_ storage: [Float], over windows: [AvgPool1d.Window]) -> [Float] {
    let count = starts.count * windows.count * width
    // Sums grow here, in the cache, and not in the output, which is too large for it.
    let sums = Buffer(count: width)
    return [Float](unsafeUninitializedCapacity: count) { output, initialized in
      initialized = count
      storage.withUnsafeBufferPointer { input in
        guard let input = input.baseAddress, var row = output.baseAddress else { return }
        for start in starts {
          for window in windows {
            let (first, count) = (window.elements.lowerBound, window.elements.count)
            Kernel.sumRows(
              input + start + first * stride, rows: count, stride: stride, into: sums.pointer, count: width)
            // Of no elements the sum is 0, and so is the mean, whatever the divisor.
            let divisor = count == 0 ? 1 : Float(window.divisor)
            Kernel.divide(sums.pointer, by: divisor, into: row, count: width)
            row += width
          }
        }
      }
    }
  }

  /// ∂L/∂x, laid out as the means are: each place of a group is given, by every window over it, that window's share
  /// of `upstream`, ∂L/∂means.
  func spread(_ upstream: Tensor, over windows: [AvgPool1d.Window]) -> [Float] {
    let shares = shares(of: upstream, windows)
    // The windows over a place follow each other.
    var covering = [Range<Int>](repeating: 0..<0, count: length)
    for (index, window) in windows.enumerated() {
      for place in window.elements {
        covering[place] = (covering[place].isEmpty ? index : covering[place].lowerBound)..<index + 1
      }
    }
    let count = starts.count * length * width
    return [Float](unsafeUninitializedCapacity: count) { output, initialized in
      initialized = count
      shares.withUnsafeBufferPointer { shares in
        guard var share = shares.baseAddress, var row = output.baseAddress else { return }
        for _ in starts {
          for indices in covering {
            let first = share + indices.lowerBound * width
            Kernel.sumRows(first, rows: indices.count, stride: width, into: row, count: width)
            row += width
          }
          share += windows.count * width
        }
      }
    }
  }

  /// What each window hands to each of its elements: of each group, `windows.count` rows of `width`.
  private func shares(of upstream: Tensor, _ windows: [AvgPool1d.Window]) -> [Float] {
    let last = upstream.rank - 1
    let (channels, channelStride) = (upstream.shape[last - 1], upstream.strides[last - 1])
    let batchStride = upstream.rank == 3 ? upstream.strides[0] : 0
    var shares: [Float] = []
    shares.reserveCapacity(upstream.count)
    for group in starts.indices {
      let first = group * width
      let start = first / channels * batchStride + first % channels * channelStride
      for (index, window) in windows.enumerated() {
        for channel in 0..<width {
          let place = start + channel * channelStride + index * upstream.strides[last]
          shares.append(upstream.storage[place] / Float(window.divisor))
        }
      }
    }
    return shares
  }
}
