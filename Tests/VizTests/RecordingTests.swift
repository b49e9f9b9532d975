import Engine
import Foundation
import TestRuns
import Testing

@testable import Formats
@testable import Viz

/// A run that was recorded comes to the same bits wherever it is done again.
@Suite struct RecordingTests {
  private struct Draw {
    var generator: Generator
    mutating func callAsFunction(_ count: Int) -> Int { Int(generator.next32() % UInt32(count)) }
  }

  /// Does random things to a run of the options and returns the recording of them, from a file and as the key `w` writes it.
  private func play(_ options: [String], seed: UInt64, deeds: Int = 60) throws -> (
    file: String, saved: String, end: RecordedState
  ) {
    var random = Draw(generator: Generator(seed: seed))
    let configuration = try configuration(options)
    let path = temporaryPath("recording")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var session = Session(
      configuration, isRunning: random(2) == 0, files: [try RecordingFile(path: path)], options: options)
    for _ in 0..<deeds {
      let trainer = session.trainer
      let parameters = trainer.network.parameters
      switch random(22) {
      case 0...2: session.apply(.step)
      case 3...7:
        if !session.isRunning { session.apply(.toggleRunning) }
        session.advance(by: 1 + random(400))
      case 8: session.apply(.command(.optimizer(["sgd", "adam", "rmsprop"][random(3)])))
      case 9: session.apply(.command(.set("lr", [0.001, 0.01, 0.1, 0.5][random(4)])))
      case 10, 11:
        let parameter = parameters[random(parameters.count)]
        let index = parameter.shape.map { random($0) }
        session.apply(
          .command(.edit(Place(tensor: parameter.name, index: index), Double(random(200)) / 100 - 1)))
      case 12: session.apply(.command(random(3) == 0 ? .reseed(UInt64(random(99))) : .reset))
      case 13...15:
        let moves: [TimeMove] = [
          .steps(-1 - random(30)), .steps(9), .hundredths(-2), .toStart, .toEnd, .to(random(500)),
        ]
        session.apply(.move(moves[random(moves.count)]))
        while session.isTravelling { session.travel() }
      case 16:
        session.apply(.race(.enter))
        session.apply(.step)
        session.apply(.race(.command(.set("lr", 0.5), lane: 1)))
        session.apply(.race(.leave))
      case 17: session.apply(.toggleRunning)
      case 18: session.apply(.pace([.unlimited, .stepsPerSecond(50)][random(2)]))
      case 19: session.apply(.viewed([Key.tab, .character("3"), .up][random(3)]))
      case 20 where trainer.sample == nil:
        let changes: [SetupChange] = [
          .noise(Double(random(5)) * 5), .dataSeed(UInt64(random(9))), .batch(1 + random(40)),
          .hidden([1 + random(8), 1 + random(8)]), .activation(RunSetup.activations[random(9)]), .data("xor"),
          .schedule(try Schedules.parse("cosine T_max=50")), .clipping(try Clipping(norm: 1, value: 0.5)),
        ]
        session.apply(.change(changes[random(changes.count)]))
      default: break
      }
    }
    let saved = try #require(session.recording)
    try session.finish()
    return (try contents(of: path), saved, RecordedState(session.trainer))
  }

  private func configuration(_ options: [String]) throws -> Configuration {
    try RecordedRunOptions.parse(options).training.configuration(fallbackSeed: 0, hasKeys: true)
  }

  private func recording(_ text: String) throws -> Recording {
    try Recording(ByteInput(Array(text.utf8), name: "run"))
  }

  @Test(arguments: [
    ["--seed", "3"], ["--preset", "circle", "--seed", "5", "--batch", "7"],
    ["--preset", "xor", "--seed", "1", "--schedule", "cosine T_max=90", "--toggle", "50"],
    ["--preset", "text", "--seed", "2"],
    [
      "--model", "Linear(2, 4), Dropout(0.3), Linear(4, 1)", "--loss", "mse", "--data", "circle", "--seed",
      "9",
    ],
  ])
  func whateverWasDoneIsDoneAgainToTheSameBits(options: [String]) throws {
    for seed in 0..<25 as Range<UInt64> {
      let (file, saved, _) = try play(options, seed: 100 * seed + 7)
      for text in [file, saved] {
        let recording = try recording(text)
        let check = ReplayCheck(recording, try configuration(recording.head.options))
        #expect(check.difference == nil, "seed \(seed): \(check.difference ?? "")")
        #expect(check.places == recording.deeds.filter { $0.state != nil }.count + 1)
      }
    }
  }

