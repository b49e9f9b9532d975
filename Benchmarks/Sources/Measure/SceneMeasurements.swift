import Glibc
import PseudoTerminal

/// What each scene costs a large run, and how fast the pictures of a small one follow it.
extension Measurements {
  /// The scenes that show the run itself.
  private static let scenes = ["overview", "network", "flow", "explain", "pooling"]

  /// Steps a second of the largest network with each scene open, as shares of those without a screen.
  mutating func scenes() throws {
    try withLargeNetwork { measurements, options in
      for scene in Self.scenes {
        measurements.compareSpeed(
          "steps/s, \(LargeNetwork.name), \(scene)", must: 95,
          try SpeedComparison(options, screen: "--scene \(scene)", every: 60, after: 300))
      }
    }
    try pictures()
  }

  /// From a key to the screen with the largest network, in the scenes that show most of it.
  mutating func latencyOfLargeNetwork() throws {
    try withLargeNetwork { measurements, options in
      for scene in ["overview", "network", "flow", "explain"] {
        try measurements.latencyOfTheRun(
          "\(LargeNetwork.name), \(scene)", "\(options) --scene \(scene)")
      }
    }
  }

  /// How often the decision picture and the units' answers are new while a playground's network trains at full speed.
  private mutating func pictures() throws {
    for preset in ["circle", "spiral"] {
      for (width, height) in [(120, 40), (200, 50)] {
        let run = try Watched(
          "--preset \(preset) --speed max --scene network", width: width, height: height)
        try run.waitForFrame()
        _ = try run.count(for: .milliseconds(500))
        var steps = Set<String>()
        var frames = 0
        for _ in 0..<200 {
          frames += try run.count(for: .milliseconds(15)).frames
          steps.insert(run.step)
        }
        _ = try run.quit()
        let rate = Double(steps.count) / 3
        print(
          "pictures of \(preset) at \(width)×\(height): \(Goals.text(rate)) new ones a second in \(Goals.text(Double(frames) / 3)) frames"
        )
        goals.add(
          "new pictures a second, \(preset), \(width)×\(height)", rate, atLeast: 10, aim: 30, unit: "/s")
      }
    }
  }
}
