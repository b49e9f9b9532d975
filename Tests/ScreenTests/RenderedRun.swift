import Engine
import Testing

@testable import Viz

/// The state that `viz render` draws, and the run that its options describe.
struct RenderedRun {
  let state: AppState
  let configuration: Configuration

  /// What a line of options and keys comes to; quotes keep together what has spaces.
  init(_ line: String, keys: String = "") throws {
    let command = try RenderCommandLine.parse(Self.words(line) + (keys.isEmpty ? [] : ["--keys", keys]))
    state = try command.state()
    configuration = try command.training.configuration(fallbackSeed: 0)
  }

  /// The same run in the engine alone, after as many steps.
  var trainer: Trainer {
    let trainer = Trainer(configuration)
    trainer.run(until: state.snapshot.step)
    return trainer
  }

  /// The frame of a size.
  func text(_ width: Int, _ height: Int) -> String {
    Frame.draw(state, width: width, height: height).plainText
  }

  private static func words(_ line: String) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
  }
}

extension AppState {
  /// Presses keys, each named as in the help, in a run.
  mutating func press(_ keys: String, _ run: InlineRun) {
    for name in keys.split(separator: " ") {
      guard let key = Key(name: String(name)), let action = action(for: key) else {
        Issue.record("the key \(name) does nothing")
        return
      }
      run.perform(action, on: &self)
    }
  }
}
