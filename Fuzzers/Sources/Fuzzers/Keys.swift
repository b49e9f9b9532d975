import Engine

@testable import Viz

/// Keys by their names, with spaces between; a word such as 12x7 is the mouse there. Each tenth word is drawn, and the end.
func fuzzKeys(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let viewer = Viewer()
  let sizes = [(80, 24), (44, 14), (1, 1), (60, 20)]
  for (index, word) in text(data, count).split(separator: " ").prefix(100).enumerated() {
    let word = String(word)
    let (width, height) = sizes[index / 10 % sizes.count]
    if let place = try? OptionParsers.screen(word) {
      // The wheel and a drag in their turn, which plots know too.
      let kinds: [MouseInput.Kind] = [.click, .scroll(.up), .drag(columns: place.width - 40, rows: 0)]
      let mouse = MouseInput(kind: kinds[index % kinds.count], x: place.width, y: place.height)
      if let action = Frame.action(for: mouse, viewer.state, width: width, height: height) {
        viewer.act(action)
      }
    } else if let action = Key(name: word).flatMap(viewer.state.action) {
      viewer.act(action)
    }
    if index % 10 == 9 { viewer.draw(width: width, height: height) }
  }
  viewer.draw(width: 80, height: 24)
}
