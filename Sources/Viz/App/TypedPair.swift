import Engine

/// Two weights while their names are being typed.
struct TypedPair: Equatable {
  /// The longest text that is taken.
  static let longest = 120

  private(set) var text = ""
  /// What is wrong with what was typed.
  var problem: String?

  /// Carries out a key and returns the pair that it finished, if it did.
  mutating func perform(_ action: EditAction, _ parameters: [Snapshot.Parameter]) -> PlacePair? {
    problem = nil
    switch action {
    case .insert(let scalar):
      if text.count < Self.longest, scalar.columns > 0 { text.unicodeScalars.append(scalar) }
    case .delete:
      if !text.isEmpty { text.removeLast() }
    case .cancel: break
    case .commit:
      switch pair(of: parameters) {
      case .success(let pair): return pair
      case .failure(let refusal): problem = refusal.reason
      }
    }
    return nil
  }

  /// The line that shows it.
  var prompt: String {
    "two weights: \(text)▏  \(problem ?? "such as 0.weight[0][1] 0.bias[0]; enter takes them, esc leaves it")"
  }

  private func pair(of parameters: [Snapshot.Parameter]) -> Result<PlacePair, TypedNumber.Refusal> {
    let words = text.split { $0.isWhitespace || $0 == "," }
    guard words.count == 2 else {
      return .failure(refusal("two weights are wanted, with a blank between them"))
    }
    var places: [Place] = []
    for word in words {
      switch Self.place(String(word), parameters) {
      case .success(let place): places.append(place)
      case .failure(let refusal): return .failure(refusal)
      }
    }
    if places[0] == places[1] { return .failure(refusal("both are the same weight")) }
    return .success(PlacePair(places[0], places[1]))
  }

  private func refusal(_ reason: String) -> TypedNumber.Refusal { TypedNumber.Refusal(reason: reason) }

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
        if !figures.isEmpty { index = figures + index }
      }
    }
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      let names = parameters.map(\.name).joined(separator: ", ")
      return .failure(refusal("there is no \(name); there are \(names)"))
    }
    let shape = parameter.value.shape
    let whole = index.compactMap { $0 }
    guard whole.count == shape.count, index.count == shape.count,
      zip(whole, shape).allSatisfy({ (0..<$1).contains($0) })
    else {
      let last = shape.map { "[\($0 - 1)]" }.joined()
      return .failure(refusal("there is no \(word); the last of \(name) is \(name)\(last)"))
    }
    return .success(Place(tensor: name, index: whole))
  }
}
