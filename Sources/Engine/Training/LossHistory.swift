/// The loss of a whole run in bounded memory: no minimum and no maximum is ever lost.
///
/// Losses are gathered in buckets of equal width that keep their smallest, their largest and their sum. When all buckets are full,
/// neighbours are merged and the width doubles, so a run of any length needs at most `capacity` buckets.
public struct LossHistory: Sendable {
  /// The smallest and largest loss over some steps.
  public typealias Bucket = SIMD2<Float>

  /// The largest number of buckets.
  public static let capacity = 4096
  /// The largest number of marks; beyond it, marks that fall into one bucket are merged, then the oldest go.
  public static let markCapacity = 1024

  /// How many steps a full bucket holds: a power of two.
  public private(set) var bucketWidth = 1
  /// How many losses were recorded; the first is that of step 0.
  public private(set) var count = 0
  /// The loss recorded last.
  public private(set) var latest: Float?
  /// The smallest loss of the run and its step.
  public private(set) var best: (loss: Float, step: Int)?
  /// The optimizer that ran at step 0, where that is known.
  public internal(set) var firstOptimizer: String?
  /// What keys and events changed, in the order of steps.
  public private(set) var marks: [Timed] = []
  private var buckets: [Bucket] = []
  /// The sum of each bucket's losses.
  private var sums: [Double] = []
  /// The first step whose loss is known.
  private var firstStep = 0

  /// An empty history with room for all buckets.
  public init() {
    buckets.reserveCapacity(Self.capacity)
    sums.reserveCapacity(Self.capacity)
  }

  /// An empty history whose first loss will be that of `firstStep`: of the steps before nothing is known.
  public init(firstStep: Int, firstOptimizer: String? = nil) {
    self.init()
    self.firstOptimizer = firstOptimizer
    while firstStep / bucketWidth > Self.capacity / 2 { bucketWidth *= 2 }
    let unknown = (firstStep + bucketWidth - 1) / bucketWidth
    buckets.append(contentsOf: repeatElement(Bucket(.infinity, -.infinity), count: unknown))
    sums.append(contentsOf: repeatElement(0, count: unknown))
    (count, self.firstStep) = (firstStep, firstStep)
  }

  /// What stands in for a history while it is elsewhere.
  static let none = LossHistory(buckets: [])

  private init(buckets: [Bucket]) {
    self.buckets = buckets
  }

  /// Records the loss at the next step; it must be finite.
  public mutating func append(_ loss: Float) {
    if count == buckets.count * bucketWidth {
      if buckets.count == Self.capacity { mergeNeighbours() }
      buckets.append(Bucket(loss, loss))
      sums.append(Double(loss))
    } else {
      let last = buckets.count - 1
      sums[last] += Double(loss)
      let bucket = buckets[last]
      if loss < bucket.x { buckets[last].x = loss }
      if loss > bucket.y { buckets[last].y = loss }
    }
    if loss < best?.loss ?? .infinity { best = (loss, count) }
    latest = loss
    count += 1
  }

  /// Records losses of which not each is known: those of `count` steps, by their smallest, their largest and their sum.
  public mutating func append(from least: Float, to largest: Float, sum: Double, count: Int) {
    guard count > 1 else { return append(Float(sum)) }
    append(least)
    append(largest)
    let rest = Float((sum - Double(least) - Double(largest)) / Double(max(1, count - 2)))
    append(min(max(rest, least), largest), count: count - 2)
  }

  /// Records the same loss at the next `count` steps, in a time that grows with the buckets and not with the steps.
  public mutating func append(_ loss: Float, count steps: Int) {
    guard steps > 0 else { return }
    append(loss)
    var rest = steps - 1
    while rest > 0 {
      if count == buckets.count * bucketWidth {
        // Opens the next bucket.
        append(loss)
        rest -= 1
      }
      let room = min(rest, buckets.count * bucketWidth - count)
      let last = buckets.count - 1
      buckets[last] = Bucket(min(buckets[last].x, loss), max(buckets[last].y, loss))
      sums[last] += Double(loss) * Double(room)
      count += room
      rest -= room
    }
  }

  /// Counts steps whose loss is not known, or is NaN: nothing is drawn there.
  public mutating func skip(_ steps: Int) {
    var rest = steps
    while rest > 0 {
      if count == buckets.count * bucketWidth {
        if buckets.count == Self.capacity { mergeNeighbours() }
        buckets.append(Bucket(.infinity, -.infinity))
        sums.append(0)
      }
      let last = buckets.count - 1
      let (start, room) = (last * bucketWidth, min(rest, buckets.count * bucketWidth - count))
      // They count as the mean of those in their bucket that are known.
      if count > start { sums[last] += sums[last] / Double(count - start) * Double(room) }
      count += room
      rest -= room
    }
  }

