extension BuiltInLesson {
  static let adam = BuiltInLesson("adam", english: "", chinese: "")
}
