extension BuiltInLesson {
  static let byHand = BuiltInLesson("by-hand", english: "", chinese: "")
}
