import Formats
import Testing

@testable import Viz

@Suite struct LoggedMetricsTests {
  @Test func noSpikeIsLostInALongLog() {
    var series = LoggedMetrics.Series()
    for step in 0..<200_000 {
      series.append(step, step == 77_777 ? 50 : step == 99_999 ? -3 : 1 + Double(step % 10) / 100)
    }
    #expect(series.count == 200_000 && series.points.count <= 2 * LoggedMetrics.Series.capacity)
    #expect(series.largest?.step == 77_777 && series.least?.step == 99_999)
    #expect(series.points.contains { $0.step == 77_777 && $0.value == 50 })
    #expect(series.points.contains { $0.step == 99_999 && $0.value == -3 })
    #expect(zip(series.points, series.points.dropFirst()).allSatisfy { $0.step <= $1.step })
    #expect(series.last?.step == 199_999)
  }

  @Test func aRunThatWasStartedAgainReplacesWhatFollowedThen() {
    var series = LoggedMetrics.Series()
    for step in 0..<10 { series.append(step, Double(10 - step)) }
    series.append(5, 100)
    series.append(nil, 101)
    #expect(
      series.points.map(\.step) == [0, 1, 2, 3, 4, 5, 6]
        && series.points.map(\.value).suffix(2) == [100, 101])
    #expect(series.least?.value == 6)
  }

  @Test func lossesComeFirstAndRunsKeepApart() {
    var metrics = LoggedMetrics()
    for (tag, run) in [("acc", "a"), ("val/loss", "a"), ("Loss", "b"), ("val/loss", "b")] {
      metrics.append(LoggedNumber(tag: tag, step: 3, value: 1), run: run)
    }
    #expect(metrics.tags == ["Loss", "val/loss", "acc"] && metrics.runs == ["a", "b"])
    #expect(
      metrics.series(of: "val/loss").map(\.run) == [0, 1] && metrics.series(of: "Loss").map(\.run) == [1])
    #expect(metrics.lastStep == 3)
  }

  @Test func everySizeIsDrawnWholeAndSaysThatItHasLossesOnly() throws {
    var metrics = LoggedMetrics()
    for (run, rate) in [
      ("adam", 0.01), ("sgd", 0.003), ("a/run/with/a/very/long/name/that/has/no/room", 0.1),
    ] {
      for step in 0..<300 {
        metrics.append(
          LoggedNumber(tag: "loss/train", step: step, value: 1 / (1 + rate * Double(step))), run: run)
        metrics.append(LoggedNumber(tag: "acc", step: step, value: step % 7 == 0 ? .nan : 0.5), run: run)
      }
    }
    metrics.problems = ["cannot read runs/x: it is damaged, at byte 100"]
    var report = try RecordedReport.of(metrics)
    report.metrics = metrics
    let pooling = try PoolingState()
    try SceneList.$all.withValue(SceneList.logged) {
      for look in [Look(), Look(glyphs: .ascii, depth: .none)] {
        var state = AppState(report, pooling: pooling, look: look)
        for chosen in 0...1 {
          _ = update(&state, .chooseMetric(chosen))
          for width in 1...160 {
            for height in stride(from: 1, through: 50, by: 3) {
              let frame = Frame.draw(state, width: width, height: height)
              let problem = FrameCheck(frame, width: width, height: height, boxes: .whole).problem
              try #require(problem == nil, "\(width)×\(height): \(problem ?? "")")
            }
          }
        }
      }
      let state = AppState(report, pooling: pooling, look: Look())
      let frame = Frame.draw(state, width: 160, height: 30).plainText
      for words in ["losses only", "3 runs · 2 tags", "loss/train", "● adam", "it is damaged, at byte 100"] {
        #expect(frame.contains(words), "\(words)")
      }
      #expect(state.action(for: Key(name: "space")!) == nil && state.action(for: Key(name: "o")!) == nil)
    }
  }
}

/// A report of logs alone.
private enum RecordedReport {
  static func of(_ metrics: LoggedMetrics) throws -> RunReport {
    var report = try SampleRun.state().report
    report.watched = nil
    report.capabilities = []
    return report
  }
}
