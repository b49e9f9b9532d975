extension BuiltInLesson {
  static let overfit = BuiltInLesson("overfit", english: "", chinese: "")
}
