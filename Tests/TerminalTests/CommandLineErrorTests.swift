import Foundation
import Testing

/// What the built program says of a wrong command line or of numbers that it cannot read.
@Suite struct CommandLineErrors {
  /// Runs a line of shell in which `$viz` is the program, in a folder of its own.
  private func shell(_ line: String) throws -> Program.Outcome {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try Program.run(
      URL(filePath: "/bin/bash"), ["-c", "cd '\(folder.path)' && \(line)"],
      environment: Program.environment(["viz": Program.locate().path]))
  }

  @Test(arguments: [
    (
      "tracee",
      "there is no command 'tracee'; did you mean trace? The commands are: run, trace, script, check, pool, render"
    ),
    ("Render --seed 7", "there is no command 'Render'; did you mean render? The commands are: run, trace,"),
    ("nonsense", "there is no command 'nonsense'; the commands are: run, trace, script, check, pool, render"),
    ("help tracee", "there is no command 'tracee'; did you mean trace? The"),
    ("--seed 7 trace", "the command comes first: viz trace --seed 7"),
    ("--seed 7 trace --steps 5", "the command comes first: viz trace --seed 7 --steps 5"),
    ("--seed 7 tracee", "there is no command 'tracee'; did you mean trace? The"),
    ("trace run", "Unexpected argument 'run'; trace takes options only"),
    ("--log trace --lr abc", "The value 'abc' is invalid for '--lr <rate>'"),
    ("check --toggle 5", "--toggle means nothing here"),
    ("check --optimizer adam", "--optimizer means nothing here"),
    ("check --at 5:lr=1", "--at means nothing here"),
    ("check --schedule 'cosine T_max=5'", "--schedule means nothing here"),
    ("--preset circle --optimizer muon", "--optimizer muon: muon changes matrices only, and 0.bias"),
    ("render --preset circle --noise 51", "a number from 0 to 50 is needed"),
    ("trace --model $'Linear(2, 8)\\nLinear(3, 1)' --loss mse --data circle", "takes a last axis of 3"),
    ("--every 5", "--every says how often --log writes"),
    ("pool --kernel 9", "--kernel 9: longer than the axis of 4"),
    ("pool --kernel 0", "--kernel 0: a kernel covers"),
    ("pool --padding 3", "--padding 3: 2⋅padding must not exceed"),
    ("pool --shape 3,4", "--kernel is missing: its default of 4 is longer than the axis of 3"),
    ("trace --lr 0,1", "write decimals with a point, as in 0.1"),
    ("--speed 0,5", "write decimals with a point"),
    (
      "trace --input 0,5,0,1",
      "--input has 4 numbers but --size is 2: it needs 2; decimals are written with a point"
    ),
    ("trace --input 1,,2", "a number is missing at a comma"),
    ("trace --lr", "Missing value for '--lr <rate>'"),
    ("$'tra\\nce\\e[31m'", "there is no command 'tra ce [31m'"),
  ])
  func aWrongCommandLineIsOneLineAndStatus64(arguments: String, words: String) throws {
    let outcome = try shell("$viz \(arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorText.hasPrefix("viz: ") && outcome.errorText.contains(words), "\(outcome.errorText)")
    #expect(outcome.errorText.filter { $0 == "\n" }.count == 1 && !outcome.errorText.contains("\u{1b}"))
  }

  @Test(arguments: [
    ("mkdir x; $viz pool --values x", "viz: cannot read x: it is a folder"),
    ("$viz pool --values x", "viz: cannot read x: No such file or directory"),
    ("echo > x; $viz pool --values x/y", "viz: cannot read x/y: Not a directory"),
    ("ln -s x x; $viz pool --values x", "viz: cannot read x: Too many levels of symbolic links"),
    ("$viz pool --values ''", "viz: cannot read '': a file needs a name"),
    ("$viz pool --values - </dev/null", "viz: standard input is empty, not JSON: "),
    ("$viz pool --values - <&-", "viz: standard input is empty, not JSON: "),
    ("echo '[1,' | $viz pool --values -", "viz: standard input is not JSON: line 2, column 1: "),
    (
      "echo '[1, NaN]' | $viz pool --values /dev/stdin",
      "viz: standard input: element [1] is NaN: finite numbers"
    ),
    ("echo '[1, 2]' | $viz pool --values -", "viz: standard input holds a tensor of rank 1: "),
    ("yes | $viz pool --values -", "viz: standard input is not JSON: line 1, column 1: 'y' is neither"),
    ("$viz pool --values /dev/zero", "viz: /dev/zero is not JSON: line 1, column 1: byte 0 is no text"),
    (
      "{ printf '['; cat /dev/zero; } | tr '\\0' ' ' | $viz pool --values -",
      "viz: cannot read standard input: more than 512 MB"
    ),
  ])
  func numbersThatCannotBeReadAreToldByTheirTrueReason(line: String, words: String) throws {
    let outcome = try shell(line)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errorText.hasPrefix(words), "\(outcome.errorText)")
    #expect(outcome.errorText.filter { $0 == "\n" }.count == 1)
  }

