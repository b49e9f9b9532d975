import Engine
import Languages

/// What is kept of a run while it goes on: what was done, and the files that it is written to.
struct RunRecorder {
  private var files: [RecordingFile]
  private(set) var journal: Journal

  /// Begins with a run at its start; `options` are those that give it, where they are known.
  init(files: [RecordingFile], options: [String]?, _ configuration: Configuration, _ trainer: Trainer) {
    self.files = files
    journal = Journal(options: options, trainer)
    guard !files.isEmpty else { return }
    let head = journal.head(configuration)
    for index in files.indices { self.files[index].begin(head, trainer) }
  }

  /// Notes what was done after `step` steps; `trainer` stands where it led to.
  mutating func note(_ deed: Deed, after step: Int, _ trainer: Trainer) {
    let line = journal.note(deed, step: step, trainer)
    for index in files.indices { files[index].write(line, trainer) }
  }

  /// The next step that is a place to compare at: looking at one takes as long as dozens of small steps, so those that nothing
  /// would keep are passed by.
  func nextCheck(after step: Int) -> Int {
    var distance = journal.checkDistance
    for file in files where file.isOpen { distance = min(distance, file.checkDistance) }
    return (step / distance + 1) * distance
  }

  /// Whether numbers of steps are written.
  var isLogging: Bool { files.contains { $0.isOpen && $0.hasNumbers } }

  /// Why a file ended before the run, if one did.
  var failure: OutputError? { files.lazy.compactMap(\.failure).first }

  /// Takes steps until `target` of them are taken in all, and writes their numbers where that is wanted.
  mutating func takeSteps(_ timeline: Timeline, until target: Int) {
    let trainer = timeline.trainer
    while trainer.step < target, trainer.fault == nil {
      guard let log = files.firstIndex(where: { $0.isOpen && $0.hasNumbers }) else {
        return timeline.run(until: target)
      }
      files[log].takeStep(timeline)
    }
  }

  /// Puts all lines written so far into their files.
  mutating func flush() {
    for index in files.indices { files[index].flush() }
  }

  /// Writes the rest and closes all files.
  mutating func finish() throws(OutputError) {
    var failure: OutputError?
    for index in files.indices {
      do throws(OutputError) { try files[index].finish() } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  /// Writes what was done so far into a new file and tells what became of it; `first` is what the run was begun with.
  func save(_ first: Configuration, _ trainer: Trainer) -> String {
    guard journal.isWhole else {
      return say(
        "run.tooMuchDone",
        "too much was done in this run for its recording; --record FILE writes one as it happens")
    }
    guard let text = journal.text(first, trainer) else {
      return say("run.noRecording", "this run has no recording")
    }
    return NewFile.save(text, step: trainer.step, ending: "jsonl")
  }
}
