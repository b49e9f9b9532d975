extension BuiltInLesson {
  static let pooling = BuiltInLesson("pooling", english: "", chinese: "")
}
