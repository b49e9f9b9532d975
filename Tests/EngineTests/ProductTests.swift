import Testing

@testable import Engine

/// The product of matrices against sums taken number by number.
@Suite struct ProductTests {
  /// One product with random numbers in it, and what it must give to the bit.
  private struct Case: CustomStringConvertible {
    let rows, columns, inner: Int
    let aIsTransposed, bIsTransposed, hasFirst, accumulating: Bool
    let a, b, first, c: Buffer
    /// Their numbers, because a buffer's are asked for one by one.
    let left, right, start, before: [Float]

    init(
      rows: Int, columns: Int, inner: Int, form: Int, hasFirst: Bool, accumulating: Bool,
      _ generator: inout Generator
    ) {
      (self.rows, self.columns, self.inner) = (rows, columns, inner)
      (aIsTransposed, bIsTransposed) = (form == 2, form == 1)
      (self.hasFirst, self.accumulating) = (hasFirst, accumulating)
      (a, b) = (Buffer(count: rows * inner), Buffer(count: inner * columns))
      (first, c) = (Buffer(count: columns), Buffer(count: rows * columns))
      for buffer in [a, b, first, c] {
        buffer.load(generator.uniform(count: buffer.count, from: -1, to: 1))
      }
      (left, right, start, before) = (a.elements, b.elements, first.elements, c.elements)
    }

    func product(width: Int) -> Product {
      let left = aIsTransposed ? Product.Matrix(a, columns: rows).transposed : .init(a, columns: inner)
      let right = bIsTransposed ? Product.Matrix(b, columns: inner).transposed : .init(b, columns: columns)
      return Product(
        left, right, first: hasFirst ? first : nil, into: c, rows: rows, columns: columns, inner: inner,
        panelWidth: width)
    }

    /// One fused product after the other, along the inner axis.
    func wanted(_ row: Int, _ column: Int) -> Float {
      var sum = hasFirst ? start[column] : 0
      for k in 0..<inner {
        sum = sum.addingProduct(
          aIsTransposed ? left[k * rows + row] : left[row * inner + k],
          bIsTransposed ? right[column * inner + k] : right[k * columns + column])
      }
      return accumulating ? before[row * columns + column] + sum : sum
    }

    /// Expects every number of C, and nothing behind it.
    func check(_ isFinite: Bool, _ width: Int) {
      #expect(isFinite, "\(self)")
      let wrong = (0..<rows * columns).first {
        c[$0].bitPattern != wanted($0 / columns, $0 % columns).bitPattern
      }
      #expect(wrong == nil, "[\(wrong ?? 0)] of \(self), panels of \(width)")
      #expect(
        (c.count..<c.paddedCount).allSatisfy { c.pointer[$0] == 0 }, "behind \(self), panels of \(width)")
    }

    var description: String {
      "\(rows)×\(columns), inner \(inner), \(aIsTransposed ? "T" : "N")\(bIsTransposed ? "T" : "N")"
        + (hasFirst ? ", with a first row" : "") + (accumulating ? ", added" : "")
    }
  }

  private func compute(_ product: Product, accumulating: Bool = false) -> Bool {
    let (a, panel) = (Buffer(count: product.scratch.a), Buffer(count: product.scratch.panel))
    return product.compute(accumulating: accumulating, a.pointer, panel.pointer).holds
  }

  @Test(arguments: [16, 32]) func everyNumberIsOneFusedSumAlongTheInnerAxis(width: Int) {
    var generator = Generator(seed: 1)
    for rows in [1, 3, 4, 8, 9, 13, 20] {
      for columns in [1, 2, 4, 7, 8, 9, 15, 16, 17, 25, 31, 32, 33, 40, 63, 65] {
        for inner in [1, 2, 7, 8, 9, 19] {
          for form in 0..<3 {
            let variant = (rows + columns + inner + form) % 4
            let example = Case(
              rows: rows, columns: columns, inner: inner, form: form, hasFirst: variant % 2 == 0,
              accumulating: variant / 2 == 0, &generator)
            example.check(compute(example.product(width: width), accumulating: example.accumulating), width)
          }
        }
      }
    }
  }

  @Test(arguments: [16, 32]) func soItIsForShapesDrawnAtRandom(width: Int) {
    var generator = Generator(seed: 2)
    func drawn() -> Int { 1 + Int(generator.next32() % 80) }
    for round in 0..<100 {
      let example = Case(
        rows: drawn(), columns: drawn() * (round % 3 + 1), inner: drawn(), form: round % 3,
        hasFirst: generator.next32() % 2 == 0, accumulating: generator.next32() % 4 == 0, &generator)
      example.check(compute(example.product(width: width), accumulating: example.accumulating), width)
    }
  }

  @Test(arguments: [16, 32]) func aNumberThatIsNotFiniteIsFoundInAnyPlace(width: Int) {
    for (rows, columns) in [(1, 1), (5, 7), (4, 8), (9, 17), (13, 33), (8, 66)] {
      for broken in [Float.infinity, -.infinity, .nan] {
        for place in 0..<rows * columns {
          let (a, b, c) = (Buffer(count: rows), Buffer(count: columns), Buffer(count: rows * columns))
          let first = Buffer(count: columns)
          a.fill(0)
          b.fill(0)
          // The only product that is not 0.
          a[place / columns] = 1e30
          b[place % columns] = 1e30
          first[place % columns] = broken.isNaN ? broken : 0
          let product = Product(
            .init(a, columns: 1), .init(b, columns: columns), first: first, into: c, rows: rows,
            columns: columns, inner: 1, panelWidth: width)
          #expect(!compute(product), "\(place) of \(rows)×\(columns)")
        }
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