  /// Replaces the newest loss, after an edit at the same step; what it was stays within the extent.
  public mutating func amend(_ loss: Float) {
    guard let last = buckets.indices.last else { return append(loss) }
    buckets[last] = Bucket(min(buckets[last].x, loss), max(buckets[last].y, loss))
    sums[last] += Double(loss) - Double(latest ?? loss)
    if loss < best?.loss ?? .infinity { best = (loss, count - 1) }
    latest = loss
  }

  /// The history of the first `count` losses, where `count` is a multiple of the bucket's width.
  ///
  /// Which of those losses was the best and the latest is not in the buckets, so the caller says; and so for the marks, of
  /// which those at `step` and before stay.
  func truncated(to count: Int, step: Int, latest: Float?, best: (loss: Float, step: Int)?) -> LossHistory {
    precondition(count % bucketWidth == 0 && count <= self.count, "a history is cut between two buckets")
    var history = self
    history.buckets.removeLast(buckets.count - count / bucketWidth)
    history.sums.removeLast(sums.count - count / bucketWidth)
    history.count = count
    history.firstStep = min(firstStep, count)
    history.latest = latest
    history.best = best
    history.marks.removeAll { $0.step > step }
    return history
  }

  /// Records a command that changed something; of several of one subject at one step the last stays.
  public mutating func mark(_ mark: Timed) {
    var place = marks.count
    while place > 0, marks[place - 1].step == mark.step {
      place -= 1
      if marks[place].command.hasSubject(of: mark.command) {
        marks.remove(at: place)
        break
      }
    }
    marks.append(mark)
    if marks.count > Self.markCapacity { thinMarks() }
  }

  /// The smallest and largest loss over `steps`, as finely as the buckets tell; `nil` where none is recorded.
  public func extent(of steps: Range<Int>) -> ClosedRange<Float>? {
    let wanted = steps.clamped(to: 0..<count)
    guard !wanted.isEmpty else { return nil }
    var lowest = Float.infinity
    var highest = -Float.infinity
    for index in wanted.lowerBound / bucketWidth...(wanted.upperBound - 1) / bucketWidth {
      lowest = min(lowest, buckets[index].x)
      highest = max(highest, buckets[index].y)
    }
    // Of steps before the first of a run that was taken up nothing is known.
    return lowest <= highest ? lowest...highest : nil
  }

  /// The mean loss over `steps`, as finely as the buckets tell; `nil` where none is recorded.
  public func mean(of steps: Range<Int>) -> Double? {
    let wanted = steps.clamped(to: firstStep..<max(firstStep, count))
    guard !wanted.isEmpty else { return nil }
    let indices = wanted.lowerBound / bucketWidth...(wanted.upperBound - 1) / bucketWidth
    let first = max(firstStep, indices.lowerBound * bucketWidth)
    let end = min(count, (indices.upperBound + 1) * bucketWidth)
    return indices.reduce(0) { $0 + sums[$1] } / Double(end - first)
  }

  private mutating func mergeNeighbours() {
    for index in 0..<buckets.count / 2 {
      let (left, right) = (buckets[2 * index], buckets[2 * index + 1])
      var sum = sums[2 * index] + sums[2 * index + 1]
      // A gap counts as its neighbour; steps before the first are not counted at all.
      let isGap = left.x > left.y ? 2 * index * bucketWidth >= firstStep : right.x > right.y
      if isGap, left.x <= left.y || right.x <= right.y { sum *= 2 }
      sums[index] = sum
      buckets[index] = Bucket(min(left.x, right.x), max(left.y, right.y))
    }
    buckets.removeLast(buckets.count / 2)
    sums.removeLast(sums.count / 2)
    bucketWidth *= 2
  }

  private mutating func thinMarks() {
    var kept: [Timed] = []
    kept.reserveCapacity(Self.markCapacity + 1)
    for mark in marks {
      if let last = kept.last, last.step / bucketWidth == mark.step / bucketWidth,
        last.command.hasSubject(of: mark.command)
      {
        kept.removeLast()
      }
      kept.append(mark)
    }
    marks = Array(kept.suffix(Self.markCapacity))
  }
}
