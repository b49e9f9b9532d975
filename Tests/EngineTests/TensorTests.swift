import Testing

@testable import Engine

@Suite struct TensorTests {
  private func counting(_ shape: [Int]) -> Tensor {
    Tensor((0..<shape.reduce(1, *)).map(Float.init), shape: shape)
  }

  /// All shapes of rank 1 to 4 with axes of length 1 to 3.
  private var smallShapes: [[Int]] {
    var shapes: [[Int]] = [[]]
    var all: [[Int]] = []
    for _ in 1...4 {
      shapes = shapes.flatMap { shape in (1...3).map { shape + [$0] } }
      all += shapes
    }
    return all
  }

  @Test func aTransposedViewHasTheElementsWithTheirIndicesExchanged() {
    for shape in smallShapes where shape.count >= 2 {
      let tensor = counting(shape)
      for first in shape.indices {
        for second in shape.indices {
          let view = tensor.transposed(first, second)
          for place in 0..<tensor.count {
            var indices = tensor.indices(at: place)
            let element = tensor[indices]
            indices.swapAt(first, second)
            #expect(view[indices] == element)
          }
        }
      }
    }
  }

  @Test func squeezingRemovesJustTheAxesOfLengthOne() {
    for shape in smallShapes {
      let tensor = counting(shape)
      #expect(tensor.squeezed().shape == shape.filter { $0 != 1 })
      #expect(tensor.squeezed().elements == tensor.elements)
      for axis in shape.indices {
        var wanted = shape
        if shape[axis] == 1 { wanted.remove(at: axis) }
        #expect(tensor.squeezed(axis).shape == wanted)
      }
    }
  }

  @Test func viewsShareTheStorageOfTheirTensor() {
    let tensor = counting([2, 1, 3])
    let address = tensor.storage.withUnsafeBufferPointer { $0.baseAddress }
    for view in [tensor.transposed(0, 2), tensor.squeezed(), tensor.squeezed(1), tensor.reshaped([3, 2])] {
      #expect(view.storage.withUnsafeBufferPointer { $0.baseAddress } == address)
    }
  }

  @Test func reshapingKeepsTheRowMajorOrderAlsoOfATransposedView() {
    let transposed = counting([2, 3]).transposed(0, 1)
    #expect(transposed.elements == [0, 3, 1, 4, 2, 5])
    #expect(transposed.reshaped([6]).elements == [0, 3, 1, 4, 2, 5])
    #expect(transposed.reshaped([2, 3])[1, 0] == 4)
  }

  @Test func tensorsAreEqualByShapeAndElementsWhateverTheirStrides() {
    let tensor = counting([2, 3])
    #expect(tensor.transposed(0, 1).transposed(0, 1) == tensor)
    #expect(tensor.transposed(0, 1) != tensor)
    #expect(tensor.transposed(0, 1) == Tensor([0, 3, 1, 4, 2, 5], shape: [3, 2]))
  }
}
