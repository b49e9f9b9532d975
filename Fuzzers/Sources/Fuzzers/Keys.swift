import Engine

@testable import Viz

/// Keys by their names, with spaces between; a word such as 12x7 is a click there. Each tenth word is drawn, and the end.
func fuzzKeys(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let viewer = Viewer()
  let sizes = [(80, 24), (44, 14), (1, 1), (60, 20)]
  for (index, word) in text(data, count).split(separator: " ").prefix(100).enumerated() {
    let word = String(word)
    let (width, height) = sizes[index / 10 % sizes.count]
    if let place = try? OptionParsers.screen(word) {
      let area = Rect(x: 0, y: 0, width: width, height: height - 1)
      let action = SceneList.all[viewer.state.scene].action(
        x: place.width, y: place.height, viewer.state, in: area)
      if let action { viewer.act(action) }
    } else if let action = Key(name: word).flatMap(viewer.state.action) {
      viewer.act(action)
    }
    if index % 10 == 9 { viewer.draw(width: width, height: height) }
  }
  viewer.draw(width: 80, height: 24)
}
