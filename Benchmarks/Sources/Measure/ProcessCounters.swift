import FoundationEssentials
import PseudoTerminal

/// What the kernel counts of a running program.
struct ProcessCounters {
  /// CPU time of all threads.
  let cpu: Duration
  /// CPU time of the thread that draws.
  let viewerCPU: Duration
  /// How often any thread went to sleep, so how often one was woken.
  let wakeUps: Int
  /// The most memory that was ever in use, in bytes.
  let peakMemory: Int

  init(of process: Int32) throws {
    let tasks = "/proc/\(process)/task"
    var (cpu, viewer, wakeUps) = (Duration.zero, Duration.zero, 0)
    for thread in try FileManager.default.contentsOfDirectory(atPath: tasks) {
      let text = try String(contentsOfFile: "\(tasks)/\(thread)/schedstat", encoding: .utf8)
      let time = Duration.nanoseconds(text.split(separator: " ").first.flatMap { Int64($0) } ?? 0)
      cpu += time
      if thread == "\(process)" { viewer = time }
      wakeUps += try Self.number("voluntary_ctxt_switches", in: "\(tasks)/\(thread)/status")
    }
    (self.cpu, viewerCPU, self.wakeUps) = (cpu, viewer, wakeUps)
    peakMemory = try 1024 * Self.number("VmHWM", in: "/proc/\(process)/status")
  }

  private static func number(_ name: String, in path: String) throws -> Int {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
    return Int(line.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
  }
}