  @Test(arguments: [Player.Speed.own(1), .own(3), .steps(.stepsPerSecond(500)), .steps(.unlimited)])
  func whatIsPlayedEndsInTheSameBits(_ speed: Player.Speed) throws {
    for seed in 0..<20 as Range<UInt64> {
      let (file, _, end) = try play(["--preset", "circle", "--seed", "4"], seed: seed)
      let recording = try recording(file)
      var session = Session(try configuration(recording.head.options), player: Player(recording, speed))
      var seconds = 0.0
      while session.isPlaying, seconds < 1000 {
        session.play(for: 0.05)
        seconds += 0.05
      }
      #expect(session.player?.isOver == true)
      #expect(RecordedState(session.trainer) == end, "seed \(seed)")
    }
  }

  @Test func goingThroughWhatIsPlayedEndsInTheSameBits() throws {
    var random = Draw(generator: Generator(seed: 3))
    for seed in 0..<20 as Range<UInt64> {
      let (file, _, end) = try play(["--preset", "circle", "--seed", "4"], seed: 50 + seed)
      let recording = try recording(file)
      var session = Session(
        try configuration(recording.head.options), player: Player(recording, .steps(.stepsPerSecond(1000))))
      for _ in 0..<30 {
        let moves: [RunCommand] = [
          .move(.steps(-1)), .move(.steps(-100)), .move(.hundredths(-20)), .move(.hundredths(30)),
          .move(.toStart),
          .move(.toEnd), .step, .toggleRunning, .faster, .slower, .move(.steps(3)),
        ]
        session.apply(moves[random(moves.count)])
        for _ in 0..<random(20) { session.play(for: 0.02) }
        guard session.player != nil else { break }
      }
      guard session.player != nil else { continue }
      session.apply(.move(.toEnd))
      while session.isPlaying { session.play(for: 0.05) }
      #expect(session.player?.isOver == true && RecordedState(session.trainer) == end, "seed \(seed)")
    }
  }

