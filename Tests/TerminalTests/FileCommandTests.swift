import Foundation
import Testing

/// Commands with files of one's own, as a shell starts them.
@Suite struct FileCommands {
  private let folder: URL

  init() throws {
    folder = try temporaryFolder()
    let rows = (0..<30).map { "\($0 % 7),\(Double($0 * 11 % 13) / 2),\(["x", "y"][$0 % 2])\n" }
    try Data(("a,b,c\n" + rows.joined()).utf8).write(to: folder.appending(path: "t.csv"))
    try Data(("a,b,c\n,1,x\n" + rows.joined()).utf8).write(to: folder.appending(path: "gaps.csv"))
  }

  /// Runs a line of shell in which `$viz` is the program, in a folder of its own.
  private func shell(_ line: String) throws -> Program.Outcome {
    defer { try? FileManager.default.removeItem(at: folder) }
    return try Program.run(
      URL(filePath: "/bin/bash"), ["-c", "cd '\(folder.path)'; \(line)"],
      environment: Program.environment(["viz": Program.locate().path]))
  }

  @Test func aPipeAndStandardInputAreAsTheFile() throws {
    let outcome = try shell(
      """
      trace() { $viz trace --model 'Linear(2, 1)' --loss mse --seed 1 --steps 3 --split 0.5 --data "$@"; }
      trace t.csv > wanted && mkfifo p && gzip -k t.csv || exit 9
      trace - < t.csv | cmp - wanted && cat t.csv | trace - | cmp - wanted && cat t.csv | trace /dev/stdin | cmp - wanted
      trace <(cat t.csv) | cmp - wanted; cat t.csv > p & trace p | cmp - wanted; trace t.csv.gz | cmp - wanted
      trace - < t.csv.gz | cmp - wanted; wc -l < wanted; rm p wanted t.csv.gz
      """)
    #expect(outcome.status == 0 && outcome.errorText.isEmpty, "\(outcome.errorText)")
    #expect(outcome.outputText.trimmingCharacters(in: .whitespacesAndNewlines) == "3")
  }

  @Test func whatWasLeftOutIsToldOnStderrAndTheRunGoesOn() throws {
    let outcome = try shell(
      """
      for data in t.csv gaps.csv; do
        $viz trace --model 'Linear(2, 1)' --loss mse --seed 1 --steps 3 --data $data > $data.out || exit 9
      done; cmp *.out && rm *.out
      """)
    #expect(outcome.status == 0 && outcome.outputText.isEmpty)
    #expect(outcome.errorText == "viz: gaps.csv: 1 row is left out, with nothing in a (1)\n")
  }

  @Test func weightsAndStatesGoFromOneCommandToTheNext() throws {
    let outcome = try shell(
      """
      set -e; run="--preset circle --seed 5"
      $viz export $run --steps 20 --optimizer-state -o a.npz; $viz export $run --steps 20 --optimizer-state -o b.npz
      cmp a.npz b.npz
      $viz trace $run --steps 10 --optimizer-state a.npz > next; $viz trace $run --steps 30 | tail -n 10 | cmp - next
      $viz check $run --steps 10 --optimizer-state a.npz | tail -n +2 > next; $viz check $run --steps 30 | tail -n +2 | cmp - next
      $viz predict --preset circle --weights a.npz --data "0,0;5,5"; ls *.partial 2> /dev/null || true
      """)
    let told = "viz: goes on after step 20 with sgd lr=0.03\n"
    #expect(outcome.status == 0 && outcome.errorText == told + told, "\(outcome.errorText)")
    let lines = outcome.outputText.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix(#"{"row":0,"prediction":["#))
  }

  @Test(arguments: [
    (
      "trace $run --data none.csv", 64,
      "The value 'none.csv' is invalid for '--data <name|file>': there is no such file"
    ),
    (
      "trace $run --data .", 1,
      "cannot learn from .: it lacks train-images-idx3-ubyte and train-labels-idx1-ubyte"
    ),
    ("trace $run --data - < /dev/null", 1, "cannot read standard input: it is empty"),
    ("trace $run --data - <&-", 1, "cannot read standard input: it is empty"),
    ("trace $run --data t.csv --test none", 1, "cannot read none: No such file or directory"),
    (
      "trace $run --data t.csv --target z", 1,
      "cannot read t.csv: there is no column 'z'; it has 'a', 'b', 'c'"
    ),
    ("trace --preset circle --optimizer-state t.csv", 1, "cannot read t.csv: it holds no arrays"),
    (
      "export --preset circle --seed 1 -o none/x.npz", 1, "cannot write none/x.npz: No such file or directory"
    ),
    (
      "export --preset circle --seed 1 -o x.txt", 64,
      "-o x.txt: a name with one of .safetensors, .npz, .npy and"
    ),
    ("export --preset circle --seed 1", 64, "Missing expected argument '--output <file>'"),
    ("predict --preset circle --data 1,2", 64, "--weights is missing: a file with trained weights is needed"),
    ("predict --preset circle --weights . --data 1,2", 1, "cannot read .: it is a folder"),
    ("predict --preset circle --weights t.csv --data 1,2", 1, "cannot read t.csv: it holds no arrays"),
    (
      "trace --preset circle --seed 1 --steps 9223372036854775807 --optimizer-state t.csv", 1,
      "cannot read t.csv: it holds no arrays"
    ),
  ])
  func whatIsWrongIsOneLineAndAStatus(_ line: String, _ status: Int32, _ words: String) throws {
    let outcome = try shell(
      "$viz \(line.replacing("$run", with: "--model 'Linear(2, 1)' --loss mse --seed 1"))")
    #expect(outcome.status == status && outcome.output.isEmpty)
    #expect(outcome.errorText.hasPrefix("viz: \(words)"), "\(outcome.errorText)")
    #expect(outcome.errorText.filter { $0 == "\n" }.count == 1)
  }

  @Test func stepsAreCountedToTheLast() throws {
    let outcome = try shell(
      """
      $viz export --preset plane --model 'Linear(2, 1)' --lr 1e20 --seed 1 --steps 1 --optimizer-state -o s.npz
      $viz trace --preset plane --model 'Linear(2, 1)' --seed 1 --steps 9223372036854775807 --optimizer-state s.npz | wc -l
      """)
    #expect(outcome.errorText.hasPrefix("viz: training stopped: after step "), "\(outcome.errorText)")
    #expect(outcome.status == 0)
  }
}
