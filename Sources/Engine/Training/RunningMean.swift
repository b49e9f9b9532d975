/// The mean of a run's last losses, step by step: over as many as an epoch has batches, so that it tells of the weights and
/// not of which rows came last.
struct RunningMean {
  private var last: [Double] = []
  private var place = 0
  private let count: Int
  /// The means of all steps so far.
  private(set) var history = LossHistory()

  /// The most losses of a mean.
  private static let most = 128

  /// Means over this many losses, and of the first ones over those that there are.
  init(of count: Int) {
    self.count = Self.size(count)
  }

  /// Over how many losses a mean goes, where an epoch has this many batches.
  static func size(_ batches: Int) -> Int { min(max(1, batches), most) }

  /// Takes the loss of one more step.
  mutating func append(_ loss: Float) {
    if last.count < count { last.append(Double(loss)) } else { last[place] = Double(loss) }
    place = (place + 1) % count
    history.append(count == 1 ? loss : Float(last.reduce(0, +) / Double(last.count)))
  }
}
