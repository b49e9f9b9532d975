import Engine
import Glibc

// Answers questions from stdin, a line each, with the seconds that one step or one call takes here and now:
//
//   step OPTIMIZER SIZE COUNT      the mean over COUNT training steps of Linear(SIZE, SIZE) → sigmoid → MSE
//   network DATA BATCH COUNT LOSS OPTIMIZER MODEL
//                                  the mean over COUNT training steps of a network on a generated set
//   pool SAMPLES LENGTH VECTOR KERNEL COUNT
//                                  the mean over COUNT poolings of the text axis, with the swap before it
//
// The other side asks in turns with its own measurements, so that both meet the same state of the machine.
while let line = readLine() {
  let words = line.split(separator: " ")
  let numbers = words.compactMap { Int($0) }
  switch words.first {
  case "step" where words.count == 4 && numbers.count == 2:
    print(try secondsPerStep(String(words[1]), size: numbers[0], count: numbers[1]))
  case "network" where words.count >= 7 && numbers.count >= 2:
    print(
      try secondsPerNetworkStep(
        data: String(words[1]), batch: numbers[0], count: numbers[1], loss: String(words[4]),
        optimizer: String(words[5]), model: words[6...].joined(separator: " ")))
  case "pool" where numbers.count == 5:
    print(try secondsPerPooling(shape: Array(numbers[0..<3]), kernel: numbers[3], count: numbers[4]))
  default:
    fatalError("not a question: \(line)")
  }
  // A pipe would keep the answer until many have gathered.
  fflush(nil)
}

/// x and y as the other side has them: the article's, else numbers that are exact in float32.
func sample(size: Int) -> (input: [Double], target: [Double]) {
  if size == 2 { return (Configuration.articleInput, Configuration.articleTarget) }
  return ((0..<size).map { Double($0 * 37 % 19 - 9) / 16 }, (0..<size).map { Double($0 % 7 + 1) / 16 })
}

func secondsPerStep(_ optimizer: String, size: Int, count: Int) throws -> Double {
  let (input, target) = sample(size: size)
  let trainer = Trainer(
    try .article(seed: 0, input: input, target: target, optimizer: Optimizers.parse(optimizer)))
  let warmUp = max(3, count / 10)
  trainer.run(until: warmUp)
  let clock = ContinuousClock()
  let elapsed = clock.measure { trainer.run(until: warmUp + count) }
  precondition(trainer.step == warmUp + count, "the run stopped early")
  return elapsed / .seconds(count)
}

func secondsPerNetworkStep(
  data name: String, batch: Int, count: Int, loss: String, optimizer: String, model: String
) throws -> Double {
  guard let set = DataSets.named(name) else { fatalError("no set: \(name)") }
  let data = try TrainingData(
    .builtIn(set, samples: set.samples, noise: set.noise), trainingFraction: set.trainingFraction)
  let architecture = try Architecture(
    model, loss: loss, rowShape: Array(data.training.features.shape.dropFirst()))
  let trainer = Trainer(
    try Configuration(
      architecture, data: data, optimizer: Optimizers.parse(optimizer), seed: 0, batch: batch))
  let warmUp = max(3, count / 10)
  trainer.run(until: warmUp)
  let elapsed = ContinuousClock().measure { trainer.run(until: warmUp + count) }
  precondition(trainer.step == warmUp + count, "the run stopped early")
  return elapsed / .seconds(count)
}

func secondsPerPooling(shape: [Int], kernel: Int, count: Int) throws -> Double {
  var generator = Generator(seed: 0)
  let x = generator.uniformTensor(shape: shape)
  let pool = try AvgPool1d(kernel: kernel)
  var last = try pool.forward(x.transposed(1, 2))
  let clock = ContinuousClock()
  let elapsed = try clock.measure {
    for _ in 0..<count { last = try pool.forward(x.transposed(1, 2)) }
  }
  precondition(last.shape == [shape[0], shape[2], shape[1] / kernel], "pooling gave \(last.shape)")
  return elapsed / .seconds(count)
}
