/// The rule of `torch.utils.data.random_split`.
public enum RandomSplit {
  /// How many rows each part has: the fraction rounded down, then one each of those left, from the first part on.
  public static func lengths(of rows: Int, fractions: [Double]) -> [Int] {
    var lengths = fractions.map { Int((Double(rows) * $0).rounded(.down)) }
    for left in 0..<max(0, rows - lengths.reduce(0, +)) { lengths[left % lengths.count] += 1 }
    return lengths
  }

  /// The rows of each part: a permutation cut in order.
  public static func parts(lengths: [Int], generator: inout Generator) -> [[Int]] {
    var rest = generator.permutation(of: lengths.reduce(0, +))[...]
    return lengths.map { length in
      defer { rest = rest.dropFirst(length) }
      return Array(rest.prefix(length))
    }
  }

  /// What a person writes as the other part of `fraction`: 0.1 for 0.9, where 1 − 0.9 is 0.09999999999999998,
  /// of which ten rows have none.
  public static func complement(of fraction: Double) -> Double {
    ((1 - fraction) * 1e12).rounded() / 1e12
  }
}

extension DataSet {
  /// Splits as `random_split(data, [fraction, 1 - fraction])` does, with the second fraction written in decimals.
  public func split(
    fraction: Double, generator: inout Generator
  ) -> (training: DataSet, heldOut: DataSet) {
    precondition((0...1).contains(fraction), "\(fraction) is no part of a set")
    let lengths = RandomSplit.lengths(
      of: rows, fractions: [fraction, RandomSplit.complement(of: fraction)])
    let parts = RandomSplit.parts(lengths: lengths, generator: &generator)
    return (selecting(parts[0]), selecting(parts[1]))
  }
}
