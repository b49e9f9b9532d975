import Foundation

/// File systems of a few kilobytes, or that refuse all writing, which a program sees as its only place to write.
enum Disc {
  /// How a shell comes to have mounts of its own, or `nil` where the system does not let it.
  static let unshare: [String]? = [["--mount"], ["--user", "--map-root-user", "--mount"]].first { options in
    let probe = ["unshare"] + options + ["sh", "-c", "mount -t tmpfs none /mnt"]
    let outcome = try? Program.run(
      URL(fileURLWithPath: "/usr/bin/env"), probe, environment: Program.environment())
    return outcome?.status == 0
  }

  static let reason = "this system lets nobody mount a file system of their own (unshare --mount)"

  /// Shell lines that put a disc of 64 kB in place of the folder `disc`, fill it but for `free` kB and go there; an
  /// older file waits as `name`.
  static func full(free: Int, older name: String) -> String {
    """
    mount -t tmpfs -o size=64k none disc && cd disc && echo old > \(name) || exit 99
    head -c \((64 - 4 - free) * 1024) /dev/zero > filling
    """
  }

  /// The same for a disc that cannot be written at all.
  static func readOnly(older name: String) -> String {
    """
    mount -t tmpfs none disc && echo old > disc/\(name) && mount -o remount,ro disc && cd disc || exit 99
    """
  }
}
