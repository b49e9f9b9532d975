import Foundation
import Testing

/// A disk that takes its time: the log is written, but to be sure of it takes as long as a file exists.
struct SlowDisc {
  /// Gives a run that disc.
  let environment: [String: String]
  private let hold: URL

  private static let library = Result { try compile() }

  init(in folder: URL) throws {
    hold = folder.appending(path: "hold")
    try Data().write(to: hold)
    environment = ["LD_PRELOAD": try Self.library.get().path, "SLOW_DISC": hold.path]
  }

  /// Lets it go on.
  func release() throws {
    try FileManager.default.removeItem(at: hold)
  }

  private static func compile() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = folder.appending(path: "slow.c")
    try Data(
      """
      #include <stdlib.h>
      #include <unistd.h>
      int fsync(int file) {
        const char *hold = getenv("SLOW_DISC");
        while (hold && access(hold, F_OK) == 0) usleep(10000);
        return 0;
      }
      """.utf8
    ).write(to: source)
    let library = folder.appending(path: "slow.so")
    // Swift's toolchain brings it along.
    let outcome = try Program.run(
      URL(filePath: "/usr/bin/env"), ["clang", "-shared", "-fPIC", "-o", library.path, source.path],
      environment: ProcessInfo.processInfo.environment)
    try #require(outcome.status == 0, "\(outcome.errorText)")
    return library
  }
}
