import Testing

@testable import Engine

/// Whole vectors at the ends of buffers: what lies behind the last element counts for nothing.
@Suite struct VectorTests {
  @Test func aSlopeThatIsNotFiniteIsFoundInAnyElementAndNowhereElse() throws {
    for count in 1...17 {
      for place in 0..<24 where place < count || place < (count + 7) / 8 * 8 {
        let graph = Graph()
        let x = graph.parameter("x", shape: [count])
        let y = Tanh().add(to: graph, x, parameters: [], name: "y")
        let operation = try #require(graph.operations.first)
        let (data, slopes) = (try #require(y.gradient), try #require(x.gradient))
        graph.forward()
        data.fill(1)
        data.pointer[place] = .infinity
        // tanh′(0) = 1
        #expect(operation.backward(addingTo: InputSet()) == (place >= count), "\(place) of \(count)")
        if place >= count { #expect(slopes.elements == [Float](repeating: 1, count: count)) }
      }
    }
  }

  @Test(arguments: ["mse", "l1", "smooth-l1", "bce-with-logits"])
  func aLossCountsItsElementsAlone(name: String) throws {
    for count in 1...17 {
      let architecture = try Architecture("Identity", loss: name, rowShape: [count])
      let graph = Graph()
      let (p, y) = (graph.parameter("p", shape: [1, count]), graph.input("y", shape: [1, count]))
      let loss = architecture.loss.add(to: graph, p, y, name: "loss")
      p.data.load((0..<count).map { Float($0) / 10 - 0.5 })
      y.data.load([Float](repeating: 1, count: count))
      for index in count..<p.data.paddedCount { p.data.pointer[index] = .nan }
      graph.forward()
      #expect(abs(Double(loss.data[0]) - graph.reference(loss)[0]) < 1e-6, "\(count)")
      #expect(graph.backward(from: loss), "\(count)")
      p.data[count - 1] = .nan
      graph.forward()
      #expect(loss.data[0].isNaN && !graph.backward(from: loss), "\(count)")
    }
  }
}
