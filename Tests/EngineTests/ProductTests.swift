import Testing

@testable import Engine

/// The product of matrices against sums taken number by number.
@Suite struct ProductTests {
  @Test func everyNumberIsOneFusedSumAlongTheInnerAxis() {
    var generator = Generator(seed: 1)
    for rows in 1...9 {
      for columns in [1, 2, 3, 4, 7, 8, 9, 12, 15, 16, 17, 23, 24, 31, 33] {
        for inner in [1, 2, 5, 8, 19] {
          for (isTransposed, accumulating) in [(false, false), (true, false), (false, true)] {
            let (a, b) = (Buffer(count: rows * inner), Buffer(count: inner * columns))
            let (first, c) = (Buffer(count: columns), Buffer(count: rows * columns))
            for buffer in [a, b, first, c] {
              buffer.load(generator.uniform(count: buffer.count, from: -1, to: 1))
            }
            let before = c.elements
            let check = Kernel.Product(
              a: a.pointer, aRow: isTransposed ? 1 : inner, aStep: isTransposed ? rows : 1,
              b: b.pointer,
              bRow: columns, first: first.pointer, c: c.pointer, rows: rows, columns: columns,
              inner: inner,
              accumulating: accumulating
            ).compute()
            #expect(check.holds)
            for (row, column) in (0..<rows * columns).map({ ($0 / columns, $0 % columns) }) {
              var sum = first[column]
              for k in 0..<inner {
                sum = sum.addingProduct(
                  isTransposed ? a[k * rows + row] : a[row * inner + k], b[k * columns + column])
              }
              if accumulating { sum = before[row * columns + column] + sum }
              #expect(
                c[row * columns + column] == sum,
                "[\(row), \(column)] of \(rows)×\(columns), \(inner)")
            }
          }
        }
      }
    }
  }

  @Test func aNumberThatIsNotFiniteIsFoundInAnyPlace() {
    for columns in [1, 7, 8, 17] {
      for place in 0..<5 * columns {
        let (a, b, c) = (Buffer(count: 5), Buffer(count: columns), Buffer(count: 5 * columns))
        a.fill(1)
        b.fill(1)
        a[place / columns] = 1e30
        b[place % columns] = 1e30
        let check = Kernel.Product(
          a: a.pointer, aRow: 1, aStep: 1, b: b.pointer, bRow: columns, c: c.pointer, rows: 5,
          columns: columns,
          inner: 1
        ).compute()
        #expect(!check.holds, "\(place) of 5×\(columns)")
      }
    }
  }

  @Test func aLayersResultsDependOnlyALittleOnTheSizeOfItsBatch() throws {
    var generator = Generator(seed: 4)
    let architecture = try Architecture("Linear(9), Tanh, Linear(3)", loss: "mse", rowShape: [5])
    let network = Network(architecture, &generator)
    let (few, many) = (try network.stage(rows: 7), try network.stage(rows: 11))
    let rows = generator.uniform(count: 55, from: -2, to: 2)
    many.input.data.load(rows)
    few.input.data.load(Array(rows.prefix(35)))
    few.graph.forward()
    many.graph.forward()
    for (a, b) in zip(few.prediction.data.elements, many.prediction.data.elements) {
      #expect(abs(a - b) < 1e-6)
    }
  }
}
