import Engine
import Languages

/// Two weights that somebody named, with a blank between them.
enum TypedPair {
  case pair(PlacePair)
  /// Why they are none.
  case problem(String)

  init(_ text: String, among parameters: [Snapshot.Parameter]) {
    let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
    guard words.count == 2 else {
      self = .problem(say("edit.pairWanted", "two weights are wanted, with a blank between them"))
      return
    }
    var places: [Place] = []
    for word in words {
      switch Self.place(word, parameters) {
      case .success(let place): places.append(place)
      case .failure(let refusal):
        self = .problem(refusal.reason)
        return
      }
    }
    self =
      places[0] == places[1]
      ? .problem(say("edit.pairSame", "both are the same weight")) : .pair(PlacePair(places[0], places[1]))
  }

  /// The weight that a word names as Python does, or as the screen does: "0.weight[1][0]", "W10", "W₁₀".
  private static func place(
    _ word: String, _ parameters: [Snapshot.Parameter]
  ) -> Result<Place, TypedNumber.Refusal> {
    func refusal(_ reason: String) -> TypedNumber.Refusal { TypedNumber.Refusal(reason: reason) }
    var name = String(word.prefix { $0 != "[" })
    var index = word.dropFirst(name.count).split { $0 == "[" || $0 == "]" }.map { Int($0) }
    if parameters.count == 1, let parameter = parameters.first, name.first == "W" || name.first == "w" {
      let figures = name.dropFirst().compactMap(\.wholeNumberValue)
      if figures.count == name.count - 1 {
        name = parameter.name
        index = figures + index
      }
    }
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      let names = parameters.map(\.name).joined(separator: ", ")
      return .failure(refusal(say("edit.noParameter", "there is no \(name); there are \(names)")))
    }
    let shape = parameter.value.shape
    let whole = index.compactMap { $0 }
    guard whole.count == shape.count, index.count == shape.count,
      zip(whole, shape).allSatisfy({ (0..<$1).contains($0) })
    else {
      let last = shape.map { "[\($0 - 1)]" }.joined()
      return .failure(
        refusal(say("edit.noElement", "there is no \(word); the last of \(name) is \(name)\(last)")))
    }
    return .success(Place(tensor: name, index: whole))
  }
}
