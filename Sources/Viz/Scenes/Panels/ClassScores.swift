import Engine
import RealModule

/// A prediction as a share for each class: softmax of scores, or p and 1 − p of a single output.
struct ClassScores {
  /// Each class with its share, in the order of the classes.
  let shares: [(name: String, share: Double)]
  /// The class that is said.
  let best: String

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
      best = p >= threshold ? names[1] : names[0]
      // Labels of −1 and 1, probabilities, and scores whose sign says it.
      let second: Double
      if snapshot.givesProbabilities {
        second = Double(p)
      } else if snapshot.isOfLogits {
        second = 1 / (1 + Double.exp(-Double(p)))
      } else {
        second = (Double(p) + 1) / 2
      }
      shares = [(names[0], 1 - second), (names[1], second)]
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
