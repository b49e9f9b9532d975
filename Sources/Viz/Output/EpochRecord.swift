import Engine
import Languages

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
    let training = Self.text(training)
    let text =
      if let heldOut {
        say(
          "output.epochHeldOut",
          "epoch \(epoch), after step \(step)  training part: \(training)  held out: \(Self.text(heldOut))")
      } else {
        say("output.epoch", "epoch \(epoch), after step \(step)  training part: \(training)")
      }
    return NumberText.plain(text) + "\n"
  }

  private static func json(_ evaluation: Evaluation) -> String {
    let accuracy = evaluation.accuracy.map { ",\"accuracy\":\(JSONText.number(Float($0)))" } ?? ""
    return "{\"loss\":\(JSONText.number(Float(evaluation.loss)))\(accuracy)}"
  }

  private static func text(_ evaluation: Evaluation) -> String {
    let loss = NumberText.compact(evaluation.loss, width: 10)
    guard let accuracy = evaluation.accuracy else { return say("output.loss", "loss \(loss)") }
    let percent = NumberText.fixed(accuracy * 100, decimals: 1)
    return say("output.lossAccuracy", "loss \(loss), accuracy \(percent) %")
  }
}
