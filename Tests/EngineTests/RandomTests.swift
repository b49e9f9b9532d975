import Engine
import TestRuns
import Testing

/// Random numbers are held to PyTorch's to the bit.
@Suite struct RandomTests {
  struct Uniform: Decodable {
    let low: Double
    let high: Double
    let values: [Double]
  }

  struct Integers: Decodable {
    let low: Int
    let high: Int
    let values: [Int]
  }

  struct Normal: Decodable {
    let mean: Double
    let std: Double
    let values: [Double]
  }

  struct Call: Decodable {
    let call: String
    let n: Int
    let numbers: [Double]
    let words: [String]

    private enum CodingKeys: CodingKey { case call, n, values }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      call = try container.decode(String.self, forKey: .call)
      n = try container.decode(Int.self, forKey: .n)
      numbers = (try? container.decode([Double].self, forKey: .values)) ?? []
      words = numbers.isEmpty ? try container.decode([String].self, forKey: .values) : []
    }
  }

  struct Draws: Decodable {
    let seed: UInt64
    let rand: [Double]
    let randFloat64: [Double]
    let uniform: Uniform
    let randint: [Integers]
    let randperm: [[Int]]
    let randperm1797Fnv: String
    let randn: [[Double]]
    let randn1000Fnv: String
    let normal: Normal
    let mixed: [Call]
  }

  struct Initialization: Decodable {
    let seed: UInt64
    let sizes: [Int]
    let bias: Bool
    let parameters: [NetworkGolden.Brief]
    let nextRand: [Double]
  }

  struct Embedding: Decodable {
    let seed: UInt64
    let entries: Int
    let dim: Int
    let paddingIdx: Int?
    let weight: NetworkGolden.Brief
    let thenLinear: [NetworkGolden.Brief]
  }

  struct Dropout: Decodable {
    let seed: UInt64
    let p: Double
    let input: [Double]
    let output: [Double]
  }

  @Test func eachKindOfDrawIsEqualAfterItsSeed() throws {
    for golden in try NetworkGolden.section("draws", as: [Draws].self) {
      func fresh<Drawn>(_ draw: (inout Generator) -> Drawn) -> Drawn {
        var generator = Generator(seed: golden.seed)
        return draw(&generator)
      }
      let count = golden.rand.count
      #expect(fresh { $0.uniformTensor(shape: [count]) }.elements == golden.rand.map(Float.init))
      #expect(
        fresh { generator in golden.randFloat64.map { _ in generator.uniformDouble() } } == golden.randFloat64
      )
      let uniform = golden.uniform
      let low = Float(uniform.low)
      let high = Float(uniform.high)
      #expect(
        fresh { $0.uniform(count: uniform.values.count, from: low, to: high) }
          == uniform.values.map(Float.init))
      for integers in golden.randint {
        let drawn = fresh { $0.integers(count: integers.values.count, from: integers.low, to: integers.high) }
        #expect(drawn == integers.values, "seed \(golden.seed), \(integers.low) to \(integers.high)")
      }
      for order in golden.randperm { #expect(fresh { $0.permutation(of: order.count) } == order) }
      #expect(NetworkGolden.hash(fresh { $0.permutation(of: 1797) }) == golden.randperm1797Fnv)
      for numbers in golden.randn {
        #expect(
          fresh { $0.normal(count: numbers.count) } == numbers.map(Float.init),
          "seed \(golden.seed), \(numbers.count) normals")
      }
      #expect(NetworkGolden.hash(fresh { $0.normal(count: 1000) }) == golden.randn1000Fnv)
      let normal = golden.normal
      let drawn = fresh {
        $0.normal(count: normal.values.count, mean: normal.mean, standardDeviation: normal.std)
      }
      #expect(drawn == normal.values.map(Float.init))
    }
  }

  @Test func oneGeneratorGoesOnThroughDrawsOfAllKinds() throws {
    for golden in try NetworkGolden.section("draws", as: [Draws].self) {
      var generator = Generator(seed: golden.seed)
      for call in golden.mixed {
        let name = "seed \(golden.seed), \(call.call) of \(call.n)"
        switch call.call {
        case "randn": #expect(generator.normal(count: call.n) == call.numbers.map(Float.init), "\(name)")
        case "rand":
          #expect(generator.uniform(count: call.n, from: 0, to: 1) == call.numbers.map(Float.init), "\(name)")
        case "randperm": #expect(generator.permutation(of: call.n) == call.numbers.map { Int($0) }, "\(name)")
        case "random_ int64":
          #expect(call.words == [String(generator.next64() & 0x7fff_ffff_ffff_ffff)], "\(name)")
        case "randint 0 28":
          #expect(
            generator.integers(count: call.n, from: 0, to: 28) == call.numbers.map { Int($0) }, "\(name)")
        default: Issue.record("no such draw: \(call.call)")
        }
      }
    }
  }

  @Test func linearLayersAreDrawnAsPyTorchDrawsThem() throws {
    for golden in try NetworkGolden.section("init", as: [Initialization].self) {
      var generator = Generator(seed: golden.seed)
      var drawn: [[Float]] = []
      for (inputs, outputs) in zip(golden.sizes, golden.sizes.dropFirst()) {
        drawn.append(generator.linearWeight(inputs: inputs, outputs: outputs))
        if golden.bias { drawn.append(generator.linearBias(inputs: inputs, outputs: outputs)) }
      }
      #expect(drawn.count == golden.parameters.count)
      for (place, (values, parameter)) in zip(drawn, golden.parameters).enumerated() {
        #expect(parameter.isEqual(to: values), "seed \(golden.seed), \(golden.sizes), parameter \(place)")
      }
      #expect(golden.nextRand.map(Float.init) == golden.nextRand.map { _ in generator.uniform() })
    }
  }

  @Test func embeddingsAreDrawnAsPyTorchDrawsThem() throws {
    for golden in try NetworkGolden.section("embedding", as: [Embedding].self) {
      var generator = Generator(seed: golden.seed)
      let weight = generator.embeddingWeight(
        entries: golden.entries, dimension: golden.dim, paddingIndex: golden.paddingIdx)
      #expect(golden.weight.isEqual(to: weight), "seed \(golden.seed), \(golden.entries) × \(golden.dim)")
      let linear = [
        generator.linearWeight(inputs: golden.dim, outputs: 1),
        generator.linearBias(inputs: golden.dim, outputs: 1),
      ]
      #expect(golden.thenLinear.count == 2)
      for (values, parameter) in zip(linear, golden.thenLinear) { #expect(parameter.isEqual(to: values)) }
    }
  }

  @Test func aDropoutMaskIsDrawnAsPyTorchDrawsIt() throws {
    for golden in try NetworkGolden.section("dropout", as: [Dropout].self) {
      var generator = Generator(seed: golden.seed)
      let input = golden.input.map { _ in generator.uniform() + 1 }
      #expect(input == golden.input.map(Float.init))
      let mask = input.map { _ in generator.bernoulli(probability: 1 - golden.p) }
      let output = zip(input, mask).map { $0 * (($1 ? 1 : 0) / Float(1 - golden.p)) }
      #expect(output == golden.output.map(Float.init), "seed \(golden.seed), p \(golden.p)")
    }
  }

  @Test func aCopyGoesOnAsTheOriginalDoes() {
    var generator = Generator(seed: 3)
    _ = generator.normal(count: 3)
    var copy = generator
    #expect(copy == generator)
    let next = generator.normal(count: 1)
    #expect(copy != generator)
    #expect(copy.normal(count: 1) == next)
    #expect(copy == generator)
  }

  @Test func aPermutationHoldsEveryNumberOnce() {
    var generator = Generator(seed: 9)
    for count in 0..<200 { #expect(generator.permutation(of: count).sorted() == Array(0..<count)) }
  }

  @Test func wholeNumbersFromTwoToThe28thOnTakeSixtyFourBits() {
    var generator = Generator(seed: 5)
    var bits = generator
    #expect(generator.integer(below: 1 << 28) == Int(bits.next64() % (1 << 28)))
    #expect(generator.integer(below: 1 << 28 - 1) == Int(bits.next32() % (1 << 28 - 1)))
    #expect(generator == bits)
  }
}
