extension Palette {
  /// Dark on white, for bright rooms. Maps run from a light grey to a dark full colour.
  static let light = Palette([
    .background: [lightBackground],
    .border: [Shade(0xaeb6bf, 249, 8)],
    .text: [Shade(0x1f2328, 234, 0)],
    .soft: [Shade(0x424a53, 238, 0)],
    .muted: [Shade(0x59636e, 241, 8)],
    .pale: [Shade(0x8c959f, 246, 8)],
    .faint: [Shade(0xc4cbd3, 251, 8)],
    .selection: [Shade(0xdde3ea, 254, 7)],
    .key: [Shade(0x9a4a00, 94, 5)],
    .good: [Shade(0x00665c, 23, 4)],
    .bad: [Shade(0xd1242f, 160, 1)],
    .optimizer: lightOptimizers,
    .fadedOptimizer: faded(lightOptimizers, into: lightBackground, 0.5),
    .shadedOptimizer: shaded(lightOptimizers, into: lightBackground, 0.965, 231),
    .lane: lightLanes,
    .fadedLane: faded(lightLanes, into: lightBackground, 0.5),
    .category: [
      Shade(xterm: 202, 9), Shade(xterm: 23, 8), Shade(xterm: 56, 5), Shade(xterm: 58, 2),
      Shade(xterm: 132, 13), Shade(xterm: 69, 12), Shade(xterm: 65, 6), Shade(xterm: 52, 1),
      Shade(xterm: 139, 3), Shade(xterm: 17, 4),
    ],
    .sign: [Shade(0x0b57b0, 25, 4), Shade(0xa34a00, 130, 0)],
    .negative: ramp(
      [0xe9ecf0, 0x8fbdec, 0x0b57b0], [255, 153, 153, 111, 75, 33, 32, 26, 25],
      [15, 15, 12, 12, 12, 12, 4, 4, 4]),
    .positive: ramp(
      [0xe9ecf0, 0xffb765, 0xa34a00], [255, 223, 223, 215, 214, 208, 172, 166, 130],
      [15, 15, 11, 11, 11, 3, 3, 3, 3]),
    .dimmedNegative: ramp(
      [0xf6f8fa, 0xbfdcf7], [231, 231, 255, 255, 255, 153, 153, 153, 153],
      [15, 15, 15, 15, 15, 12, 12, 12, 12]),
    .dimmedPositive: ramp(
      [0xf6f8fa, 0xffd7a3], [231, 231, 255, 255, 255, 223, 223, 223, 223],
      [15, 15, 15, 15, 15, 11, 11, 11, 11]),
    .dimmedCategory: [
      Shade(0xffd7bf, 223, 15), Shade(0xbfd7d7, 158, 15), Shade(0xd7bff5, 183, 15),
      Shade(0xd7d7bf, 229, 15), Shade(0xebd7e1, 225, 15), Shade(0xd7e1ff, 189, 15),
      Shade(0xd7e1d7, 194, 15), Shade(0xd7bfbf, 181, 15), Shade(0xebe1eb, 253, 15),
      Shade(0xbfbfd7, 146, 15),
    ],
    .rising: ramp(
      [0xe9ecf0, 0xd8dc7c, 0x4fa878, 0x0b5257], [255, 187, 186, 150, 114, 72, 36, 30, 23],
      [15, 15, 11, 11, 11, 2, 2, 2, 2]),
    .dimmedRising: ramp(
      [0xf5f6f8, 0xf1f2d4, 0xd3eadc, 0xbdd4d6], [231, 231, 230, 230, 194, 194, 194, 158, 158],
      [15, 15, 15, 15, 15, 15, 15, 15, 15]),
    .contour: ramp(
      [0xa9c8ea, 0xfcfdff], [153, 153, 189, 189, 255, 255, 231, 231], [15, 15, 15, 15, 15, 15, 15, 15]),
  ])

  private static let lightBackground = Shade(0xffffff, 231, 15)
  private static let lightOptimizers = [
    Shade(xterm: 26, 4), Shade(xterm: 125, 5), Shade(xterm: 23, 8), Shade(xterm: 58, 13),
    Shade(xterm: 17, 0), Shade(xterm: 52, 1), Shade(xterm: 20, 12),
  ]
  private static let lightLanes = [
    Shade(xterm: 63, 12), Shade(xterm: 160, 9), Shade(xterm: 29, 8), Shade(xterm: 17, 4),
    Shade(xterm: 96, 5), Shade(xterm: 52, 0),
  ]
}
