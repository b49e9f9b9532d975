import Foundation
import TestRuns
import Testing

/// What is fuzzed takes its seeds, and what chance makes of them, in the ordinary tests too: those crash where a target's own
/// conditions do not hold. scripts/fuzz, which is guided by what the code does with its input, finds more.
@Suite struct SeedTests {
  private static let changes = 40

  @Test(arguments: targets.map(\.name))
  func seedsAndWhatChanceMakesOfThemAreTaken(name: String) throws {
    let target = try #require(targets.first { $0.name == name }).target
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Seeds/\(name)")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    var chance = ReplayableRandom()
    for file in files.sorted(by: { $0.path < $1.path }) {
      let seed = [UInt8](try Data(contentsOf: file))
      target(seed, seed.count)
      for _ in 0..<Self.changes {
        let input = chance.changed(seed)
        target(input, input.count)
      }
    }
  }
}

extension RandomNumberGenerator {
  /// One to four changes: a byte that is another, is missing or is new, a part twice, or an early end.
  fileprivate mutating func changed(_ seed: [UInt8]) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &self)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &self), at: place)
      case 3: bytes.insert(contentsOf: bytes[place...].prefix(16), at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }
}
