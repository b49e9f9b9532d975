extension Palette {
  /// The terminal's own background and text, and those of its 16 colours that read on dark and light alike.
  ///
  /// Nobody knows how the terminal has them; as red, green and blue, in a saved picture, they are xterm's.
  static let terminal = Palette(
    isTerminals: true,
    [
      .background: [Shade(0x000000, 16, nil)],
      .border: colors([8]),
      .text: [own],
      .soft: [own],
      .muted: [own],
      .pale: colors([8]),
      .faint: colors([8]),
      .selection: colors([8]),
      .key: colors([5]),
      .good: colors([12]),
      .bad: colors([9]),
      .optimizer: colors([12, 5, 9, 8]) + [own] + colors([13, 1]),
      .fadedOptimizer: [Shade](repeating: colors([8])[0], count: 7),
      .shadedOptimizer: plain(7),
      .fadedLane: [Shade](repeating: colors([8])[0], count: 6),
      .lane: colors([12, 9, 5, 8, 13]) + [own],
      .category: colors([9, 12, 5, 8, 13, 4, 1, 2, 3, 6]),
      .sign: colors([12]) + [own],
      .negative: plain(2) + colors([4, 4, 4, 4, 12, 12, 12]),
      .positive: plain(2) + colors([3, 3, 3, 3, 11, 11, 11]),
      .rising: plain(2) + colors([6, 6, 6, 10, 10, 11, 11]),
      .dimmedNegative: plain(5) + colors([4, 4, 4, 4]),
      .dimmedPositive: plain(5) + colors([3, 3, 3, 3]),
      .dimmedCategory: plain(10),
      .dimmedRising: plain(9),
      .contour: plain(8),
    ])

  private static let own = Shade(0xe5e5e5, 254, nil)

  private static func colors(_ numbers: [UInt8]) -> [Shade] {
    numbers.map { Shade(RGB(xterm: $0), $0, $0) }
  }

  /// Cells like the terminal's background.
  private static func plain(_ count: Int) -> [Shade] {
    [Shade](repeating: Shade(0x000000, 16, nil), count: count)
  }
}
