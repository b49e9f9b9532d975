import Testing

@testable import Engine
@testable import Viz

/// Where a control goes no further, what is said is true of the run.
@Suite struct ControlMessageTests {
  /// What is said after a key, and the configuration it is said of, once the key goes no further; the run is left as it was.
  private func end(_ line: String, _ key: String, atMost most: Int = 90) throws -> (
    words: String, now: Configuration
  ) {
    let run = InlineRun(try RenderedRun(line + " --seed 3").configuration)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.press("2", run)
    for _ in 0..<most {
      let before = run.report.snapshot
      state.press(key, run)
      guard let message = state.message else { continue }
      let after = run.report.snapshot
      #expect(before.setup == after.setup && before.loss == after.loss && before.step == after.step)
      #expect(
        Frame.draw(state, width: 120, height: 40).plainText.contains(message), "it is told on the screen")
      return (message, try configuration(line, after))
    }
    Issue.record("\(key) of \(line) never ends")
    return ("", try RenderedRun(line).configuration)
  }

  /// The configuration of a run whose controls were turned.
  private func configuration(_ line: String, _ snapshot: Snapshot) throws -> Configuration {
    var now = try RenderedRun(line + " --seed 3").configuration
    let (first, last) = (now.setup, try #require(snapshot.setup))
    if first.noise != last.noise { now = try now.changed(.noise(last.noise)) }
    if first.batch != last.batch { now = try now.changed(.batch(last.batch)) }
    if let hidden = last.hidden, first.hidden != hidden { now = try now.changed(.hidden(hidden)) }
    #expect(now.setup == last)
    return now
  }

  /// Whether the engine takes a change.
  private func takes(_ configuration: Configuration, _ change: SetupChange) -> Bool {
    (try? configuration.changed(change)) != nil
  }

  @Test func theRangeOfTheNoiseIsTheCommandLines() throws {
    for key in ["i", "I"] {
      let (words, now) = try end("--preset circle", key)
      #expect(words == "noise goes from 0 to 50")
      #expect(now.setup.noise == (key == "i" ? 0 : 50))
    }
    #expect((try? RenderedRun("--preset circle --noise 50")) != nil)
    #expect((try? RenderedRun("--preset circle --noise 51")) == nil)
    for name in ["digits", "text", "penguins", "article"] {
      #expect(try end("--preset \(name)", "I").words == "\(name) takes no noise")
      #expect((try? RenderedRun("--preset \(name) --noise 5")) == nil)
    }
  }

  @Test func aBatchGoesFromOneRowToAll() throws {
    for line in ["--preset circle", "--preset penguins", "--preset plane --batch 7"] {
      let (most, all) = try end(line, "C")
      #expect(most == "a batch has all rows now" && all.batch ?? 0 == all.data.training.rows)
      let (least, one) = try end(line, "c")
      #expect(least == "a batch has one row at least" && one.batch == 1)
    }
    #expect(try end("--preset article", "C").words == "a batch has all rows now")
  }

  @Test func rowsThatNoSeedDrawsStayWhateverTheSeed() throws {
    for line in ["--preset article", "--preset digits --split 1", "--preset penguins --split 1"] {
      let (words, now) = try end(line, "g")
      #expect(words == "these rows are not drawn from a seed")
      for seed in ["1", "2"] {
        let other = try RenderedRun("\(line) --data-seed \(seed)").configuration.data
        #expect(other.training == now.data.training && other.heldOut == now.data.heldOut, "\(line)")
      }
    }
    // Where rows are drawn, other seeds give others.
    for line in ["--preset circle --split 1", "--preset digits"] {
      let (one, other) = try (
        RenderedRun(line).configuration, RenderedRun("\(line) --data-seed 1").configuration
      )
      #expect(one.data.training != other.data.training && one.setup.drawsData)
    }
  }

  @Test func layersAndUnitsHaveTheEndsThatAreSaid() throws {
    let (units, most) = try end("--preset circle", "U")
    #expect(units == "a layer has 1 to 64 units here" && most.setup.hidden == [64, 2])
    let (few, least) = try end("--preset circle", "u")
    #expect(few == units && least.setup.hidden == [1, 2])
    let (layers, deepest) = try end("--preset circle", "H")
    #expect(layers == "6 hidden layers are the most here" && deepest.setup.hidden?.count == 6)
    let (none, flat) = try end("--preset circle", "h")
    #expect(none == "there is no hidden layer left" && flat.setup.hidden == [])
    for key in ["a", "A", "u", "U"] {
      let (words, now) = try end("--data circle --loss mse --model Linear(2,1)", key)
      #expect(words == "there is no hidden layer; H adds one" && now.setup.hidden == [])
      #expect(try now.changed(.hidden([4])).setup.hidden == [4], "H adds one")
    }
  }

  @Test func ofOtherNetworksItIsSaidThatKeysCannotChangeThem() throws {
    let words = "only networks of Linear layers with one activation can be changed by keys"
    for line in [
      "--preset text", "--preset article",
      "--data circle --loss mse --model Linear(2,4,bias=False),Tanh,Linear(4,1)",
      "--data circle --loss mse --model Linear(2,4),Tanh,Linear(4,4),ReLU,Linear(4,1)",
      "--data circle --loss mse --model Linear(2,4),LeakyReLU(0.2),Linear(4,1)",
      "--data circle --loss mse --model Linear(2,4),Dropout,Linear(4,1)",
    ] {
      for key in ["a", "A", "u", "U", "h", "H"] {
        let (said, now) = try end(line, key)
        #expect(said == words, "\(line) \(key): \(said)")
        #expect(!takes(now, .hidden([4])) && !takes(now, .activation("ReLU")))
      }
    }
    // What the words allow is taken.
    for model in ["Linear(2,4),ReLU,Linear(4,1)", "Linear(2,4),Tanh,Linear(4,1),Sigmoid", "Linear(2,1)"] {
      let now = try RenderedRun("--data circle --loss mse --model \(model)").configuration
      #expect(takes(now, .hidden([4])))
    }
  }

  @Test func ofOneSampleNoOtherRowIsFollowed() throws {
    let run = InlineRun(
      try RenderedRun("--data circle --samples 2 --loss mse --model Linear(2,1)").configuration)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.followRow(1)
    #expect(state.message == "there is one sample" && state.snapshot.batch.count == 1)
  }
}
