import Benchmark
import Viz

/// Each scene drawn whole, and the frame turned into escape sequences.
func frameBenchmarks() {
  for scene in ["overview", "pooling", "explain", "race"] {
    for screen in ["80x24", "120x40", "200x50"] {
      Benchmark("frame \(scene) \(screen)") { benchmark in
        let frame = try stillFrame(scene, screen)
        benchmark.startMeasurement()
        blackHole(frame.draw())
      }
    }
  }
  for color in ["direct", "256", "16", "none"] {
    Benchmark("ANSI \(color) 200x50") { benchmark in
      let frame = try stillFrame("overview", "200x50", color)
      let canvas = frame.draw()
      benchmark.startMeasurement()
      blackHole(frame.ansiText(canvas))
    }
  }
}

private func stillFrame(_ scene: String, _ screen: String, _ color: String = "direct") throws -> StillFrame {
  try StillFrame([
    "--seed", "7", "--optimizer", "adam", "--steps", "5000", "--scene", scene, "--screen", screen, "--color",
    color,
  ])
}
