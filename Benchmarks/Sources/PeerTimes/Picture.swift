import Engine

/// Updates a second of TensorFlow Playground's default run, 2-4-2-1 tanh on its circle in batches of 10, while 60 times a
/// second both losses and the prediction at each of 100×100 points are computed: what a picture of it needs.
///
/// The picture's colours and their way to a screen are not in it.
func updatesPerSecondWithPicture(during duration: Duration) throws -> Double {
  guard let preset = Preset.named("circle") else { fatalError("there is no preset circle") }
  let trainer = Trainer(try Configuration(preset, seed: 0))
  let data = trainer.configuration.data
  let evaluators = try [data.training, data.heldOut].compactMap { $0 }.map {
    try Evaluator(trainer.network, $0)
  }
  let side = 100
  let picture = try trainer.network.stage(rows: side * side)
  picture.input.data.load(
    (0..<side * side).flatMap { point in
      // Playground's axes: from −6 to 6.
      [point % side, point / side].map { Float($0) * 12 / Float(side - 1) - 6 }
    })

  let (frame, stretch) = (Duration.seconds(1) / 60, 500)
  trainer.run(until: 10_000)
  let (clock, firstStep) = (ContinuousClock(), trainer.step)
  let start = clock.now
  var frames = 0
  while start.duration(to: clock.now) < duration {
    picture.graph.forward()
    for evaluator in evaluators { _ = evaluator.evaluate() }
    frames += 1
    while start.duration(to: clock.now) < min(frame * frames, duration) {
      trainer.run(until: trainer.step + stretch)
    }
  }
  let elapsed = start.duration(to: clock.now)
  precondition(trainer.fault == nil, "the run stopped early")
  return Double(trainer.step - firstStep) / (elapsed / .seconds(1))
}
