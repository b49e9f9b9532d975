import Glibc

// Drives viz, the program given as the only argument, in a pseudo-terminal and tells what watching costs.
guard CommandLine.arguments.count == 2 else {
  print("usage: Measure PROGRAM")
  exit(64)
}
var measurements = Measurements()
do {
  try measurements.all()
  print("\n\(measurements.goals.text)")
  exit(measurements.goals.isShort ? 1 : 0)
} catch {
  print("\(error)")
  exit(1)
}
