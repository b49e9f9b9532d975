import Engine
import Formats
import Testing

@Suite struct WireTests {
  /// The bytes of a message, with whatever lengths are said.
  private func bytes(_ header: String, body: [UInt8] = [], lengths: (Int, Int)? = nil) -> [UInt8] {
    func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    let text = Array(header.utf8)
    return Array("viz1".utf8) + word(lengths?.0 ?? text.count) + word(lengths?.1 ?? body.count) + text + body
  }

  private let frame = #"""
    {"kind":"frame","step":7,"tensors":{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},\#
    "losses":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}}
    """#
  private let body: [UInt8] = [0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0xc0]

  @Test func messagesAreFoundHoweverTheyAreCut() throws {
    let ack = WireMessage("ack", [JSONValue.Member("id", .int(3)), JSONValue.Member("ok", .flag(true))])
    let all = bytes(frame, body: body) + ack.bytes + bytes(#"{"kind":"new","of":{"later":[1]}}"#)
    for length in 1...all.count {
      var decoder = WireDecoder()
      var messages: [WireMessage] = []
      for start in stride(from: 0, to: all.count, by: length) {
        messages += try decoder.feed(all[start..<min(all.count, start + length)])
      }
      #expect(messages.map(\.kind) == ["frame", "ack", "new"])
      #expect(messages[0].header["step"]?.int == 7)
      #expect(messages[0].tensors.map(\.name) == ["w", "losses"])
      #expect(messages[0].tensors[0].shape == [1, 2] && messages[0].tensors[0].numbers[0] == 1)
      #expect(messages[0].tensors[0].numbers[1].isNaN && messages[0].tensors[1].numbers == [-2])
      #expect(messages[1] == ack)
    }
  }

  @Test func whatIsNoMessageIsRefused() {
    let fit = "does not fit its body"
    for (bad, words) in [
      (Array("HTTP/1.1 200".utf8), "none of viz's"),
      (bytes("{}"), "no kind"), (bytes("[]"), "no kind"), (bytes(#"{"kind":1}"#), "no kind"),
      (bytes("{"), "damaged"),
      (bytes("", lengths: (1 << 27, 0)), "would have"), (bytes("", lengths: (0, 1 << 29)), "would have"),
      (bytes(frame, body: Array(body.dropLast())), fit),
      (bytes(frame.replacing("[0,8]", with: "[8,0]"), body: body), fit),
      (bytes(frame.replacing("[0,8]", with: "[-8,0]"), body: body), fit),
      (bytes(frame.replacing("[1,2]", with: "[1,3]"), body: body), fit),
      (bytes(frame.replacing("[1,2]", with: "[-1,-2]"), body: body), fit),
      (bytes(frame.replacing("[1,2]", with: "[4611686018427387904,4]"), body: body), fit),
      (bytes(frame.replacing("F32", with: "I32"), body: body), fit),
    ] {
      var decoder = WireDecoder()
      let said = refusal { try decoder.feed(bad) }
      #expect(said.hasPrefix("cannot read") && said.contains(words), "\(said)")
    }
  }
}
