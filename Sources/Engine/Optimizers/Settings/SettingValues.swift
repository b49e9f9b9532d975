/// What the settings of one optimizer or schedule hold, by PyTorch's names.
public struct SettingValues: Sendable, Equatable, Codable, ExpressibleByDictionaryLiteral {
  /// All values; a list's are several, every other setting has one.
  public private(set) var lists: [String: [Double]] = [:]

  /// No values.
  public init() {}

  /// The values of a literal.
  public init(dictionaryLiteral elements: (String, Double)...) {
    for (name, value) in elements { self[name] = value }
  }

  /// A number, a flag as 1 or 0, or a choice's place; 0 where there is no such setting.
  public subscript(name: String) -> Double {
    get { lists[name]?.first ?? 0 }
    set {
      // In place where there is one, so that a schedule that sets it every step allocates nothing.
      if let index = lists.index(forKey: name), !lists.values[index].isEmpty {
        lists.values[index][0] = newValue
      } else {
        lists[name] = [newValue]
      }
    }
  }

  /// Whether a flag is on.
  public func isOn(_ name: String) -> Bool { self[name] != 0 }

  /// A list's values.
  public func list(_ name: String) -> [Double] { lists[name] ?? [] }

  /// Replaces all values of a setting.
  public mutating func set(_ name: String, _ values: [Double]) { lists[name] = values }
}
