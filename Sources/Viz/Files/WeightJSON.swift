import Engine
import Formats
import Languages

/// Weights as JSON: an object of nested lists by the names of the state dict, as `viz trace --fields parameters` prints them.
enum WeightJSON {
  /// The largest text that is read, in bytes.
  private static let largest = 1 << 28

  /// Whether what comes begins as an object; a `.safetensors` file may begin with its byte too, but then a zero follows.
  static func isRecognized(_ input: ByteInput) throws -> Bool {
    let start = try input.peek(9)
    let first = start.firstIndex { $0 > UInt8(ascii: " ") } ?? start.endIndex
    return first < start.endIndex && start[first] == UInt8(ascii: "{") && !start.contains(0)
  }

  /// The tensors of an object, in its order; of a line of `viz trace` those of its parameters.
  ///
  /// - Throws: `FormatError`, in one line, where it is no such object.
  static func read(_ input: ByteInput) throws -> [NamedTensor] {
    let bytes = try input.read(largest + 1)
    guard bytes.count <= largest else {
      throw input.error(
        say("file.jsonTooLarge", "more than \(largest >> 20) MB of JSON"),
        right: say("file.jsonRather", "a .safetensors file would be right"))
    }
    let value = try JSONValue(bytes, name: input.name)
    let object = value["parameters"] ?? value
    return try object.members.map { member in
      var elements: [Float] = []
      guard let shape = shape(of: member.value, &elements) else {
        throw input.error(
          say(
            "file.jsonTensor", "\(member.name) is no number and no list of lists of one length with numbers"),
          right: say("file.jsonExample", "such as {\"0.weight\": [[0.5, -0.2]], \"0.bias\": [0.1]}"))
      }
      return NamedTensor(name: member.name, tensor: Tensor(elements, shape: shape))
    }
  }

  /// The shape of nested lists, whose numbers are appended row by row; `nil` where they have none.
  private static func shape(of value: JSONValue, _ elements: inout [Float]) -> [Int]? {
    switch value {
    case .number(let digits):
      guard let number = Float(digits) else { return nil }
      elements.append(number)
      return []
    case .list(let parts):
      var inner: [Int]?
      for part in parts {
        guard let shape = shape(of: part, &elements), inner == nil || inner == shape else { return nil }
        inner = shape
      }
      return inner.map { [parts.count] + $0 }
    default: return nil
    }
  }
}
