import Glibc

/// What the process was told by a variable of its environment, if anything.
func environmentVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
