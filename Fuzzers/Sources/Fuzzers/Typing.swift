import Engine

@testable import Viz

/// A number typed over a weight, an input and a target: whatever is accepted can be trained with and drawn.
func fuzzTyping(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let viewer = Viewer()
  viewer.act(.showScene(2))
  for place in [Place.weight(row: 0, column: 0), .input(0), .target(1)] {
    viewer.act(.putCursor(place))
    viewer.act(.beginEdit)
    for scalar in text(data, count).unicodeScalars {
      switch scalar {
      case "\n": viewer.act(.edit(.commit))
      case "\u{7f}": viewer.act(.edit(.delete))
      default: viewer.act(.edit(.insert(scalar)))
      }
    }
    viewer.act(.edit(.commit))
    viewer.act(.edit(.cancel))
    viewer.act(.run(.step))
  }
  viewer.draw(width: 80, height: 24)
}