  @Test(.enabled(if: getuid() == 0, "only root can become somebody who may not read"))
  func aFileThatMayNotBeReadIsToldSo() throws {
    let outcome = try shell(
      "chmod 755 . && cp $viz viz && echo '[[1]]' > x && chmod 600 x && setpriv --reuid 65534 --clear-groups ./viz pool --values x"
    )
    #expect(outcome.errorText == "viz: cannot read x: Permission denied\n")
    #expect(outcome.status == 1)
  }

  @Test(arguments: [
    "$viz pool --values x --kernel 1", "$viz pool --values - --kernel 1 <x",
    "cat x | $viz pool --values - --kernel 1",
    "cat x | $viz pool --values /dev/stdin --kernel 1", "$viz pool --values <(cat x) --kernel 1",
    "mkfifo p; cat x >p & $viz pool --values p --kernel 1", "ln -s x y; $viz pool --values y --kernel 1",
  ])
  func numbersComeFromWhateverCanBeRead(line: String) throws {
    // Longer than what a pipe holds.
    let rows = (0..<64).map { row in "[" + (0..<200).map { "\(row).\($0)" }.joined(separator: ", ") + "]" }
    let outcome = try shell(
      "echo '[\(rows.joined(separator: ",\n"))]' > x; \(line) --format json | head -c 200")
    #expect(outcome.errorText == "")
    #expect(
      outcome.outputText.hasPrefix(
        #"{"stages":[{"name":"input","shape":[64,200],"values":[[0.0,0.1,0.2,0.3,"#))
  }

  @Test func aFullSeedIsToldOnlyWhereSomethingIsPrinted() throws {
    let refused = try shell("$viz pool --kernel 9")
    #expect(!refused.errorText.contains("seed"))
    let printed = try shell("$viz pool")
    #expect(printed.status == 0 && printed.errorText.wholeMatch(of: /viz: seed \d+\n/) != nil)
  }

  @Test func aTracesTextSaysAtWhichWeightsTheLossIs() throws {
    let outcome = try shell("$viz trace --seed 7 --steps 2 --format text")
    #expect(
      outcome.outputText
        == "step 1  loss 0.1119 before it  lr 0.1  SGD\nstep 2  loss 0.1115 before it  lr 0.1  SGD\n")
  }

  /// The weights leave float32 after some steps, or with the first one.
  @Test(arguments: ["--momentum 10", "--momentum 3 --weight-decay 0.5", "--optimizer adam --lr 1e38"])
  func aTraceThatStopsPrintsItsLastStepToo(options: String) throws {
    let whole = try shell("$viz trace --seed 1 --steps 200 \(options)")
    let lines = whole.outputText.split(separator: "\n")
    try #require(lines.count < 200, "it does not stop")
    #expect(whole.status == 1 && whole.errorText.hasPrefix("viz: training stopped: after step "))
    for every in [2, 3, 7, 100, 1000] {
      let some = try shell("$viz trace --seed 1 --steps 200 \(options) --every \(every)")
      let printed = lines.indices.filter { $0.isMultiple(of: every) || $0 == lines.count - 1 }
      let wanted: [Substring] = printed.map { lines[$0] }
      #expect(some.outputText.split(separator: "\n") == wanted, "every \(every)")
      #expect(some.errorText == whole.errorText && some.status == 1)
    }
  }

