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
      return try checked(try configuration(recording.head.options), recording, path)
    } catch let error as Failure {
      throw error
    } catch {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      let home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { close(home) }
      if home >= 0, !folder.isEmpty, chdir(folder) == 0 {
        defer { fchdir(home) }
        if let beside = try? configuration(recording.head.options) {
          return try checked(beside, recording, path)
        }
      }
      throw Failure(
        say(
          "replay.cannotPlay",
          "cannot play \(path): its run: \(ParserWords.translated(RecordedRunOptions.message(for: error)))"))
    }
  }

  /// The run, where it begins at the step that the recording begins with.
  private static func checked(
    _ configuration: Configuration, _ recording: Recording, _ path: String
  ) throws -> Configuration {
    let first = configuration.start?.step ?? 0
    guard recording.head.step == first else {
      throw Failure(
        say(
          "replay.otherStart",
          "cannot play \(path): it begins at step \(recording.head.step), and its run at step \(first)"))
    }
    return configuration
  }

  private static func configuration(_ options: [String]) throws -> Configuration {
    let parsed = try parse(options)
    return try parsed.training.configuration(fallbackSeed: 0, hasKeys: true, state: parsed.state.path)
  }
}
