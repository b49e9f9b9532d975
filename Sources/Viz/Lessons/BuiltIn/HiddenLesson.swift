extension BuiltInLesson {
  static let hidden = BuiltInLesson("hidden", english: "", chinese: "")
}
