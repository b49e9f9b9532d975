import Formats
import Glibc
import Languages

/// What the system says of the error that just happened.
func systemErrorText() -> String { systemErrorText(errno) }

/// What the system says of an error; it speaks English, and other languages have the frequent ones: here those of writing
/// and of sockets.
func systemErrorText(_ number: Int32) -> String {
  switch number {
  case EAGAIN: say("output.unavailable", "Resource temporarily unavailable")
  case ENOMEM: say("output.noMemory", "Cannot allocate memory")
  case EEXIST: say("output.exists", "File exists")
  case ETXTBSY: say("output.textBusy", "Text file busy")
  case EFBIG: say("output.largeFile", "File too large")
  case EPIPE: say("output.brokenPipe", "Broken pipe")
  case ELOOP: say("output.links", "Too many levels of symbolic links")
  case ENOEXEC: say("output.noProgram", "Exec format error")
  case ECONNRESET: say("output.connectionReset", "Connection reset by peer")
  case ECONNREFUSED: say("output.connectionRefused", "Connection refused")
  case EDQUOT: say("output.quota", "Disk quota exceeded")
  default: SystemError.text(number)
  }
}
