import Glibc
import PseudoTerminal

/// Everything that is measured; each function prints what it saw and adds its rows to the goals.
struct Measurements {
  var goals = Goals()
  private let clock = ContinuousClock()

  /// The parts there are, by name.
  static let parts = ["start", "throughput", "scenes", "traffic", "drawing", "pause", "keys", "memory"]

  /// Measures one part.
  mutating func measure(_ part: String) throws {
    switch part {
    case "start": try firstFrame()
    case "throughput": try throughput()
    case "scenes": try scenes()
    case "traffic": try traffic()
    case "drawing": try drawing()
    case "pause": try pause()
    case "keys":
      try latency()
      for size in [2, 816] { try latencyOfTheRun("n = \(size)", "--optimizer adam \(sample(size))") }
      try latencyOfLargeNetwork()
    default:
      try memory()
      try memory("digits", "--preset digits", steps: 100_000, weights: 0, must: (60, 0), aim: (30, 0))
      for size in [512, 816] { try memory(size: size) }
      // Besides: the copy that is examined, and the float64 numbers of its check.
      try withLargeNetwork {
        try $0.memory(
          LargeNetwork.name, $1, steps: 1500, weights: LargeNetwork.weightCount, must: (150, 40),
          aim: (100, 40))
      }
    }
  }

  /// From the start of the program to the end of its first frame.
  private mutating func firstFrame() throws {
    let times = try (0..<21).map { _ in
      let start = clock.now
      let run = try Watched("--paused")
      try run.waitForFrame()
      let time = milliseconds(clock.now - start)
      _ = try run.quit()
      return time
    }.sorted()
    print("first frame: median \(Goals.text(times[10])) ms, least \(Goals.text(times[0])) ms")
    goals.add("first frame after start", times[10], atMost: 60, aim: 25, unit: "ms")
  }

  /// Steps a second at unlimited pace, with the screen and without.
  private mutating func throughput() throws {
    for (size, options, every) in [
      (2, "", 1_000_000), (2, "--optimizer adam", 1_000_000), (32, "--optimizer adam", 100_000),
    ] {
      compareSpeed(
        "steps/s, n = \(size)\(options.isEmpty ? "" : ", Adam")", must: 90,
        try SpeedComparison("\(options) \(sample(size))", every: every))
    }
  }

  /// Adds the row for the speed with the screen as a share of that without.
  mutating func compareSpeed(_ what: String, must: Double, _ speed: SpeedComparison) {
    print("\(what): \(Goals.text(speed.with)) with the screen, \(Goals.text(speed.without)) without")
    goals.add("\(what), with the screen", 100 * speed.with / speed.without, atLeast: must, aim: 97, unit: "%")
  }

  /// Does something with the options of the largest network, whose file is there meanwhile.
  mutating func withLargeNetwork(
    _ body: (inout Measurements, String) throws -> Void
  ) throws {
    let network = try LargeNetwork()
    defer { network.remove() }
    try body(&self, network.options)
  }

  /// What is written while training: at the pace that a run starts with and at unlimited pace.
  private mutating func traffic() throws {
    print("written while training:")
    var most = 0.0
    for (scene, preset) in [
      ("overview", "article"), ("explain", "article"), ("race", "article"), ("network", "spiral"),
      ("flow", "text"),
    ] {
      for (width, height) in [(80, 24), (120, 40), (200, 50)] {
        for pace in ["", "--speed max"] {
          let run = try Watched(
            "--preset \(preset) --paused --scene \(scene) \(pace)", width: width, height: height)
          try run.waitForFrame()
          try run.terminal.write(" ")
          _ = try run.count(for: .milliseconds(300))
          let traffic = try run.count(for: .seconds(2))
          _ = try run.quit()
          let perCell = traffic.bytesPerFrame / Double(width * height)
          most = max(most, perCell)
          print(
            "  \(scene.padded(10))\("\(width)×\(height)".padded(8))\((pace.isEmpty ? "100 steps/s" : "max").padded(12))"
              + "\(Goals.text(Double(traffic.frames) / 2)) frames/s, \(Goals.text(traffic.bytesPerFrame)) bytes a frame, "
              + "\(Goals.text(perCell)) a cell")
        }
      }
    }
    goals.add("bytes a frame while training, the most", most, atMost: 8, aim: 2, unit: "per cell")
  }

