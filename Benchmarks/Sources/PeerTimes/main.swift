import Engine
import Glibc

// Answers questions from stdin, a line each, with what one step or one call takes here and now, in seconds:
//
//   step OPTIMIZER SIZE COUNT      the mean over COUNT training steps of Linear(SIZE, SIZE) → sigmoid → MSE
//   time COUNT | NETWORK           the mean over COUNT training steps of a network
//   pool SAMPLES LENGTH VECTOR KERNEL COUNT
//                                  the mean over COUNT poolings of the text axis, with the swap before it
//
// or with other numbers:
//
//   loss COUNT | NETWORK           the network's loss after COUNT training steps on the same batch
//   picture MILLISECONDS           updates a second of TensorFlow Playground's default network with its picture
//   threads COUNT                  COUNT: on so many threads networks are timed from now on
//
// where NETWORK is BATCH | FEATURES | LOSS | OPTIMIZER | MODEL; `ComparedNetwork` says which numbers it has. The other side
// asks in turns with its own measurements, so that both meet the same state of the machine.
//
// Networks that are timed go on where they were, so that each turn meets warm memory, as on the other side.
var trainers: [String: Trainer] = [:]
var threads = 1
while let line = readLine() {
  let parts = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
  let words = (parts.first ?? "").split(separator: " ")
  let numbers = words.compactMap { Int($0) }
  switch words.first {
  case "step" where words.count == 4 && numbers.count == 2:
    print(try secondsPerStep(String(words[1]), size: numbers[0], count: numbers[1]))
  case "time" where parts.count == 6 && numbers.count == 1:
    let network = parts[1...].joined(separator: "|")
    let trainer = try trainers[network] ?? ComparedNetwork(parts[1...]).trainer(threads: threads)
    trainers[network] = trainer
    print(secondsPerStep(trainer, count: numbers[0]))
  case "loss" where parts.count == 6 && numbers.count == 1:
    print(try ComparedNetwork(parts[1...]).loss(after: numbers[0]))
  case "picture" where numbers.count == 1:
    print(try updatesPerSecondWithPicture(during: .milliseconds(numbers[0])))
  case "threads" where numbers.count == 1:
    threads = numbers[0]
    print(threads)
  case "pool" where numbers.count == 5:
    print(try secondsPerPooling(shape: Array(numbers[0..<3]), kernel: numbers[3], count: numbers[4]))
  default:
    fatalError("not a question: \(line)")
  }
  // A pipe would keep the answer until many have gathered.
  fflush(nil)
}

/// The seconds of a step, over the next `count` steps after a warm-up.
func secondsPerStep(_ trainer: Trainer, count: Int) -> Double {
  let start = trainer.step + max(3, count / 10)
  trainer.run(until: start)
  let elapsed = ContinuousClock().measure { trainer.run(until: start + count) }
  precondition(trainer.step == start + count, "the run stopped early")
  return elapsed / .seconds(count)
}

/// x and y as the other side has them: the article's, else numbers that are exact in float32.
func sample(size: Int) -> (input: [Double], target: [Double]) {
  if size == 2 { return (Configuration.articleInput, Configuration.articleTarget) }
  return ((0..<size).map { Double($0 * 37 % 19 - 9) / 16 }, (0..<size).map { Double($0 % 7 + 1) / 16 })
}

func secondsPerStep(_ optimizer: String, size: Int, count: Int) throws -> Double {
  let (input, target) = sample(size: size)
  return secondsPerStep(
    Trainer(try .article(seed: 0, input: input, target: target, optimizer: Optimizers.parse(optimizer))),
    count: count)
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
