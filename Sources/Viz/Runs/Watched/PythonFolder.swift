import Glibc
import Languages

/// The Python side of watched runs, which the program carries with it and puts where Python finds it.
struct PythonFolder {
  /// Where it is: in front of PYTHONPATH it lets runs be watched.
  let path: String

  /// Unpacks the files, unless this very version of them is there; throws where that cannot be.
  init(in folder: RunFolder = RunFolder()) throws(Failure) {
    path = "\(folder.path)/python-\(Self.version)"
    try Self.makeFolder(folder.path)
    guard folder.isOurs else {
      throw Failure(
        say(
          "watched.notOurs",
          "\(folder.path) is not a folder of this user alone; remove it, or set its mode to 0700"))
    }
    if access(path + "/viz_torch/__init__.py", R_OK) == 0 { return }
    // Whoever comes at the same time sees all of it or nothing.
    let new = "\(path).\(getpid())"
    try Self.makeFolder(new)
    try Self.makeFolder(new + "/viz_torch")
    for file in Self.files { try Self.write(file.text, to: "\(new)/\(file.path)") }
    if rename(new, path) != 0, access(path + "/viz_torch/__init__.py", R_OK) != 0 {
      throw Failure(Self.unwritten(path))
    }
  }

  /// Tells one version of the files from another: FNV-1a over all of them.
  static let version: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in files {
      for byte in file.path.utf8 + [0] + Array(file.text.utf8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    return String(hash, radix: 16)
  }()

  private static func makeFolder(_ path: String) throws(Failure) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw Failure(
        say("watched.noFolder", "cannot make the folder \(path): \(systemErrorText())"))
    }
  }

  private static func unwritten(_ path: String) -> String {
    say("watched.cannotWrite", "cannot write \(path): \(systemErrorText())")
  }

  private static func write(_ text: String, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(unwritten(path)) }
    defer { close(descriptor) }
    do {
      var writer = DescriptorWriter(descriptor: descriptor, name: path)
      try writer.write(text)
      try writer.flush()
    } catch {
      throw Failure("\(error)")
    }
  }
}
