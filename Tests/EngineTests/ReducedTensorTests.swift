import TestRuns
import Testing

@testable import Engine

@Suite struct ReducedTensorTests {
  private func buffer(_ elements: [Float]) -> Buffer {
    let buffer = Buffer(count: elements.count)
    buffer.load(elements)
    return buffer
  }

  @Test func aSmallTensorIsWholeAndKeepsItsShape() {
    for shape in [[], [5], [2, 3], [128, 256], [2, 3, 4]] {
      let count = shape.reduce(1, *)
      let elements = (0..<count).map { Float($0) }
      let reduced = ReducedTensor(buffer(elements), shape: shape)
      #expect(reduced.isWhole && reduced.elements == elements && reduced.blocks.shape == shape)
      #expect(reduced.first == Array(elements.prefix(64)) && reduced.count == count)
    }
  }

  @Test func ofALargeMatrixEachElementThatStandsOutIsSeenInItsBlock() {
    let (rows, columns) = (301, 517)
    for place in stride(from: 0, to: rows * columns, by: 7919) {
      for value in [-5, 5, Float.infinity, .nan] {
        var elements = [Float](repeating: 0.5, count: rows * columns)
        elements[place] = value
        let reduced = ReducedTensor(buffer(elements), shape: [rows, columns])
        #expect(!reduced.isWhole && reduced.blocks.shape == [128, 256])
        let strong = reduced.elements.indices.filter { reduced.elements[$0] != 0.5 }
        #expect(strong.count == 1, "\(value) at \(place)")
        guard let block = strong.first else { continue }
        #expect(reduced.elements[block].bitPattern == value.bitPattern)
        let (row, column) = (block / 256, block % 256)
        #expect((rows * row / 128..<rows * (row + 1) / 128).contains(place / columns))
        #expect((columns * column / 256..<columns * (column + 1) / 256).contains(place % columns))
      }
    }
  }

  @Test func aSnapshotOfALargeLayerHoldsNoWholeMatrix() {
    let size = 300
    let input = (0..<size).map { Double($0 % 19) / 20 }
    let trainer = Trainer(article(seed: 1, input: input, target: input, optimizer: "adam"))
    trainer.run(until: 3)
    var interest = Interest(place: Place.weight(row: 299, column: 170))
    interest.explains = .training(0)
    let snapshot = trainer.snapshot(interest)
    let most = ReducedTensor.mostRows * ReducedTensor.mostColumns
    let parameter = snapshot.parameters[0]
    #expect(
      ([parameter.value, parameter.gradient] + parameter.state.map(\.value)).allSatisfy {
        $0.elements.count <= most
      })
    // Around the weight that is looked at, every number is there.
    let data = trainer.weight.data
    for (row, column) in [(299, 170), (236, 107), (299, 233)] {
      #expect(snapshot.inspection?.weight(row: row, column: column) == data[row * size + column])
    }
    #expect(snapshot.inspection?.weight(row: 0, column: 0) == nil)
  }
}
