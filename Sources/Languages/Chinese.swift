extension Catalogue {
  /// Simplified Chinese.
  ///
  /// Symbols, PyTorch's names, options and keys stay as they are; the words are those of Chinese textbooks and of PyTorch's
  /// Chinese documentation.
  static let chinese = try? Catalogue(chineseText)

  static let chineseText = #"""
    header.speed = 速度
    """#
}