  @Test(arguments: ["trace", "check", "pool", "render", "run"])
  func helpHasTwoExamplesThatRunAndADefaultForEveryOption(command: String) throws {
    let help = try shell("COLUMNS=200 $viz \(command) --help").outputText
    let examples = help.split(separator: "\n").filter { $0.hasPrefix("  viz ") }.map(String.init)
    #expect(examples.count >= 2)
    for example in examples where command != "run" {
      let line = "echo '[[1, 2], [3, 4]]' > values.json; viz() { $viz \"$@\"; }; \(example) | head -c 1"
      let outcome = try shell(line)
      #expect(outcome.output.count == 1 || example.contains(">"), "\(example): \(outcome.errorText)")
      #expect(outcome.errorText.isEmpty, "\(example): \(outcome.errorText)")
    }
    // An option with a value has a default; a flag is off.
    let options = help.components(separatedBy: "\n  --").dropFirst()
    #expect(options.count > 5)
    for option in options where option.contains("<") {
      #expect(option.contains("(default:") || option.contains("; default: "), "--\(option)")
    }
    #expect(help.contains("USAGE: viz \(command == "run" ? "[run]" : command) [<options>]"))
  }

  @Test(arguments: [
    ("--optimizer", ["sgd", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "muon"]),
    (
      "--preset",
      ["article", "circle", "xor", "gauss", "spiral", "plane", "gaussians", "text", "digits", "penguins"]
    ),
    ("--loss", ["mse", "l1", "smooth-l1", "bce", "bce-with-logits", "cross-entropy"]),
    ("--schedule", ["step", "multi_step", "exponential", "cosine", "linear", "one_cycle"]),
    ("--threads", ["1", "2", "auto"]),
    ("--scene", ["overview", "network", "flow", "explain", "race", "pooling"]),
    ("--color", ["auto", "direct", "256", "16", "none"]),
    ("--theme", ["auto", "dark", "light", "terminal"]), ("--format", ["text", "ansi", "svg"]),
  ])
  func completionOffersAnOptionsValues(option: String, values: [String]) throws {
    let script = try shell("$viz --generate-completion-script fish").outputText
    let rows = script.split(separator: "\n").filter { $0.contains("-l '\(option.dropFirst(2))'") }
    // fish lists the values behind -a; what the help says does not count.
    let offered = rows.compactMap {
      $0.firstMatch(of: /-rfka '([^']*)'/)?.1.split(separator: " ").map(String.init)
    }
    #expect(offered.contains { Set($0) == Set(values) }, "\(rows)")
  }

  @Test(arguments: [
    (["viz", "--preset", ""], "spiral"), (["viz", "--seed", "1", "--theme", "d"], "dark"),
    (["viz", "run", "--theme", "d"], "dark"), (["viz", "tr"], "trace"), (["viz", "--opti"], "--optimizer"),
  ])
  func bashCompletesWithAndWithoutACommand(words: [String], offered: String) throws {
    let line = words.joined(separator: " ")
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try shell(
      """
      bash -c 'source <($0 --generate-completion-script bash)
      COMP_LINE="$1" COMP_POINT=${#1} COMP_CWORD=$(($# - 2)) COMP_WORDS=("${@:2}")
      _viz viz "${@: -1}" "${@: -2:1}"
      echo "${COMPREPLY[@]}"' $viz '\(line)' \(quoted)
      """)
    #expect(outcome.outputText.split(whereSeparator: \.isWhitespace).contains(Substring(offered)))
  }

  @Test(arguments: ["--log", "--values"])
  func completionOffersFileNames(option: String) throws {
    let script = try shell("$viz --generate-completion-script fish").outputText
    let row = try #require(script.split(separator: "\n").first { $0.contains("-l '\(option.dropFirst(2))'") })
    // -rF: an argument is required, and it is a file.
    #expect(row.contains("-rF"), "\(row)")
  }
}
