import Engine

extension DataSet {
  /// What classes are called on the screen: labels of −1 and 1 with their signs, all others by their names.
  var shownClasses: [String]? {
    classNames.map { $0 == ["-1", "1"] ? ["−1", "+1"] : $0 }
  }
}
