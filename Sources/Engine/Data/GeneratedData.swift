/// The sets that are made by rules.
public enum GeneratedData {
  /// All of them, in the order in which they are offered. A new set is its own file and a line here.
  @TaskLocal public static var all: [any GeneratedSet] = [
    CircleSet(),
    XORSet(),
    GaussSet(),
    SpiralSet(),
    PlaneSet(),
    GaussiansSet(),
    TextSet(),
  ]

  /// The set of this name.
  public static func named(_ name: String) -> (any GeneratedSet)? {
    all.first { $0.name == name }
  }
}
