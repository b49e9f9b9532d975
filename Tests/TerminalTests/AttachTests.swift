import Foundation
import Testing

extension FullScreen {
  /// `viz attach` against a run that needs no PyTorch: it speaks the wire by a script of Python's standard library.
  @Suite(.serialized, .enabled(if: ScriptedTrainer.isPossible, "python3 is missing: no run can be played"))
  struct Attach {
    @Test func requestsAreCarriedOutAndAnsweredInOneLine() throws {
      let trainer = try ScriptedTrainer()
      let pause = try trainer.viz("attach", "--do", "pause")
      #expect(pause.status == 0)
      let step = try #require(pause.outputText.firstMatch(of: /"step": ?([0-9]+)/)).output.1
      #expect(pause.outputText == "{\"kind\":\"ack\",\"id\":1,\"ok\":true,\"step\":\(step)}\n")
      let five = try trainer.viz("attach", "\(trainer.process)", "--do", "step=5")
      #expect(five.outputText == "{\"kind\":\"ack\",\"id\":1,\"ok\":true,\"step\":\((Int(step) ?? 0) + 5)}\n")
      #expect(try trainer.viz("attach", trainer.socket, "--do", "lr*0.5").status == 0)
      let refused = try trainer.viz("attach", "--do", "optimizer=adam")
      #expect(refused.status == 1 && refused.errorText.isEmpty)
      #expect(
        refused.outputText == "{\"kind\":\"ack\",\"id\":1,\"ok\":false,\"why\":\"there is no such thing\"}\n")
      let stop = try trainer.viz("attach", "--do", "stop")
      #expect(stop.status == 1 && stop.errorText == "viz: the run ended before it answered\n")
    }

    @Test func whatComesIsPrintedAsLinesOfJSON() throws {
      let trainer = try ScriptedTrainer()
      let outcome = try trainer.viz("attach", "--format", "json", "--frames", "1")
      let lines = outcome.outputText.split(separator: "\n")
      #expect(outcome.status == 0 && lines.count == 2)
      for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      #expect(
        lines[0].hasPrefix("{\"kind\":\"hello\"")
          && lines[0].hasSuffix("\"history\":[[1.0,0.5,0.5,0.5,1.0]]}"))
      #expect(lines[1].hasPrefix("{\"kind\":\"frame\""))
      #expect(lines[1].hasSuffix("\"weight/weight\":[[0.0,1.0],[-2.0,null]]}"))
    }

    @Test func runsAreListedAndThoseThatAreGoneAreTakenAway() throws {
      let first = try ScriptedTrainer()
      let second = try ScriptedTrainer(beside: first)
      let list = try first.viz("attach", "--list")
      #expect(list.outputText.split(separator: "\n").count == 2)
      #expect(list.outputText.contains("\(first.process)  train.py --lr 0.1  in /tmp\n"))
      let which = try first.viz("attach", "--do", "pause")
      #expect(which.status == 1 && which.errorText.hasPrefix("viz: there are 2 runs, name one: "))
      second.end()
      #expect(FileManager.default.fileExists(atPath: second.socket))
      #expect(try first.viz("attach", "--list").outputText.split(separator: "\n").count == 1)
      #expect(!FileManager.default.fileExists(atPath: second.socket))
      #expect(try first.viz("attach", "--do", "pause").status == 0)
      first.end()
      let nobody = try first.viz("attach", "--do", "pause")
      #expect(
        nobody.errorText
          == "viz: no run can be attached to: none goes on that viz watch or viz's Python folder has begun\n")
    }

    @Test func whatCannotBeIsRefusedInOneLine() throws {
      let trainer = try ScriptedTrainer()
      for (arguments, status, words) in [
        (["attach", "--do", "fly"], 64, "'fly' is no request"),
        (["attach"], 1, "stdout is not a terminal"),
        (["attach", "--format", "xml"], 64, "xml"),
        (["attach", "--list", "--do", "run"], 64, "--list stands alone"),
        (["attach", "--frames", "2"], 64, "--format json"),
        (["attach", "1", "--do", "run"], 1, "process 1 is no run"),
        (["attach", "/nowhere.sock", "--do", "run"], 1, "no run answers at /nowhere.sock"),
        (["attach", String(repeating: "a/", count: 80), "--do", "run"], 1, "more than 107"),
      ] as [([String], Int32, String)] {
        let outcome = try trainer.viz(arguments)
        #expect(outcome.status == status && outcome.output.isEmpty, "\(arguments)")
        #expect(outcome.errorText.contains(words), "\(outcome.errorText)")
        #expect(outcome.errorText.split(separator: "\n").count == 1)
      }
    }

    @Test func thePythonFolderIsUnpackedOnceForThisUserAlone() throws {
      let trainer = try ScriptedTrainer()
      let path = try trainer.viz("python-path").outputText.trimmingCharacters(in: .newlines)
      #expect(try trainer.viz("python-path").outputText == path + "\n")
      for file in ["sitecustomize.py", "viz_torch/__init__.py", "viz_torch/server.py"] {
        #expect(FileManager.default.fileExists(atPath: "\(path)/\(file)"))
      }
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o700)
    }
  }
}

/// A run that is played by a script, in a runtime folder of its own.
final class ScriptedTrainer {
  static let isPossible =
    ["/usr/bin", "/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/python3")
    }
    || (try? Program.run(
      URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", ""], environment: Program.environment()))?
      .status == 0

  private let runtime: URL
  private let trainer = Process()
  private let ownsRuntime: Bool

  /// Starts it and waits until it listens.
  init(beside other: ScriptedTrainer? = nil) throws {
    ownsRuntime = other == nil
    runtime =
      other?.runtime
      ?? FileManager.default.temporaryDirectory.appendingPathComponent(
        "viz-run-\(UUID().uuidString.prefix(8))")
    let folder = runtime.appendingPathComponent("viz")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("scripted_trainer.py")
    // Its number is only known once it runs: it is told where by the shell that becomes it.
    trainer.executableURL = URL(fileURLWithPath: "/bin/sh")
    trainer.arguments = ["-c", "exec python3 \"$0\" \"$1/$$.sock\"", script.path, folder.path]
    trainer.environment = Program.environment()
    let output = Pipe()
    trainer.standardOutput = output
    try trainer.run()
    _ = output.fileHandleForReading.availableData
  }

  deinit {
    end()
    if ownsRuntime { try? FileManager.default.removeItem(at: runtime) }
  }

  var process: Int32 { trainer.processIdentifier }
  var socket: String { runtime.appendingPathComponent("viz/\(process).sock").path }

  /// Kills it, so that it leaves what it made.
  func end() {
    if trainer.isRunning { kill(process, SIGKILL) }
    trainer.waitUntilExit()
  }

  /// Runs `viz` where it finds this run.
  func viz(_ arguments: String...) throws -> Program.Outcome { try viz(arguments) }

  func viz(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(
      Program.locate(), arguments, environment: Program.environment(["XDG_RUNTIME_DIR": runtime.path]))
  }
}
