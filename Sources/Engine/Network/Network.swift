import Languages

/// A network with its numbers: parameters that outlive the graphs, of which there is one for each number of rows.
public final class Network {
  /// The layers and the loss.
  public let architecture: Architecture
  /// What training changes, in the order of PyTorch's state dict.
  public let parameters: [Value]
  /// The parameters of each layer, as places in `parameters`.
  private let parametersOfLayer: [Range<Int>]

  /// A network whose parameters are drawn layer by layer, as PyTorch draws those of an `nn.Sequential`.
  public init(_ architecture: Architecture, _ generator: inout Generator) {
    self.architecture = architecture
    var (parameters, ranges): ([Value], [Range<Int>]) = ([], [])
    for named in architecture.layers {
      let start = parameters.count
      for (parameter, numbers) in zip(named.layer.parameters, named.layer.drawParameters(&generator)) {
        let value = Value(
          name: "\(named.name).\(parameter.name)", shape: parameter.shape, requiresGradient: true)
        value.data.load(numbers)
        parameters.append(value)
      }
      ranges.append(start..<parameters.count)
    }
    self.parameters = parameters
    parametersOfLayer = ranges
  }

  /// Throws where there is no number at `place`; of a single sample, the numbers of x and y count as well.
  func check(_ place: Place, sample: Sample?) throws(NetworkError) {
    var shapes = parameters.map { (name: $0.name, shape: $0.shape) }
    if let sample { shapes += [("x", [sample.input.count]), ("y", [sample.target.count])] }
    guard let shape = shapes.first(where: { $0.name == place.tensor })?.shape else {
      throw NetworkError(
        say(
          "engine.network.noTensor",
          "there is no tensor \(place.tensor); there are \(shapes.map(\.name).joined(separator: ", "))"))
    }
    guard place.index.count == shape.count, zip(place.index, shape).allSatisfy({ (0..<$1).contains($0) })
    else {
      throw NetworkError(
        say("engine.network.noNumber", "there is no number \(place): \(place.tensor) has the shape \(shape)"))
    }
  }

  /// A graph for this many rows; it reads and changes the network's own parameters.
  ///
  /// - Parameter random: Where Dropout draws from while training; without it the graph evaluates.
  /// - Throws: `NetworkError` where a layer or the loss cannot take this many rows.
  public func stage(rows: Int, random: RandomStream? = nil) throws(NetworkError) -> NetworkGraph {
    try stage(rows: rows, random: random, team: Team(threads: 1))
  }

  func stage(rows: Int, random: RandomStream?, team: Team) throws(NetworkError) -> NetworkGraph {
    let shapes = try architecture.shapes(rows: rows)
    let targetShape = try architecture.loss.targetShape(shapes.last ?? [rows])
    let graph = Graph(random: random, team: team)
    let input = graph.input("x", shape: [rows] + architecture.rowShape)
    let target = graph.input("y", shape: targetShape)
    parameters.forEach(graph.add)
    var outputs: [Value] = []
    for (index, named) in architecture.layers.enumerated() {
      outputs.append(
        named.layer.add(
          to: graph, outputs.last ?? input, parameters: Array(parameters[parametersOfLayer[index]]),
          name: named.name))
    }
    let loss = architecture.loss.add(to: graph, outputs.last ?? input, target, name: "loss")
    return NetworkGraph(graph: graph, input: input, target: target, outputs: outputs, loss: loss)
  }
}
