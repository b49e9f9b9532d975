/// The sets that have a name.
public enum DataSets {
  /// All of them, in the order in which they are offered. A new set is its own file and a line here.
  @TaskLocal public static var all: [any BuiltInSet] = [
    CircleSet(),
    XORSet(),
    GaussSet(),
    SpiralSet(),
    PlaneSet(),
    GaussiansSet(),
    TextSet(),
    DigitsSet(),
    PenguinsSet(),
  ]

  /// The set of this name.
  public static func named(_ name: String) -> (any BuiltInSet)? {
    all.first { $0.name == name }
  }
}
