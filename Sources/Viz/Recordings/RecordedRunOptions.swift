import ArgumentParser
import Engine
import Glibc
import Languages

/// The run that a recording is of, made from the options that it begins with.
struct RecordedRunOptions: ParsableArguments {
  @OptionGroup
  var training: TrainingOptions

  @OptionGroup
  var state: StateOptions

  /// The run of a recording at `path`; files that it names lie in the working folder, or else beside it.
  ///
  /// - Throws: In one line what is wrong with its options, or with its files.
  static func configuration(_ recording: Recording, path: String) throws -> Configuration {
    do {
      return try configuration(recording.head.options)
    } catch {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      let home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { close(home) }
      if home >= 0, !folder.isEmpty, chdir(folder) == 0 {
        defer { fchdir(home) }
        if let beside = try? configuration(recording.head.options) { return beside }
      }
      throw Failure(
        say("replay.cannotPlay", "cannot play \(path): its run: \(RecordedRunOptions.message(for: error))"))
    }
  }

  private static func configuration(_ options: [String]) throws -> Configuration {
    let parsed = try parse(options)
    return try parsed.training.configuration(fallbackSeed: 0, hasKeys: true, state: parsed.state.path)
  }
}
