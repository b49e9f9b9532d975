import Foundation

/// A path in the system's folder for temporary files that no other test uses.
public func temporaryPath(_ name: String) -> String {
  FileManager.default.temporaryDirectory.appending(path: "viz-tests-\(UUID().uuidString)-\(name)").path
}

/// The text of a file.
public func contents(of path: String) throws -> String {
  try String(contentsOf: URL(filePath: path), encoding: .utf8)
}