  /// CPU time of the thread that draws, a frame, at 200×50: taking over the report, checking the gradient, drawing,
  /// and finding the difference.
  private mutating func drawing() throws {
    var most = 0.0
    for (scene, preset) in [
      ("overview", "article"), ("explain", "article"), ("race", "article"), ("pooling", "article"),
      ("overview", "spiral"), ("network", "spiral"), ("flow", "text"), ("network", "digits"),
    ] {
      let run = try Watched(
        "--preset \(preset) --paused --speed max --scene \(scene)", width: 200, height: 50)
      try run.waitForFrame()
      // Pooling's space makes its window walk; a held arrow key makes it draw all the time.
      try run.terminal.write(scene == "pooling" ? "" : " ")
      _ = try run.count(for: .milliseconds(300))
      let before = try ProcessCounters(of: run.terminal.process)
      var traffic = Watched.Traffic()
      for _ in 0..<(scene == "pooling" ? 100 : 1) {
        if scene == "pooling" { try run.terminal.write("\u{1b}OC") }
        let more = try run.count(for: scene == "pooling" ? .milliseconds(20) : .seconds(2))
        traffic.frames += more.frames
        traffic.bytes += more.bytes
      }
      let after = try ProcessCounters(of: run.terminal.process)
      _ = try run.quit()
      let time = milliseconds(after.viewerCPU - before.viewerCPU) / Double(max(1, traffic.frames))
      print(
        "CPU of a frame of 200×50, \(scene) of \(preset): \(Goals.text(time)) ms over \(traffic.frames) frames"
      )
      most = max(most, time)
    }
    goals.add("CPU for a frame of 200×50, the largest scene", most, atMost: 2, aim: 0.7, unit: "ms")
  }

  /// What a paused run does: nothing.
  private mutating func pause() throws {
    let run = try Watched("--paused")
    try run.waitForFrame()
    _ = try run.count(for: .milliseconds(500))
    let before = try ProcessCounters(of: run.terminal.process)
    let traffic = try run.count(for: .seconds(5))
    let after = try ProcessCounters(of: run.terminal.process)
    _ = try run.quit()
    let share = milliseconds(after.cpu - before.cpu) / 50
    let wakeUps = after.wakeUps - before.wakeUps
    print("paused for 5 s: \(traffic.bytes) bytes, \(Goals.text(share)) % CPU, \(wakeUps) wake-ups")
    goals.add("bytes written while paused", Double(traffic.bytes), atMost: 0, aim: 0, unit: "bytes")
    goals.add("CPU while paused", share, atMost: 0.5, aim: 0, unit: "%")
    goals.add("wake-ups while paused, in 5 s", Double(wakeUps), atMost: .infinity, aim: 0, unit: "")
  }

  /// From a key to the frame that shows what it did, while training at unlimited pace.
  private mutating func latency() throws {
    let run = try Watched("--speed max")
    try run.waitForFrame()
    var generator = SystemRandomNumberGenerator()
    var times: [Double] = []
    for press in 0..<300 {
      // At any moment between two frames.
      _ = try run.count(for: .milliseconds(Int.random(in: 20...50, using: &generator)))
      let start = clock.now
      try run.terminal.write("L")
      try run.wait(for: press % 2 == 0 ? "linear" : "log", atMost: .seconds(5))
      times.append(milliseconds(clock.now - start))
    }
    _ = try run.quit()
    times.sort()
    print(
      "key to screen: median \(Goals.text(times[150])) ms, p99 \(Goals.text(times[296])) ms, most \(Goals.text(times[299])) ms"
    )
    goals.add("key to screen, p99, unlimited pace", times[296], atMost: 50, aim: 20, unit: "ms")
  }

