import Glibc
import Languages

/// Errors of the system in words.
public enum SystemError {
  /// What the system says of an error, such as `errno`: the frequent ones in the present language.
  public static func text(_ code: Int32) -> String {
    switch code {
    case EBADF: say("format.bytes.closed", "it is closed")
    case ENOENT: say("format.bytes.noFile", "No such file or directory")
    case EACCES: say("format.bytes.denied", "Permission denied")
    case EPERM: say("format.bytes.notPermitted", "Operation not permitted")
    case ENOTDIR: say("format.bytes.noFolder", "Not a directory")
    case EISDIR: say("format.bytes.isFolder", "Is a directory")
    case EIO: say("format.bytes.inputOutput", "Input/output error")
    case ENOSPC: say("format.bytes.noSpace", "No space left on device")
    case EROFS: say("format.bytes.readOnly", "Read-only file system")
    case EMFILE: say("format.bytes.manyFiles", "Too many open files")
    case ENAMETOOLONG: say("format.bytes.longName", "File name too long")
    default: String(cString: strerror(code))
    }
  }
}
