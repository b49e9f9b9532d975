import Engine
import Formats

@testable import Viz

/// Messages of a run that trains elsewhere, and reports made of them.
enum SampleRun {
  /// A message of a header's members and tensors.
  static func message(
    _ kind: String, _ members: String, tensors: [(name: String, shape: [Int], numbers: [Double])] = []
  ) throws -> WireMessage {
    var (body, told): ([UInt8], [String]) = ([], [])
    for tensor in tensors {
      let start = body.count
      for number in tensor.numbers {
        body += (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) }
      }
      let shape = tensor.shape.map { String($0) }.joined(separator: ",")
      told.append(
        "\"\(tensor.name)\":{\"dtype\":\"F64\",\"shape\":[\(shape)],\"data_offsets\":[\(start),\(body.count)]}"
      )
    }
    let parts =
      ["\"kind\":\"\(kind)\"", members]
      + (told.isEmpty ? [] : ["\"tensors\":{\(told.joined(separator: ","))}"])
    let header = Array("{\(parts.filter { !$0.isEmpty }.joined(separator: ","))}".utf8)
    func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    var decoder = WireDecoder()
    let bytes = Array("viz1".utf8) + word(header.count) + word(body.count) + header + body
    return try decoder.feed(bytes)[0]
  }

  /// The parameters of a small network.
  static let parameters: [(name: String, shape: [Int])] = [
    ("conv1.weight", [16, 1, 3, 3]), ("conv1.bias", [16]), ("fc1.weight", [128, 2048]), ("fc1.bias", [128]),
    ("fc2.weight", [10, 128]), ("fc2.bias", [10]),
  ]

  static func optimizer(
    kind: String = "adamw", title: String = "AdamW", lr: Double = 3e-4, own: Double = 5e-4
  )
    -> String
  {
    "{\"index\":0,\"kind\":\"\(kind)\",\"own\":\"adamw\",\"steps\":1204,\"title\":\"\(title)\",\"ruleSteps\":644,"
      + "\"settings\":{\"lr\":\(lr),\"beta1\":0.9,\"beta2\":0.999,\"weight_decay\":0.01,\"eps\":1e-08},\"scheduled\":\(own)}"
  }

  static func hello(world: Int = 2, marks: String = "", version: Int = 1) throws -> WireMessage {
    let parameters = parameters.map { name, shape in
      "{\"name\":\"\(name)\",\"shape\":\(shape),\"dtype\":\"float32\",\"optimizer\":0}"
    }
    let losses = stride(from: 1, through: 1200, by: 8).flatMap { step in
      let loss = 2.5 * (1200.0 / (1200 + 4 * Double(step)))
      return [Double(step), loss * 0.9, loss * 1.2, loss * 8, 8]
    }
    return try message(
      "hello",
      """
      "proto":\(version),"pid":4711,"rank":0,"world":\(world),"torch":"2.13.0","argv":["train.py"],"cwd":"/tmp",\
      "step":1200,"running":true,"capabilities":["stepping","settings","optimizer","breakpoints"],\
      "kinds":["adam","adamax","adamw","sgd"],"titles":["Adam","Adamax","AdamW","SGD"],\
      "optimizers":[\(optimizer())],"parameters":[\(parameters.joined(separator: ","))],"marks":[\(marks)]
      """, tensors: [("history", [losses.count / 5, 5], losses)])
  }

  static func frame(
    step: Int = 1204, running: Bool = true, why: String = "null", optimizers: String = optimizer(),
    world: Int = 2,
    isEqual: String = "true", shown name: String = "fc1.weight",
    losses: [Double] = [1203, 0.412, 1204, 0.398]
  ) throws -> WireMessage {
    let ranks = (0..<world).map { rank in
      "{\"rank\":\(rank),\"step\":\(step),\"loss\":0.\(41 + rank),\"isEqual\":\(rank == 0 ? "true" : isEqual)}"
    }
    let summaries = parameters.enumerated().map { index, parameter -> String in
      let (norm, update): (Double, Double) = (1.5 * Double(index + 1), index == 4 ? 0.0125 : 0.0012)
      return """
        {"name":"\(parameter.name)","norm":\(norm),"gradient":0.0\(index + 1),\
        "update":\(update),"isSample":false,"histogram":[1,2,3,5,8,13,13,8,5,3,2,1],"limit":0.3,"every":1}
        """
    }
    let cells: [Double] = (0..<768).map { (index: Int) -> Double in Double(index * 37 % 101 - 50) / 1000 }
    let roles = ["weight", "gradient", "exp_avg", "exp_avg_sq"]
    let shown = roles.map { role in
      "{\"tensor\":\"\(name)/\(role)\",\"name\":\"\(name)\",\"role\":\"\(role)\",\"shape\":[128,2048],\"block\":[6,64]}"
    }
    let speed = running ? "38.2" : "null"
    var tensors: [(name: String, shape: [Int], numbers: [Double])] = [
      ("losses", [losses.count / 2, 2], losses)
    ]
    for role in roles { tensors.append(("\(name)/\(role)", [24, 32], cells)) }
    return try message(
      "frame",
      """
      "step":\(step),"running":\(running),"why":\(why),"stepsPerSecond":\(speed),"cost":0.003,\
      "accumulated":1,"skipped":0,"optimizers":[\(optimizers)],"ranks":[\(ranks.joined(separator: ","))],"steers":true,\
      "dropped":0,"shown":[\(shown.joined(separator: ","))],"summaries":[\(summaries.joined(separator: ","))]
      """,
      tensors: tensors)
  }

  static let marks = """
    {"id":0,"step":400,"what":"lr","from":0.001,"to":0.0003,"of":0,"by":"viewer"},\
    {"id":1,"step":800,"what":"optimizer","from":"sgd","to":"adamw","of":0,"by":"viewer"}
    """

  /// A run that has told of itself and of its newest step.
  static func told(world: Int = 2, frame: WireMessage? = nil) throws -> ToldRun {
    var told = ToldRun()
    try told.take(hello(world: world, marks: marks))
    try told.take(frame ?? Self.frame(world: world))
    return told
  }

  /// A state that shows `told`, as a program does that prints `output`.
  static func state(
    _ told: ToldRun = ToldRun(), phase: WatchedProgram.Phase = .training, output: String? = nil,
    look: Look = Look()
  ) throws -> AppState {
    var interest = Interest(place: Place(tensor: "fc1.weight", index: [0, 0]))
    interest.wantsSummaries = true
    var about = told.about
    about.command = "torchrun --nproc-per-node=2 train.py"
    about.phase = phase
    about.ownRate = told.optimizers.first?.ownRate
    about.settable = told.settings(of: 0)
    if let output {
      var printed = ProgramOutput()
      printed.take(output.utf8)
      about.output = printed
    }
    var report = RunReport(
      snapshot: told.snapshot(about.command, interest), examination: Examination(pendingAt: told.step),
      changesRows: true, goal: nil, isRunning: told.isRunning && !about.isOver, pace: .unlimited,
      firstStep: 0,
      lastStep: told.step, paleHistories: [], race: nil, logFailure: nil,
      capabilities: told.parameters.isEmpty
        ? .stopping : [.stepping, .optimizer, .ownSettings, .breakpoints, .stopping])
    report.watched = about
    var state = AppState(report, pooling: try PoolingState(), look: look)
    state.chooseParameter(2)
    return state
  }

  static let output =
    "epoch 2: train loss 0.4380  acc 0.871\nsaved checkpoint ckpt/epoch2.pt\nepoch 3:  41%|████████      | 384/937\r"
}