  @Test func aStepBackOfWhatIsPlayedIsTheStepBefore() throws {
    var session = Session(article(seed: 3), isRunning: true, options: ["--seed", "3"])
    session.advance(by: 300)
    session.apply(.command(.set("lr", 0.5)))
    session.advance(by: 200)
    let recording = try recording(try #require(session.recording))
    var played = Session(article(seed: 3), player: Player(recording, .steps(.stepsPerSecond(100))))
    played.play(for: 4)
    while played.trainer.step < 395 { played.play(for: 0.01) }
    let step = played.trainer.step
    for back in 1...120 {
      played.apply(.move(.steps(-1)))
      while played.isPlaying { played.play(for: 0) }
      #expect(played.trainer.step == step - back)
    }
    for forth in 1...60 {
      played.apply(.step)
      while played.isPlaying { played.play(for: 0) }
      #expect(played.trainer.step == step - 120 + forth)
    }
    let plain = Trainer(article(seed: 3))
    plain.run(until: 300)
    plain.apply(.set("lr", 0.5))
    plain.run(until: step - 60)
    #expect(RecordedState(plain) == RecordedState(played.trainer))
  }

  @Test func aKeyThatChangesTheRunTakesItOver() throws {
    var session = Session(article(seed: 3), isRunning: true, options: ["--seed", "3"])
    session.advance(by: 300)
    let recording = try recording(try #require(session.recording))
    var played = Session(
      article(seed: 3), options: ["--seed", "3"], player: Player(recording, .steps(.stepsPerSecond(100))))
    played.play(for: 1.2)
    let step = played.trainer.step
    #expect(played.report.replay != nil && !played.report.capabilities.contains(.racing))
    played.apply(.command(.optimizer("adam")))
    #expect(played.player == nil && played.report.replay == nil && played.trainer.step == step)
    played.advance(by: 40)
    let own = ReplayCheck(try self.recording(try #require(played.recording)), article(seed: 3))
    #expect(own.difference == nil && own.step == step + 40)
  }

  @Test func aLineThatIsTornIsLeftOutAndAnyOtherThatIsBadIsTold() throws {
    let (file, _, _) = try play(["--seed", "3"], seed: 8)
    let bytes = Array(file.utf8)
    for end in stride(from: file.firstIndex(of: "\n")!.utf16Offset(in: file) + 1, to: bytes.count, by: 7) {
      let recording = try Recording(ByteInput(Array(bytes[..<end]), name: "run"))
      #expect(recording.isTorn == (bytes[end - 1] != 10))
      #expect(ReplayCheck(recording, article(seed: 3)).difference == nil)
    }
    let head = #"{"viz":"0","run":["--seed","3"],"step":0}"#
    for (line, problem) in [
      ("", "line 1: it is no JSON object"), ("{}", "line 1: it does not say which run it is of"),
      (head + "\nx\n", "line 2: it is no JSON object"),
      (head + "\n" + #"{"step":-1,"time":0,"do":"run"}"# + "\n", "line 2: it has no step"),
      (head + "\n" + #"{"step":1,"do":"run"}"# + "\n", "line 2: it has no time"),
      (
        head + "\n" + #"{"step":1,"time":0,"do":"dance"}"# + "\n",
        "line 2: 'dance' is nothing that can be done"
      ),
      (
        head + "\n" + #"{"step":1,"time":0,"do":"optimizer","value":3}"# + "\n",
        "line 2: 'optimizer' with the value 3 is nothing"
      ),
      (
        head + "\n" + #"{"step":1,"time":2,"do":"run"}"# + "\n" + #"{"step":1,"time":1,"do":"pause"}"# + "\n",
        "line 3: its time is before"
      ),
      (
        head + "\n" + #"{"step":1,"time":2,"do":"reset","loss":1,"hash":"xyz"}"# + "\n",
        "line 2: its hash is not 16 hexadecimal digits"
      ),
    ] {
      let text = line.isEmpty ? "\n" : line == "{}" ? "{}\n" : line
      #expect {
        try self.recording(text)
      } throws: {
        "\($0)".contains(problem) && !"\($0)".contains("\n")
      }
    }
  }

  @Test func aChangedNumberIsFound() throws {
    let (file, _, _) = try play(["--seed", "3"], seed: 21)
    let changed = file.replacing(#""value":"adam""#, with: #""value":"rmsprop""#)
      .replacing(#""do":"lr","value":0.5"#, with: #""do":"lr","value":0.25"#)
    #expect(changed != file)
    let difference = ReplayCheck(try recording(changed), article(seed: 3)).difference
    #expect(difference?.contains("was recorded") == true || difference?.contains("stands at step") == true)
  }

  @Test func theHashIsFNVOfTheStateDictsBytes() {
    let trainer = Trainer(article(seed: 3))
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in trainer.network.parameters[0].data.elements {
      withUnsafeBytes(of: number) { bytes in
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
    }
    #expect(Fingerprint(of: trainer.network).value == hash)
    #expect(Fingerprint().text == "cbf29ce484222325")
  }

  @Test func aFilmIsTheSameWheneverItIsMadeAndItsFramesAreThoseOfTheRun() throws {
    let (file, _, _) = try play(["--preset", "circle", "--seed", "4"], seed: 5, deeds: 40)
    let recording = try recording(file)
    func film() throws -> [String] {
      var film = try Film(
        recording, try configuration(recording.head.options), .steps(.stepsPerSecond(20)),
        screen: ScreenSize(width: 80, height: 24), look: Look())
      var lines = [film.head]
      while let line = film.nextFrame() { lines.append(line) }
      return lines
    }
    let lines = try film()
    let again = try film()
    #expect(lines.count == again.count && lines.count > 10)
    for (line, other) in zip(lines, again) where line != other {
      Issue.record("\(line.prefix(3000))\nis not\n\(other.prefix(3000))")
      break
    }
    var time = 0.0
    for line in lines.dropFirst().joined().split(separator: "\n") {
      guard case .list(let parts) = try JSONValue(Array(line.utf8), name: ""), parts.count == 3 else {
        Issue.record("no event: \(line.prefix(40))")
        return
      }
      #expect(parts[0].double! >= time && parts[1].string == "o" && parts[2].string?.isEmpty == false)
      time = parts[0].double!
    }
  }

  @Test func everyDeedReadsBackAsItWasWritten() throws {
    let deeds: [Deed] = [
      .command(.optimizer("adam")), .command(.set("lr", 0.1)), .command(.set("momentum", 1e-30)),
      .command(.edit(Place(tensor: "0.weight", index: [1, 0]), -0.25)), .command(.reset),
      .command(.reseed(.max)),
      .go(17), .change(.noise(12.5)), .change(.hidden([])), .change(.hidden([3, 64])), .change(.data("xor")),
      .change(.dataSeed(5)), .change(.batch(3)), .change(.activation("ReLU")), .change(.schedule(nil)),
      .change(.schedule(try Schedules.parse("linear start_factor=0.01 total_iters=5, at 5 cosine T_max=20"))),
      .change(.clipping(.none)), .change(.clipping(try Clipping(norm: 0.1))),
      .change(.clipping(try Clipping(value: 3))),
      .change(.clipping(try Clipping(norm: 1e-3, value: 2))),
      .race(.enter), .race(.leave), .race(.startHere), .race(.restart), .race(.kind(.momenta)),
      .race(.reseed(3)),
      .race(.command(.set("lr", 0.02), lane: 4)), .raceStep, .run, .pause, .step, .pace(.unlimited),
      .pace(.stepsPerSecond(0.2)), .key(.character("\"")), .key(.pageUp), .key(.character(" ")), .check, .end,
    ]
    for deed in deeds {
      let line = RecordedLine(step: 3, time: 1.25, deed: deed, state: nil)
      let value = try JSONValue(Array(line.json.utf8.dropLast()), name: "")
      #expect(try RecordedLine(value) == line, "\(line.json)")
    }
  }

  @Test func whatWasDoneBeforeTheFirstStepIsDoneOnceHoweverOftenOneGoesBack() throws {
    var session = Session(article(seed: 3), options: ["--seed", "3"])
    session.apply(.command(.set("lr", 0.2)))
    session.apply(.command(.optimizer("adam")))
    session.apply(.toggleRunning)
    session.advance(by: 50)
    let end = RecordedState(session.trainer)
    let recording = try recording(try #require(session.recording))
    var played = Session(article(seed: 3), player: Player(recording, .steps(.stepsPerSecond(100))))
    for move in [TimeMove.toEnd, .toStart, .toEnd, .steps(-49), .toStart] {
      played.apply(.move(move))
      while played.isPlaying { played.play(for: 0.05) }
    }
    played.apply(.toggleRunning)
    while played.isPlaying { played.play(for: 0.05) }
    #expect(RecordedState(played.trainer) == end && played.trainer.learningRate == 0.001)
  }

  @Test func theViewIsGoneBackWithAndAKeyIsPressedOnce() throws {
    var session = Session(article(seed: 3), isRunning: true, options: ["--seed", "3"])
    for key in [Key.tab, .tab, .right] {
      session.advance(by: 100)
      session.apply(.viewed(key))
    }
    let recording = try recording(try #require(session.recording))
    let run = InlineRun(Session(article(seed: 3), player: Player(recording, .steps(.stepsPerSecond(100)))))
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    for move in [TimeMove.toEnd, .toStart, .toEnd, .toStart, .toEnd] {
      run.perform(.run(.move(move)), on: &state)
      while run.isPlaying { run.play(for: 0.05, on: &state) }
      #expect(state.scene == (move == .toEnd ? 2 : 0), "\(move)")
    }
  }

  @Test func aFilmTakesAsLongAsTheRecordingHoweverSlowItsStepsAre() throws {
    let options = [
      "--model", "Linear(64, 256), ReLU, Linear(256, 10)", "--loss", "cross-entropy", "--data", "digits",
      "--seed", "1",
    ]
    var session = Session(try configuration(options), isRunning: true, options: options)
    session.advance(by: 100)
    let recording = try recording(try #require(session.recording))
    var film = try Film(
      recording, try configuration(options), .steps(.stepsPerSecond(50)),
      screen: ScreenSize(width: 40, height: 12),
      look: Look())
    var last = 0.0
    while let frame = film.nextFrame() { last = Double(frame.dropFirst().prefix { $0 != "," }) ?? 0 }
    #expect(last < 2.5, "\(last)")
  }

  @Test(arguments: [
    #"{"step":1,"time":0,"do":"pace","value":1e300}"#,
    #"{"step":1,"time":0,"do":"go","value":-9223372036854775808}"#,
    #"{"step":1,"time":1e300,"do":"run"}"#, #"{"step":1,"time":0,"do":"pace","value":1e-300}"#,
  ])
  func numbersBeyondAllSenseAreRefused(line: String) {
    #expect(throws: FormatError.self) {
      try recording("{\"viz\":\"0\",\"run\":[],\"step\":0}\n" + line + "\n")
    }
  }

  @Test func theRunsOptionsAreThoseThatWereTypedWithoutThoseOfTheScreen() {
    for (line, options) in [
      ("run --seed=3 --paused --log=x --speed max --lr -0.5", ["--seed=3", "--lr", "-0.5"]),
      ("--preset xor --record r.jsonl --lang zh --color none", ["--seed", "9", "--preset", "xor"]),
      ("--preset xor --no-mouse --", ["--seed", "9", "--preset", "xor"]),
      (
        "--input=-1,2 --at 3:lr=0.5 --every 4 --log l --stop-at 9 --scene race",
        ["--seed", "9", "--input=-1,2", "--at", "3:lr=0.5"]
      ),
    ] {
      #expect(RunOptions.options(line.split(separator: " ").map(String.init), seed: 9) == options, "\(line)")
    }
  }
}
