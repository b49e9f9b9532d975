import CLibFuzzer
import Glibc

// libFuzzer passes over options with two dashes, and hands them on to the processes it starts.
let name = CommandLine.arguments.dropFirst().first ?? ""
guard let target = targets.first(where: { "--" + $0.name == name })?.target else {
  for target in targets { print(target.name) }
  exit(0)
}
exit(clibfuzzer_run(CommandLine.argc, CommandLine.unsafeArgv, target))
