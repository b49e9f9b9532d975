import Languages

/// A number that stopped being finite: where, and after which step.
public struct NonFinite: Error, Sendable, Equatable {
  /// What the number is.
  public enum Role: String, Sendable {
    /// The loss of the batch.
    case loss
    /// A number of a parameter.
    case weight
    /// A number of a parameter's gradient.
    case gradient
  }

  /// How many steps were taken when it was found.
  public let step: Int
  /// What the number is.
  public let role: Role
  /// Where it is, or where the weight is whose gradient it is; `nil` for the loss.
  public let place: Place?
  /// The number: infinite or NaN.
  public let value: Float
}

extension NonFinite: CustomStringConvertible {
  /// Such as "after step 12 the weight layer.weight[0][1] is inf".
  public var description: String {
    let (number, place) = (number, place.map { "\($0)" } ?? "")
    switch role {
    case .loss: return say("engine.inspection.lossAfter", "after step \(step) the loss is \(number)")
    case .weight:
      return say("engine.inspection.weightAfter", "after step \(step) the weight \(place) is \(number)")
    case .gradient:
      return say(
        "engine.inspection.gradientAfter", "after step \(step) the gradient of \(place) is \(number)")
    }
  }

  /// What is wrong, such as "weight layer.weight[0][1] is inf", where `place` says where; the sign of a NaN says nothing.
  public func subject(_ place: String?) -> String {
    let place = place ?? ""
    switch role {
    case .loss: return say("engine.inspection.lossIs", "loss is \(number)")
    case .weight: return say("engine.inspection.weightIs", "weight \(place) is \(number)")
    case .gradient: return say("engine.inspection.gradientIs", "gradient of \(place) is \(number)")
    }
  }

  private var number: String { value.isNaN ? "nan" : value.description }
}
