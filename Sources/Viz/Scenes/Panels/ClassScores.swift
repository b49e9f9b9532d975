import Engine
import RealModule

/// A prediction as a share for each class: softmax of scores, or p and 1 − p of a single output.
struct ClassScores {
  /// Each class with its share, in the order of the classes.
  let shares: [(name: String, share: Double)]
  /// The class that is said.
  let best: String
  /// The output itself where it is neither a probability nor the logit of one: it is told in place of shares.
  private(set) var number: Double?

  /// `nil` where a prediction names no class.
  init?(_ snapshot: Snapshot, prediction: [Float]) {
    let names = snapshot.examples?.training.shownClasses
    if snapshot.targetsAreClasses {
      guard let largest = prediction.max(), let place = prediction.firstIndex(of: largest) else { return nil }
      let powers = prediction.map { Double.exp(Double($0) - Double(largest)) }
      let sum = powers.reduce(0, +)
      let shares = powers.enumerated().map { index, power in
        (
          name: names.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? "\(index)",
          share: power / sum
        )
      }
      (self.shares, best) = (shares, shares[place].name)
    } else if let threshold = snapshot.threshold, let names, names.count == 2, prediction.count == 1 {
      let p = prediction[0]
      guard !p.isNaN else { return nil }
      best = p >= threshold ? names[1] : names[0]
      let second: Double
      if snapshot.isOfLogits {
        second = 1 / (1 + Double.exp(-Double(p)))
      } else {
        // Half at the threshold and all at 1, the second's label: of probabilities themselves, of −1 to 1 as far along.
        second = 0.5 + Double(p - threshold) / Double(2 * (1 - threshold))
      }
      if !snapshot.isOfLogits, !snapshot.givesProbabilities { number = Double(p) }
      let share = min(1, max(0, second))
      shares = [(names[0], 1 - share), (names[1], share)]
    } else {
      return nil
    }
  }

  /// The class that a row is of, if that is known.
  static func actual(_ snapshot: Snapshot, _ row: RowView) -> String? {
    guard let names = snapshot.examples?.training.shownClasses, let target = row.target?.first else {
      return nil
    }
    if snapshot.targetsAreClasses {
      return names.indices.contains(Int(target)) ? names[Int(target)] : "\(Int(target))"
    }
    return names.count == 2 ? names[target > 0.5 ? 1 : 0] : nil
  }
}
