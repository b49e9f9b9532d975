import Testing

@testable import Engine

@Suite struct PoolingTests {
  private func counting(_ shape: [Int]) -> Tensor {
    Tensor((0..<shape.reduce(1, *)).map { Float(($0 * 37) % 101) / 101 }, shape: shape)
  }

  @Test func everyGoldenCaseHasPyTorchsShapesAndValuesOrIsRefused() throws {
    for golden in Golden.committed.avgpool1d {
      var generator = Generator(seed: golden.seed)
      let input = generator.uniformTensor(shape: golden.shape)
      #expect(input.elements == golden.input.elements.map(Float.init))
      let pipeline = Result {
        try PoolingPipeline(
          input,
          layer: AvgPool1d(
            kernel: golden.kernel, stride: golden.stride, padding: golden.padding, ceilMode: golden.ceilMode,
            countIncludePad: golden.countIncludePad),
          transposes: golden.pipeline)
      }
      let what = "shape \(golden.shape), kernel \(golden.kernel)"
      if golden.error != nil {
        #expect(throws: AvgPool1d.Refusal.self, "\(what)") { try pipeline.get() }
        continue
      }
      let stages = try pipeline.get()
      #expect(stages.pooledInput.shape == golden.transposedShape, "\(what)")
      #expect(stages.pooled.shape == golden.pooledShape, "\(what)")
      expectClose(stages.pooled, golden.pooled, what)
      if let shape = golden.squeezedShape {
        let squeezed = try #require(stages.stages.last).tensor
        #expect(squeezed.shape == shape, "\(what)")
        expectClose(squeezed, golden.squeezed, what)
      }
    }
  }

