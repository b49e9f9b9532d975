import Engine
import Languages

/// Reads `.safetensors`: the header's length in eight bytes, the header in JSON, the elements.
enum Safetensors {
  /// Whether a file that begins with `start` is one: a sane length, then the header's brace.
  static func isRecognized(_ start: [UInt8]) -> Bool {
    guard start.count >= 9, start[8] == UInt8(ascii: "{") else { return false }
    return LittleEndian(start).uint64(0).map { $0 <= SafetensorsHeader.longest } ?? false
  }

  /// The tensors and the metadata in the order of the header.
  static func read(_ input: ByteInput) throws -> (tensors: [NamedTensor], metadata: [(String, String)]) {
    let length = LittleEndian(try input.read(8)).uint64(0) ?? 0
    if let most = input.mostRemaining, most < length {
      throw input.error(
        say(
          "format.arrays.headerMissing",
          "it is cut short: a header of \(length) bytes is needed, \(most) are there"))
    }
    let bytes = try input.read(length)
    guard bytes.count == length else {
      throw input.error(say("format.arrays.headerShort", "it is cut short inside of its header"))
    }
    let header: SafetensorsHeader
    do throws(SourceProblem) {
      header = try SafetensorsHeader(bytes)
    } catch {
      throw input.error(error.text)
    }
    if input.isExact, let most = input.mostRemaining, most < header.dataLength {
      throw ElementReader.short(header.dataLength, most, input)
    }
    var tensors: [String: NamedTensor] = [:]
    for entry in header.inFileOrder {
      let elements = try ElementReader.elements(
        entry.shape.count, of: entry.elementType, isBigEndian: false, from: input)
      tensors[entry.name] = NamedTensor(
        name: entry.name, tensor: Tensor(elements, shape: entry.shape.lengths), elementType: entry.elementType
      )
    }
    guard try input.next() == nil else {
      throw input.error(say("format.arrays.moreTensors", "more follows the tensors that its header names"))
    }
    return (header.entries.compactMap { tensors[$0.name] }, header.metadata)
  }
}
