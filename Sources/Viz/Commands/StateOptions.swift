import ArgumentParser
import Languages

/// The option that says which run is gone on with.
struct StateOptions: ParsableArguments {
  @Option(
    name: .customLong("optimizer-state"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.optimizerState",
        """
        A file of viz export --optimizer-state: the run goes on where that one ended, to the bit, with its \
        optimizer, settings, schedule and order of rows; steps are counted on. Its weights too, unless --weights \
        has others. (default: none)
        """), valueName: say("value.file", "file")),
    completion: .file())
  var path: String?
}

extension Int {
  /// So many steps after this one; the last that can be counted where there are not as many.
  func countingOn(by count: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(count)
    return isTooLarge ? .max : sum
  }
}
