import Foundation
import Testing

@testable import Viz

@Suite struct PythonFolderTests {
  @Test func theProgramCarriesTheFilesOfThePythonSideAsTheyAre() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("python")
    let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".py") }
    #expect(Set(names) == Set(PythonFolder.files.map(\.path)), "run scripts/embed-python")
    for file in PythonFolder.files {
      let text = try String(contentsOf: folder.appendingPathComponent(file.path), encoding: .utf8)
      #expect(text == file.text, "\(file.path) has changed: run scripts/embed-python")
    }
  }
}
