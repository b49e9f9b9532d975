import Foundation
import TestRuns
import Testing

@testable import Viz

/// Files are written beside their place and put there when they are complete.
@Suite final class OutputFileTests {
  private let folder: URL
  private var path: String { folder.appending(path: "file").path }

  init() throws {
    folder = URL(filePath: temporaryPath("folder"))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  private func write(_ text: String, to path: String) throws {
    var file = try OutputFile(path)
    try file.write(text)
    try file.finish()
  }

  @Test func anOlderFileStaysUntilTheNewOneIsComplete() throws {
    try write("old\n", to: path)
    var second = try OutputFile(path)
    try second.write("new\n")
    #expect(try contents(of: path) == "old\n")
    try second.finish()
    #expect(try contents(of: path) == "new\n")
    #expect(try names == ["file"])
  }

  @Test func aFileThatIsGivenUpLeavesNothing() throws {
    try write("old\n", to: path)
    var second = try OutputFile(path)
    try second.write("new\n")
    second.discard()
    #expect(try contents(of: path) == "old\n")
    #expect(try names == ["file"])
  }

  @Test func twoThatWriteToOnePlaceAtOnceDoNotMix() throws {
    var (first, second) = (try OutputFile(path), try OutputFile(path))
    try first.write("first\n")
    try second.write("second\n")
    try first.write("first\n")
    try first.finish()
    #expect(try contents(of: path) == "first\nfirst\n")
    try second.finish()
    #expect(try contents(of: path) == "second\n")
    #expect(try names == ["file"])
  }

  @Test func aLinkThatWaitsUnderThePartialNameIsNotFollowed() throws {
    let victim = folder.appending(path: "victim").path
    try "precious\n".write(toFile: victim, atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: path + ".partial", withDestinationPath: victim)
    try write("new\n", to: path)
    #expect(try contents(of: victim) == "precious\n")
    #expect(try contents(of: path) == "new\n")
  }

  @Test func aLinkStaysOneAndItsFileIsReplaced() throws {
    let link = folder.appending(path: "link").path
    try write("old\n", to: path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try write("new\n", to: link)
    #expect(try contents(of: path) == "new\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
  }

  @Test func theNewFileHasTheOldOnesPermissions() throws {
    try write("old\n", to: path)
    #expect(chmod(path, 0o640) == 0)
    try write("new\n", to: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func aPlaceThatCannotBeWrittenIsNamedWithTheReason() throws {
    let missing = folder.appending(path: "none/file").path
    for (path, reason) in [
      (missing, "No such file or directory"), (folder.path, "it is a folder"),
      ("/dev/null", "it is not a plain file"),
    ] {
      let failure = #expect(throws: OutputError.self) { try OutputFile(path) }
      #expect(failure?.description == "cannot write \(path): \(reason)")
    }
  }

  @Test func whatComesSlowlyIsThereAtOnceAndWhatComesFastGathers() throws {
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    defer { close(descriptor) }
    var writer = DescriptorWriter(descriptor: descriptor, name: path)
    usleep(300_000)
    try writer.write("one\n")
    #expect(try contents(of: path) == "one\n")
    // A burst of ten thousand lines is written in some pieces, not in as many.
    for _ in 0..<10_000 { try writer.write("two\n") }
    try writer.flush()
    #expect(try contents(of: path).count == 4 + 40_000)
  }
}
