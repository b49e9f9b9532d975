import Foundation
import Testing

/// PyTorch's own numbers for networks and data; `about` in the file says how each section was made.
///
/// A section is decoded when a test asks for it. `VIZ_GOLDEN_NETWORKS` names another file of the same form, so
/// that other seeds can be tried.
enum NetworkGolden {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Sections: Decodable {
    let container: KeyedDecodingContainer<Key>

    init(from decoder: any Decoder) throws {
      container = try decoder.container(keyedBy: Key.self)
    }
  }

  /// As bytes: LeakSanitizer does not find what a `Data` holds.
  private static let file: [UInt8] = {
    do {
      if let path = ProcessInfo.processInfo.environment["VIZ_GOLDEN_NETWORKS"] {
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
      }
      let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
      return [UInt8](try Data(contentsOf: folder.appending(path: "networks.json")))
    } catch {
      fatalError("the golden numbers of networks cannot be read: \(error)")
    }
  }()

  /// The cases of a section, at least one. Names are in camel case: "python_random" is "pythonRandom".
  static func section<Case: Decodable>(_ name: String, as: [Case].Type) throws -> [Case] {
    let cases = try part(name, as: [Case].self)
    // A test of no cases would pass.
    try #require(!cases.isEmpty, "section \(name) is empty")
    return cases
  }

  /// A section that is no list of cases.
  static func part<Part: Decodable>(_ name: String, as: Part.Type) throws -> Part {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let sections = try decoder.decode(Sections.self, from: Data(file))
    return try sections.container.decode(Part.self, forKey: Key(stringValue: name))
  }

  /// A tensor in full, or its ends and its hash.
  struct Brief: Decodable {
    let shape: [Int]
    let values: [Double]?
    let first: [Double]?
    let last: [Double]?
    let fnv: String?

    /// Whether `elements` are this tensor's to the bit.
    func isEqual(to elements: [Float]) -> Bool {
      guard elements.count == shape.reduce(1, *) else { return false }
      if let values { return elements == values.map(Float.init) }
      guard let first, let last, let fnv else { return false }
      return Array(elements.prefix(first.count)) == first.map(Float.init)
        && Array(elements.suffix(last.count)) == last.map(Float.init) && NetworkGolden.hash(elements) == fnv
    }
  }

  /// FNV-1a with 64 bits of the numbers as little-endian float32.
  static func hash(_ elements: [Float]) -> String {
    hash(elements.flatMap { number in (0..<4).map { UInt8(number.bitPattern >> ($0 * 8) & 0xff) } })
  }

  /// FNV-1a with 64 bits of the numbers as little-endian int64.
  static func hash(_ numbers: [Int]) -> String {
    hash(
      numbers.flatMap { number in (0..<8).map { UInt8(UInt64(bitPattern: Int64(number)) >> ($0 * 8) & 0xff) }
      })
  }

  private static func hash(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