  /// From a key that reaches the run to the frame that shows it, while training at unlimited pace: the switch of the
  /// optimizer, the rate, and the wish to go a step back.
  mutating func latencyOfTheRun(_ what: String, _ options: String, turns: Int = 100) throws {
    let run = try Watched("--speed max \(options)")
    try run.waitForFrame()
    var times: [String: [Double]] = [:]
    func press(_ key: String, until shows: ([String]) -> Bool) throws {
      _ = try run.count(for: .milliseconds(Int.random(in: 20...50)))
      let start = clock.now
      try run.terminal.write(key)
      try run.wait(atMost: .seconds(20), until: shows)
      times[key, default: []].append(milliseconds(clock.now - start))
    }
    for turn in 0..<turns {
      let (now, rate) = turn % 2 == 0 ? ("SGD", "lr 0.1") : ("Adam", "lr 0.001")
      try press("o") { $0[1].contains(" \(now) ") && $0[1].contains("\(rate) ") }
      try press("+") { $0[1].contains(turn % 2 == 0 ? "lr 0.2 " : "lr 0.002 ") }
      try press("-") { $0[1].contains("\(rate) ") }
      // Without a step in between, a step back is one to before the last change.
      let step = run.step
      try run.wait(atMost: .seconds(20)) { _ in run.step != step }
      // Shown is at once where the run is going to; then it goes on from there.
      try press("b") { $0[0].contains("paused") || $0[0].contains("going") }
      try run.wait(atMost: .seconds(20)) { $0[0].contains("paused") }
      try run.terminal.write(" ")
      try run.wait(atMost: .seconds(20)) { $0[0].contains("running") }
    }
    _ = try run.quit()
    for key in ["o", "+", "b"] {
      let sorted = (times[key] ?? []).sorted()
      // The least time that 99 of 100 do not exceed.
      let p99 = sorted[(sorted.count * 99 + 99) / 100 - 1]
      print(
        "key \(key) to screen, \(what): median \(Goals.text(sorted[sorted.count / 2])) ms, p99 \(Goals.text(p99)) ms"
      )
      goals.add("key \(key) to screen, p99, \(what)", p99, atMost: 20, aim: 20, unit: "ms")
    }
  }

  /// The most memory that a run of a large layer ever had, besides that of its own tensors.
  private mutating func memory(size: Int) throws {
    // Kept states have 64 MiB, and a quarter more for those near the place gone to; the layer's own tensors and what is
    // copied on the way are some dozens of times its weights.
    try memory(
      "n = \(size)", "--optimizer adam \(sample(size))", steps: 6000, weights: size * size, must: (100, 12),
      aim: (80, 6))
  }

  /// The most memory after `steps` steps and 20 back; limits are megabytes and how many times the weights come on top.
  private mutating func memory(
    _ what: String, _ options: String, steps: Int, weights: Int, must: (Double, Double), aim: (Double, Double)
  ) throws {
    let run = try Watched("--speed max --stop-at \(steps) \(options)")
    try run.wait(for: "paused")
    for _ in 0..<20 {
      try run.terminal.write("b")
      _ = try run.count(for: .milliseconds(100))
    }
    let peak = Double(try ProcessCounters(of: run.terminal.process).peakMemory) / 1e6
    _ = try run.quit()
    print("peak memory, \(what), after \(steps) steps and 20 back: \(Goals.text(peak)) MB")
    let size = Double(weights * 4) / 1e6
    goals.add(
      "peak memory, \(what)", peak, atMost: must.0 + must.1 * size, aim: aim.0 + aim.1 * size, unit: "MB")
  }

  /// The options of a layer of `size`.
  private func sample(_ size: Int) -> String {
    size == 2 ? "" : "--size \(size) --input \(list(size, 19)) --target \(list(size, 7))"
  }

  /// The most memory that a run ever had.
  private mutating func memory() throws {
    for (steps, words) in [(1_000_000, "10⁶"), (100_000_000, "10⁸")] {
      let run = try Watched("--speed max --optimizer adam --stop-at \(steps)")
      try run.wait(for: "paused")
      let peak = Double(try ProcessCounters(of: run.terminal.process).peakMemory) / 1e6
      _ = try run.quit()
      print("peak memory after \(words) steps: \(Goals.text(peak)) MB")
      goals.add("peak memory after \(words) steps", peak, atMost: 40, aim: 20, unit: "MB")
    }
  }

  private func list(_ size: Int, _ modulus: Int) -> String {
    (0..<size).map { "\(Double($0 * 37 % modulus) / 16 - (modulus == 19 ? 0.5 : 0))" }.joined(separator: ",")
  }

  private func milliseconds(_ time: Duration) -> Double { time / .milliseconds(1) }
}
