import Engine

/// How a network does at the end of an epoch, on the training part and on what is held out.
struct EpochRecord {
  let epoch: Int
  let step: Int
  let training: Evaluation
  let heldOut: Evaluation?

  /// The line of JSON.
  var json: String {
    let test = heldOut.map { ",\"test\":\(Self.json($0))" } ?? ""
    return "{\"epoch\":\(epoch),\"step\":\(step),\"train\":\(Self.json(training))\(test)}\n"
  }

  /// The line for people; both losses are at the weights after the step.
  var text: String {
    let test = heldOut.map { "  held out: \(Self.text($0))" } ?? ""
    let text = "epoch \(epoch), after step \(step)  training part: \(Self.text(training))\(test)\n"
    return String(text.map { $0 == "−" ? "-" : $0 })
  }

  private static func json(_ evaluation: Evaluation) -> String {
    let accuracy = evaluation.accuracy.map { ",\"accuracy\":\(JSONText.number(Float($0)))" } ?? ""
    return "{\"loss\":\(JSONText.number(Float(evaluation.loss)))\(accuracy)}"
  }

  private static func text(_ evaluation: Evaluation) -> String {
    let accuracy = evaluation.accuracy.map {
      ", accuracy \(NumberText.fixed($0 * 100, decimals: 1)) %"
    }
    return "loss \(NumberText.compact(evaluation.loss, width: 10))\(accuracy ?? "")"
  }
}
