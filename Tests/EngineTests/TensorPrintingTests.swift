import Engine
import Testing

/// What `print(tensor)` shows in PyTorch, letter for letter.
@Suite struct TensorPrintingTests {
  @Test func fourDecimalsWhereTheNumbersAreNearEachOther() {
    #expect("\(Tensor([0.4963, 0.7682], shape: [2]))" == "tensor([0.4963, 0.7682])")
    #expect("\(Tensor([0.5, -1.25], shape: [2, 1]))" == "tensor([[ 0.5000],\n        [-1.2500]])")
    #expect("\(Tensor([0.5], shape: []))" == "tensor(0.5000)")
  }

  @Test func aTieRoundsToTheEvenFigure() {
    #expect("\(Tensor([0.03125, 0.09375], shape: [2]))" == "tensor([0.0312, 0.0938])")
  }

  @Test func wholeNumbersEndInAPoint() {
    #expect("\(Tensor([1, 2, 30], shape: [3]))" == "tensor([ 1.,  2., 30.])")
    #expect("\(Tensor([0, 0, 0], shape: [3]))" == "tensor([0., 0., 0.])")
  }

  @Test func numbersFarApartArePowersOfTen() {
    #expect(
      "\(Tensor([0.03125, -1e-5, 1.5, 2e9], shape: [2, 2]))"
        == "tensor([[ 3.1250e-02, -1.0000e-05],\n        [ 1.5000e+00,  2.0000e+09]])")
  }

  @Test func infinityAndNaNKeepTheirNames() {
    #expect("\(Tensor([.infinity, .nan, 1.5], shape: [3]))" == "tensor([   inf,    nan, 1.5000])")
  }

  @Test func longRowsAreBrokenAtEightyColumns() {
    var generator = Generator(seed: 0)
    let lines = "\(generator.uniformTensor(shape: [12]))".split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0] == "tensor([0.4963, 0.7682, 0.0885, 0.1320, 0.3074, 0.6341, 0.4901, 0.8964, 0.4556,")
    #expect(lines[1] == "        0.6323, 0.3489, 0.4017])")
  }

  @Test func ranksAreSetApartByEmptyLinesAndLargeTensorsByTheirEdges() {
    let small = "\(Tensor([1.5, 2.5], shape: [2, 1, 1]))"
    #expect(small == "tensor([[[1.5000]],\n\n        [[2.5000]]])")
    let large = "\(Tensor([Float](repeating: 0.5, count: 1001), shape: [1001]))"
    #expect(large == "tensor([0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000])")
    #expect("\(Tensor([], shape: [0, 3]))" == "tensor([], size=(0, 3))")
  }
}
