extension BuiltInLesson {
  static let rate = BuiltInLesson("rate", english: "", chinese: "")
}
