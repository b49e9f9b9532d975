/// What brings each column of features to mean 0 and standard deviation 1: (x − mean) / deviation.
///
/// The deviation is that of a sample, by n − 1, as `torch.std`; a column that is constant stays 0.
public struct Standardization: Sendable, Equatable {
  /// The mean of each column.
  public let mean: [Double]
  /// The standard deviation of each column; 1 for one that is constant.
  public let deviation: [Double]

  /// A known one; both have a number for each column, and no deviation is 0.
  public init(mean: [Double], deviation: [Double]) {
    precondition(mean.count == deviation.count, "\(mean.count) means, \(deviation.count) deviations")
    self.mean = mean
    self.deviation = deviation
  }

  /// That of the rows of `data`, summed in float64.
  public init(of data: DataSet) {
    let columns = data.rowShape.reduce(1, *)
    let elements = data.allFeatures.elements
    func forEachRow(_ body: (ArraySlice<Float>) -> Void) {
      for row in 0..<data.rows {
        let number = data.numbers.map { Int($0[row]) } ?? row
        body(elements[number * columns..<(number + 1) * columns])
      }
    }
    var mean = [Double](repeating: 0, count: columns)
    forEachRow { row in for (column, x) in row.enumerated() { mean[column] += Double(x) } }
    for column in 0..<columns { mean[column] /= Double(data.rows) }
    var squares = [Double](repeating: 0, count: columns)
    forEachRow { row in
      for (column, x) in row.enumerated() {
        let distance = Double(x) - mean[column]
        squares[column] += distance * distance
      }
    }
    self.mean = mean
    deviation = squares.map { $0 == 0 ? 1 : ($0 / Double(data.rows - 1)).squareRoot() }
  }

  /// Rows of features, one behind the other, each brought to the same scale and rounded to float32.
  public func applied(to features: [Float]) -> [Float] {
    let columns = mean.count
    var result = features
    for row in 0..<features.count / max(1, columns) {
      for column in 0..<columns {
        let place = row * columns + column
        result[place] = Float((Double(result[place]) - mean[column]) / deviation[column])
      }
    }
    return result
  }

  /// The feature that became `number` in a column: number · deviation + mean.
  public func original(_ number: Float, column: Int) -> Double {
    Double(number) * deviation[column] + mean[column]
  }
}

extension DataSet {
  /// The same rows with features brought to the same scale.
  public func standardized(by standardization: Standardization) -> DataSet {
    replacingFeatures(
      Tensor(standardization.applied(to: allFeatures.elements), shape: allFeatures.shape))
  }
}
