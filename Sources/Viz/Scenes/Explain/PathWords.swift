import Engine
import Languages

/// What the numbers on the way from a number of a parameter to the loss are called: as in the article's formulas, in other
/// networks z for what the layer gives, a for what its activation makes of it, p for the prediction.
struct PathWords {
  let snapshot: Snapshot
  let inspection: WeightView
  let path: GradientPath

  /// The number itself: of the article's layer by its name, else θ.
  var weight: String { Self.weight(snapshot, inspection.place) }

  /// The number at a place, as short as formulas need it.
  static func weight(_ snapshot: Snapshot, _ place: Place) -> String {
    snapshot.article == nil ? "θ" : Symbol.number(place)
  }

  /// What the weight is multiplied by; `nil` where it goes in as it is.
  var source: String? { path.source.map { Symbol.element(path.isOfFeature ? "x" : "in", $0) } }

  /// A station by its place.
  func station(_ place: Int) -> String {
    let isPrediction = place == path.stations.count - 1 && path.rest.isEmpty
    let letters = ["z", "a", "h", "u"]
    let letter = isPrediction ? "p" : letters[min(place, letters.count - 1)]
    return Symbol.element(letter, path.stations[place].index)
  }

  /// How a station is made: "z₀ = Σ", "a₀ = tanh(z₀)".
  func formula(_ place: Int) -> String {
    let (name, layer) = (station(place), path.stations[place].layer)
    guard place > 0 else { return layer is Linear ? "\(name) = Σ" : name }
    let function = layer is Sigmoid ? "σ" : type(of: layer).name
    return "\(name) = \(function)(\(station(place - 1)))"
  }

  /// The slope that leads to a station, as a formula.
  func slope(_ place: Int) -> String {
    guard place > 0 else { return source ?? "1" }
    guard let layer = path.stations[place].layer as? any ElementwiseFunction else {
      return say("explain.itsMask", "its mask")
    }
    return layer.slopeText(station(place - 1), station(place))
  }

  /// Which output stands for the prediction: that of the row's class, else the first.
  var shownOutput: (index: Int, value: Double)? {
    let (prediction, rows) = (snapshot.prediction.elements, path.rows)
    guard prediction.count % rows == 0 else { return nil }
    let width = prediction.count / rows
    let index =
      snapshot.targetsAreClasses && path.row < snapshot.target.count
      ? min(max(0, Int(snapshot.target[path.row])), width - 1) : 0
    return width > 0 ? (index, Double(prediction[path.row * width + index])) : nil
  }

  /// The row that is followed: "for row 531, one of 64 in the batch"; where each step has another one, which nobody could
  /// read, no number.
  func rowForms(isChanging: Bool) -> [String] {
    guard path.rows > 1 else { return [] }
    guard !isChanging else {
      return [
        say("explain.forOneRow", "for one of \(path.rows) rows in the batch"),
        say("explain.oneRowOf", "one row of \(path.rows)"), say("explain.oneRow", "one row"),
      ]
    }
    let number = path.row < snapshot.batch.count ? snapshot.batch[path.row] : path.row
    return [
      say("explain.forRow", "for row \(number), one of \(path.rows) in the batch"),
      say("explain.rowOf", "row \(number) of \(path.rows)"), say("explain.row", "row \(number)"),
    ]
  }
}
