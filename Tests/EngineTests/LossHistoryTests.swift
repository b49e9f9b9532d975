import Testing

@testable import Engine

@Suite struct LossHistoryTests {
  @Test func noExtremeIsLostHoweverLongTheRun() {
    var generator = Generator(seed: 5)
    var history = LossHistory()
    let count = LossHistory.capacity * 9 + 123
    let losses = (0..<count).map { _ in generator.uniform() }
    for loss in losses { history.append(loss) }
    #expect(history.count == count)
    #expect(history.extent(of: 0..<count)?.lowerBound == losses.min())
    #expect(history.extent(of: 0..<count)?.upperBound == losses.max())
    #expect(history.latest == losses.last)
    let best = losses.indices.min { (losses[$0], $0) < (losses[$1], $1) }
    #expect(history.best?.step == best)

    // Whatever is asked, the answer covers what was there.
    for start in stride(from: 0, to: count - 700, by: 611) {
      let range = start..<start + 700
      let extent = history.extent(of: range)
      #expect(extent?.lowerBound ?? 1 <= losses[range].min() ?? 0)
      #expect(extent?.upperBound ?? 0 >= losses[range].max() ?? 1)
    }
  }

  @Test func manyStepsAtOnceAreThoseStepsOneByOne() {
    var generator = Generator(seed: 3)
    var (history, singly) = (LossHistory(firstStep: 7), LossHistory(firstStep: 7))
    for _ in 0..<60 {
      let (loss, count) = (generator.uniform(), Int(generator.uniform() * 600))
      history.append(loss, count: count)
      for _ in 0..<count { singly.append(loss) }
    }
    #expect(history.count == singly.count && history.latest == singly.latest)
    #expect(history.best?.step == singly.best?.step && history.bucketWidth == singly.bucketWidth)
    for start in stride(from: 0, to: history.count - 100, by: 97) {
      let steps = start..<start + 100
      #expect(history.extent(of: steps) == singly.extent(of: steps))
      #expect(abs((history.mean(of: steps) ?? 0) - (singly.mean(of: steps) ?? 0)) < 1e-6)
    }
    // As long as no run will ever be.
    history.append(0.5, count: 1 << 40)
    #expect(history.count == singly.count + (1 << 40))
    var gathered = LossHistory(firstStep: 1)
    gathered.append(from: 0.25, to: 4, sum: 18, count: 12)
    #expect(
      gathered.count == 13 && gathered.extent(of: 1..<13) == 0.25...4 && gathered.mean(of: 1..<13) == 1.5)
    gathered.append(from: 0.125, to: 0.125, sum: 0.125, count: 1)
    #expect(gathered.latest == 0.125 && gathered.best?.step == 13)
  }

  @Test func stepsWithoutALossLeaveAGapAndTheMeanOfTheOthers() {
    var history = LossHistory()
    history.append(2, count: 3)
    history.skip(2)
    history.append(4)
    #expect(history.count == 6 && history.extent(of: 3..<5) == nil && history.extent(of: 0..<6) == 2...4)
    history.skip(LossHistory.capacity * 2)
    #expect(history.bucketWidth == 4 && history.extent(of: 0..<4) == 2...2 && history.mean(of: 0..<4) == 2)
    #expect(history.latest == 4 && history.extent(of: 5000..<6000) == nil)
  }

  @Test func theMeanIsThatOfTheLosses() throws {
    for first in [0, 5, 9000] {
      var history = LossHistory(firstStep: first)
      let losses = (0..<20_000).map { Float(($0 * 7919) % 1000) }
      for loss in losses { history.append(loss) }
      let end = history.count
      let mean = try #require(history.mean(of: 0..<end))
      #expect(abs(mean - Double(losses.reduce(0) { $0 + Double($1) }) / 20_000) < 1e-6)
      let width = history.bucketWidth
      let from = (end / 2 / width) * width
      let part = losses[from - first..<from - first + 3 * width]
      let partMean = part.reduce(0) { $0 + Double($1) } / Double(part.count)
      #expect(abs(try #require(history.mean(of: from..<from + 3 * width)) - partMean) < 1e-9)
      history.amend(0)
      let changed = try #require(history.mean(of: 0..<end))
      #expect(abs(changed - (mean - Double(losses[19_999]) / 20_000)) < 1e-6)
    }
    #expect(LossHistory().mean(of: 0..<10) == nil)
    #expect(LossHistory(firstStep: 8).mean(of: 0..<8) == nil)
  }

  @Test func aSpikeOfOneStepStaysVisible() {
    var history = LossHistory()
    let count = LossHistory.capacity * 40
    for step in 0..<count { history.append(step == 77_777 ? 9 : 1) }
    let width = history.bucketWidth
    #expect(history.extent(of: 77_777..<77_778)?.upperBound == 9)
    #expect(history.extent(of: 77_777 + 2 * width..<count)?.upperBound == 1)
  }

  @Test func shortRunsAreKeptStepByStep() {
    var history = LossHistory()
    for step in 0..<100 { history.append(Float(step)) }
    #expect(history.bucketWidth == 1)
    for step in 0..<100 { #expect(history.extent(of: step..<step + 1) == Float(step)...Float(step)) }
    #expect(history.extent(of: 100..<200) == nil)
  }

  @Test func marksStayBoundedAndTheNewestStay() {
    var history = LossHistory()
    for step in 0..<20_000 {
      history.append(1)
      history.mark(Timed(step: step, .set("lr", Double(step))))
    }
    #expect(history.marks.count <= LossHistory.markCapacity)
    #expect(history.marks.last?.step == 19_999)
  }

  @Test func ofSeveralChangesOfOneKindAtOneStepTheLastStays() {
    var history = LossHistory()
    history.append(1)
    history.mark(Timed(step: 0, .set("lr", 0.2)))
    history.mark(Timed(step: 0, .set("lr", 0.5)))
    history.mark(Timed(step: 0, .optimizer("adam")))
    history.mark(Timed(step: 0, .set("momentum", 0.5)))
    #expect(history.marks.map(\.command) == [.set("lr", 0.5), .optimizer("adam"), .set("momentum", 0.5)])
  }
}
