import Engine
import Formats
@testable import Languages

@testable import Viz

/// A recording: refused in one line, or played, wherever it leads; each of its lines reads back as it is written.
func fuzzRecording(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let recording: Recording
  do {
    recording = try Recording(ByteInput(Array(bytes(data, count)), name: "fuzzed"))
  } catch {
    return expectOneLine("\(error)", beginsWith: "cannot read fuzzed: ")
  }
  for line in recording.deeds {
    guard let value = try? JSONValue(Array(line.json.utf8.dropLast()), name: ""),
      let again = try? RecordedLine(value)
    else { preconditionFailure("\(line.json) is not read back") }
    precondition(again.deed == line.deed && again.step == line.step, "\(line.json) is read back otherwise")
  }
  // Of any run that is small enough to go far: what a recording says need not be possible.
  let nearest = recording.deeds.filter { $0.step <= 2000 }
  guard nearest.count == recording.deeds.count, nearest.count <= 50, let small else { return }
  if let difference = ReplayCheck(recording, small).difference { expectOneLine(difference, beginsWith: "") }
  for speed in [Player.Speed.own(1e5), .steps(.unlimited)] {
    var session = Session(small, player: Player(recording, speed))
    for move in [TimeMove.toEnd, .toStart, .steps(-1), .hundredths(30), .to(3)] {
      for _ in 0..<40 where session.isPlaying { session.play(for: 10) }
      session.apply(.move(move))
    }
  }
}

private let small = try? Configuration.article(seed: 1)

/// A lesson: each mistake in one line, or played without a screen.
func fuzzLesson(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let text = LessonText(text(data, count))
  let lines = bytes(data, count).count { $0 == UInt8(ascii: "\n") } + 1
  for mistake in text.mistakes {
    precondition((1...lines).contains(mistake.line), "line \(mistake.line) of \(lines)")
    expectOneLine(mistake.words, beginsWith: "")
  }
  guard text.mistakes.isEmpty, let small, text.lesson.isShort else { return }
  guard let script = try? LessonScript(text.lesson, small) else { return }
  for mistake in script.mistakes { expectOneLine(mistake.words, beginsWith: "") }
  precondition(script.stops.count == text.lesson.stops.count)
}

extension Lesson {
  /// Whether it is played in no time.
  fileprivate var isShort: Bool {
    stops.allSatisfy { stop in
      (stop.actions + stop.reveals).allSatisfy { action in
        switch action.value {
        case .run(let steps): steps <= 500
        case .until: false
        case .keys(let keys): keys.count <= 20
        case .expect: true
        }
      }
    }
  }
}

/// A catalogue: refused in one line, or every text of it can be said.
func fuzzCatalogue(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  do {
    let catalogue = try Catalogue(text(data, count))
    for name in catalogue.names {
      let most = (catalogue.placeholders(of: name)?.max() ?? -1) + 1
      precondition(catalogue.text(name, Array(repeating: "x", count: most)) != nil, name)
    }
  } catch {
    expectOneLine("\(error)", beginsWith: "line ")
  }
}

private func expectOneLine(_ line: String, beginsWith start: String) {
  precondition(line.hasPrefix(start), line)
  // Other control characters of what is quoted become blanks where the line is told.
  precondition(!line.isEmpty && !line.contains(where: \.isNewline), line.debugDescription)
}