  @Test func everySmallSettingAgreesWithThePlainDefinition() {
    for length in 1...12 {
      let x = counting([1, length])
      for kernel in 1...12 {
        for stride in 1...12 {
          for padding in 0...kernel / 2 {
            for ceilMode in [false, true] {
              for countIncludePad in [false, true] {
                let pooled = try? AvgPool1d(
                  kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
                  countIncludePad: countIncludePad
                ).forward(x).elements
                let wanted = plainMeans(
                  x.elements, kernel, stride, padding, ceilMode: ceilMode, countIncludePad: countIncludePad)
                let agrees =
                  pooled?.count == wanted?.count
                  && zip(pooled ?? [], wanted ?? []).allSatisfy { abs(Double($0) - $1) < 1e-6 }
                #expect(
                  agrees,
                  "L \(length) k \(kernel) s \(stride) p \(padding) ceil \(ceilMode) include \(countIncludePad)"
                )
              }
            }
          }
        }
      }
    }
  }

  @Test func howTheNumbersLieInMemoryChangesNoBit() throws {
    // Rows of any width, with and without neighbours: the swapped view against a copy in its own order.
    var compared = 0
    for shape in [[3, 4, 5], [2, 9, 33], [1, 7, 1], [4, 1, 8], [12, 40], [5, 1]] {
      for (kernel, stride, padding) in [(1, 1, 0), (3, 1, 1), (4, 3, 2), (2, 5, 0)] {
        let swapped = counting(shape).transposed(shape.count - 2, shape.count - 1)
        let copy = Tensor(swapped.elements, shape: swapped.shape)
        let layer = try AvgPool1d(kernel: kernel, stride: stride, padding: padding, countIncludePad: false)
        guard let pooled = try? layer.forward(swapped) else { continue }
        compared += 1
        #expect(pooled == (try layer.forward(copy)), "\(shape), k \(kernel)")
        // What comes from above may lie either way too.
        let upstream = counting(pooled.shape)
        let turned = Tensor(
          upstream.transposed(pooled.rank - 2, pooled.rank - 1).elements,
          shape: upstream.transposed(pooled.rank - 2, pooled.rank - 1).shape
        ).transposed(pooled.rank - 2, pooled.rank - 1)
        let gradient = try layer.backward(upstream, input: copy)
        #expect(try layer.backward(upstream, input: swapped) == gradient, "\(shape), k \(kernel)")
        #expect(try layer.backward(turned, input: swapped) == gradient, "\(shape), k \(kernel)")
        #expect(try layer.backward(turned, input: copy) == gradient, "\(shape), k \(kernel)")
      }
    }
    #expect(compared > 12)
  }

  @Test func theBackwardPassIsTheSlopeOfTheForwardPass() throws {
    for (length, kernel, stride, padding) in [
      (4, 4, 4, 0), (7, 3, 1, 1), (9, 4, 3, 2), (5, 2, 4, 0), (6, 5, 2, 2),
    ] {
      for ceilMode in [false, true] {
        for countIncludePad in [false, true] {
          let layer = try AvgPool1d(
            kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
            countIncludePad: countIncludePad)
          let x = counting([2, 3, length])
          let output = try layer.forward(x)
          // Weights that differ tell which output an element reached.
          let weights = Tensor((0..<output.count).map { Float($0 % 5 + 1) }, shape: output.shape)
          let gradient = try layer.backward(weights, input: x)
          for place in 0..<x.count {
            var (above, below) = (x.elements, x.elements)
            above[place] += 0.125
            below[place] -= 0.125
            func loss(_ elements: [Float]) throws -> Float {
              zip(try layer.forward(Tensor(elements, shape: x.shape)).elements, weights.elements)
                .reduce(0) { $0 + $1.0 * $1.1 }
            }
            let slope = try (loss(above) - loss(below)) / 0.25
            #expect(abs(gradient.elements[place] - slope) < 1e-4)
          }
        }
      }
    }
  }

  @Test func eachOutputIsTheMeanOfTheElementsItsSourceNames() throws {
    for shape in [[3, 4, 5], [1, 4, 5], [2, 7, 3], [4, 6]] {
      for transposes in [true, false] {
        for (kernel, stride, padding) in [(2, 1, 1), (3, 2, 0), (2, 2, 0)] {
          let input = counting(shape)
          let layer = try AvgPool1d(kernel: kernel, stride: stride, padding: padding)
          let pipeline = try PoolingPipeline(input, layer: layer, transposes: transposes)
          let squeezed = try #require(pipeline.stages.last).tensor
          for index in 0..<pipeline.outputCount {
            let source = pipeline.source(of: index)
            let sum = source.inputs.reduce(Float(0)) { $0 + input[$1] }
            let mean = sum / Float(source.window.divisor)
            #expect(abs(mean - pipeline.pooled[source.pooled]) < 1e-6)
            #expect(squeezed[source.squeezed] == pipeline.pooled[source.pooled])
            #expect(source.elements.map { pipeline.pooledInput[$0] } == source.inputs.map { input[$0] })
          }
        }
      }
    }
  }

  @Test func whatNoWindowReadsIsNamed() throws {
    func dropped(_ length: Int, _ kernel: Int, _ stride: Int) throws -> [Int] {
      let layer = try AvgPool1d(kernel: kernel, stride: stride)
      return try PoolingPipeline(counting([1, 2, length]), layer: layer, transposes: false).droppedPlaces
    }
    #expect(try dropped(4, 4, 4) == [])
    #expect(try dropped(4, 3, 3) == [3])
    #expect(try dropped(11, 3, 3) == [9, 10])
    #expect(try dropped(9, 2, 4) == [2, 3, 6, 7, 8])
  }

  @Test func squeezingAloneTheFirstAxisOfLengthOneIsTheTrapAndOnlyThePooledAxisTheWayOut() throws {
    let layer = try AvgPool1d(kernel: 4)
    let input = counting([1, 4, 5])
    #expect(try PoolingPipeline(input, layer: layer).stages.last?.tensor.shape == [5])
    #expect(
      try PoolingPipeline(input, layer: layer, squeeze: .pooledAxis).stages.last?.tensor.shape == [1, 5])
    #expect(try PoolingPipeline(input, layer: layer).stages.last?.axes == ["vector"])
  }

  private func expectClose(_ tensor: Tensor, _ golden: Golden.Nested?, _ what: String) {
    let wanted = golden?.elements ?? []
    #expect(wanted.count == tensor.count, "\(what)")
    #expect(zip(tensor.elements, wanted).allSatisfy { abs(Double($0) - $1) <= 1e-6 }, "\(what)")
  }

  /// The definition, written as plainly as can be: pad with zeros, slide, average; `nil` where no window fits.
  private func plainMeans(
    _ x: [Float], _ kernel: Int, _ stride: Int, _ padding: Int, ceilMode: Bool, countIncludePad: Bool
  ) -> [Double]? {
    let padded: [Double?] =
      Array(repeating: nil, count: padding) + x.map { Double($0) } + Array(repeating: nil, count: padding)
    var means: [Double] = []
    var start = 0
    while true {
      let isWhole = start + kernel <= padded.count
      // A last window over the end counts in ceil mode, as the rounding up of the length formula allows it:
      // one step beyond the last whole window, and beginning before the padding on the right.
      let overhangs = ceilMode && start < padding + x.count && start + kernel - padded.count < stride
      guard isWhole || overhangs else { break }
      let places = Array(padded[start..<min(start + kernel, padded.count)])
      let real = places.compactMap { $0 }
      let divisor = countIncludePad ? places.count : real.count
      means.append(divisor == 0 ? 0 : real.reduce(0, +) / Double(divisor))
      start += stride
    }
    return means.isEmpty ? nil : means
  }
}
