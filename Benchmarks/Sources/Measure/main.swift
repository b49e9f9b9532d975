import Glibc

// Drives viz, the program given as the first argument, in a pseudo-terminal and tells what watching costs; all of it, or
// the parts named after it.
let parts = Array(CommandLine.arguments.dropFirst(2))
guard CommandLine.arguments.count >= 2, parts.allSatisfy(Measurements.parts.contains) else {
  print("usage: Measure PROGRAM [\(Measurements.parts.joined(separator: "|"))]…")
  exit(64)
}
var measurements = Measurements()
do {
  for part in parts.isEmpty ? Measurements.parts : parts { try measurements.measure(part) }
  print("\n\(measurements.goals.text)")
  exit(measurements.goals.isShort ? 1 : 0)
} catch {
  print("\(error)")
  exit(1)
}
