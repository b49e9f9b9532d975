import Engine
import Formats
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
  guard nearest.count == recording.deeds.count, nearest.count <= 50, let smallRun else { return }
  if let difference = ReplayCheck(recording, smallRun).difference {
    expectOneLine(difference, beginsWith: "")
  }
  for speed in [Player.Speed.own(1e5), .steps(.unlimited)] {
    var session = Session(smallRun, player: Player(recording, speed))
    for move in [TimeMove.toEnd, .toStart, .steps(-1), .hundredths(30), .to(3)] {
      for _ in 0..<40 where session.isPlaying { session.play(for: 10) }
      session.apply(.move(move))
    }
  }
}

/// A run that takes no time.
let smallRun = try? Configuration.article(seed: 1)
