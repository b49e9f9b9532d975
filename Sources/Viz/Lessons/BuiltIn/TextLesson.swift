extension BuiltInLesson {
  static let text = BuiltInLesson("text", english: "", chinese: "")
}
