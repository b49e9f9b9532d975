import Engine

extension OptimizerRule {
  /// The colour that stands for the optimizer everywhere.
  var color: Color { Theme.optimizers[place % Theme.optimizers.count] }

  /// The character that stands for it where two run side by side, which tells them apart without colour.
  var marker: Unicode.Scalar {
    LaneLook.markers[place % LaneLook.markers.count]
  }

  /// Its place in the list.
  private var place: Int { Optimizers.all.firstIndex(of: self) ?? Optimizers.all.count }
}

/// The characters that stand for runs side by side.
enum LaneLook {
  static let markers: [Unicode.Scalar] = ["●", "◆", "▲", "■", "▼", "★", "◇"]
}
