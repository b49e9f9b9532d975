extension Palette {
  /// Light on dark. Maps rise from a dark grey to a light full colour.
  static let dark = Palette([
    .background: [darkBackground],
    .border: [Shade(0x3a424d, 239, 8)],
    .text: [Shade(0xe6edf3, 255, 15)],
    .soft: [Shade(0xb8c1cb, 253, 7)],
    .muted: [Shade(0x8b949e, 246, 7)],
    .pale: [Shade(0x6e7681, 243, 8)],
    .faint: [Shade(0x4b535d, 240, 8)],
    .selection: [Shade(0x21262d, 237, 8)],
    .key: [Shade(0xffb454, 215, 11)],
    .good: [Shade(0x5fd7af, 79, 10)],
    .bad: [Shade(0xff6b6b, 203, 9)],
    .optimizer: darkOptimizers,
    .fadedOptimizer: faded(darkOptimizers, into: darkBackground, 0.5),
    .shadedOptimizer: shaded(darkOptimizers, into: darkBackground, 0.86, 235),
    .lane: darkLanes,
    .fadedLane: faded(darkLanes, into: darkBackground, 0.5),
    .category: [
      Shade(xterm: 208, 9), Shade(xterm: 36, 2), Shade(xterm: 141, 13), Shade(xterm: 226, 11),
      Shade(xterm: 218, 5), Shade(xterm: 26, 12), Shade(xterm: 157, 10), Shade(xterm: 130, 3),
      Shade(xterm: 139, 7), Shade(xterm: 60, 6),
    ],
    .sign: [Shade(0x6cb6ff, 111, 12), Shade(0xffb057, 215, 11)],
    .negative: ramp(
      [0x1f262e, 0x1f5a94, 0x6cb6ff], [236, 24, 25, 26, 32, 68, 74, 75, 111], [0, 0, 4, 4, 4, 4, 12, 12, 12]),
    .positive: ramp(
      [0x1f262e, 0x8f5212, 0xffb057], [236, 94, 130, 166, 172, 172, 208, 214, 215],
      [0, 0, 3, 3, 3, 3, 11, 11, 11]),
    .dimmedNegative: ramp(
      [0x161b22, 0x1b3d60], [233, 233, 234, 235, 236, 23, 23, 24, 24], [0, 0, 0, 0, 0, 4, 4, 4, 4]),
    .dimmedPositive: ramp(
      [0x161b22, 0x5c3a14], [233, 233, 234, 235, 236, 58, 58, 94, 94], [0, 0, 0, 0, 0, 3, 3, 3, 3]),
    .dimmedCategory: [
      Shade(0x563410, 52, 0), Shade(0x094039, 23, 0), Shade(0x3e345d, 54, 0),
      Shade(0x565810, 58, 0), Shade(0x564051, 53, 0), Shade(0x092851, 17, 0),
      Shade(0x3e5845, 22, 0), Shade(0x3e2810, 236, 0), Shade(0x3e3445, 238, 0),
      Shade(0x262839, 235, 0),
    ],
    .rising: ramp(
      [0x1f262e, 0x1f6f72, 0x7fb069, 0xf1e05a], [236, 23, 30, 72, 107, 113, 149, 185, 227],
      [0, 0, 6, 6, 10, 10, 10, 11, 11]),
    .dimmedRising: ramp(
      [0x171c22, 0x12353a, 0x2f4530, 0x4d4a26], [235, 235, 236, 236, 23, 23, 23, 58, 58],
      [0, 0, 0, 0, 0, 0, 0, 0, 0]),
    .contour: ramp(
      [0x25405e, 0x101620], [238, 238, 237, 237, 236, 235, 234, 233], [0, 0, 0, 0, 0, 0, 0, 0]),
  ])

  private static let darkBackground = Shade(0x0d1117, 233, 0)
  private static let darkOptimizers = [
    Shade(xterm: 75, 12), Shade(xterm: 211, 13), Shade(xterm: 184, 11), Shade(xterm: 65, 10),
    Shade(xterm: 225, 15), Shade(xterm: 199, 9), Shade(xterm: 100, 3),
  ]
  private static let darkLanes = [
    Shade(xterm: 32, 12), Shade(xterm: 215, 11), Shade(xterm: 183, 13), Shade(xterm: 100, 10),
    Shade(xterm: 168, 9), Shade(xterm: 50, 14),
  ]
}
