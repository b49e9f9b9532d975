/// A control sequence of ECMA-48 taken apart: what stands between CSI and the byte that ends it.
struct ControlSequence: Equatable {
  /// Which of `<`, `=`, `>` and `?` stands first, if any: the terminal maker's own sequences.
  let prefix: UInt8?
  /// Parameters, each with its parts that colons divide; what is left out is `nil`.
  let parameters: [[Int?]]
  let intermediates: [UInt8]
  let final: UInt8

  /// Takes a sequence's bytes behind CSI apart, the final one included; `nil` where they keep to no grammar.
  init?(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)
    guard let final = rest.popLast() else { return nil }
    self.final = final
    let isPrivate = rest.first.map { (0x3c...0x3f).contains($0) } ?? false
    prefix = isPrivate ? rest.removeFirst() : nil
    let digits = rest.prefix { $0 <= 0x3b && $0 >= 0x30 }
    intermediates = Array(rest[digits.count...])
    guard intermediates.allSatisfy({ (0x20...0x2f).contains($0) }) else { return nil }
    parameters =
      digits.isEmpty
      ? []
      : digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { parts in
        parts.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
      }
  }

  /// A parameter's first part, or `fallback` where it is left out.
  func number(_ place: Int, or fallback: Int) -> Int {
    (parameters.indices.contains(place) ? parameters[place].first ?? nil : nil) ?? fallback
  }

  /// A parameter's part.
  func part(_ place: Int, _ index: Int) -> Int? {
    guard parameters.indices.contains(place), parameters[place].indices.contains(index) else { return nil }
    return parameters[place][index]
  }

  /// Numbers beyond all that terminals send stay as large as they are.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { min(0xff_ffff, $0 * 10 + Int($1 - 0x30)) }
  }
}
