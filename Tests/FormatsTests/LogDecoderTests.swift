import Formats
import Foundation
import Testing

/// Logs of runs: what TensorBoard reads of them, however they are cut, and what is damaged.
@Suite struct LogDecoderTests {
  struct Golden: Decodable, CustomTestStringConvertible, Sendable {
    struct Number: Decodable, Sendable {
      let tag: String
      let step: Int
      let value: Double

      init(from decoder: any Decoder) throws {
        var parts = try decoder.unkeyedContainer()
        (tag, step) = (try parts.decode(String.self), try parts.decode(Int.self))
        value = Double(try parts.decode(String.self)) ?? .nan
      }
    }

    private enum CodingKeys: CodingKey {
      case name, base64, numbers
    }

    let name: String
    let bytes: [UInt8]
    let numbers: [Number]
    var testDescription: String { name }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      name = try members.decode(String.self, forKey: .name)
      bytes = Array(try members.decode(Data.self, forKey: .base64))
      numbers = try members.decode([Number].self, forKey: .numbers)
    }

    static let all: [Golden] = {
      let file = Bundle.module.url(forResource: "Golden/events", withExtension: "json")
      guard let file, let data = try? Data(contentsOf: file),
        let all = try? JSONDecoder().decode([Golden].self, from: data)
      else { fatalError("events.json is missing") }
      return all
    }()
  }

  private func numbers(
    _ decoder: some LogDecoder, _ bytes: [UInt8], pieces: Int
  ) throws -> (numbers: [LoggedNumber], damage: String?) {
    var decoder = decoder
    var numbers: [LoggedNumber] = []
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      numbers += try decoder.feed(bytes[start..<min(bytes.count, start + pieces)])
    }
    return (numbers, decoder.damage)
  }

  @Test(arguments: Golden.all)
  func scalarsAreThoseThatTensorBoardReadsHoweverTheFileIsCut(golden: Golden) throws {
    let bytes = golden.bytes
    for pieces in [1, 2, 7, 64, bytes.count] {
      let (told, damage) = try numbers(EventDecoder(name: "events"), bytes, pieces: pieces)
      #expect(damage == nil && told.map(\.tag) == golden.numbers.map(\.tag))
      for (one, other) in zip(told, golden.numbers) {
        // Without a step, TensorBoard has 0 for all; here the first is at 0, and the others follow it.
        #expect(one.step == other.step || one.step == nil && golden.name == "without_steps")
        #expect(one.value == other.value || one.value.isNaN && other.value.isNaN)
      }
    }
  }

  @Test func aHalfWrittenRecordWaitsForItsRest() throws {
    let golden = try #require(Golden.all.first)
    let bytes = golden.bytes
    for length in 0..<bytes.count {
      var decoder = EventDecoder(name: "events")
      let first = try decoder.feed(bytes[..<length])
      let rest = try decoder.feed(bytes[length...])
      #expect(first.count + rest.count == golden.numbers.count && decoder.damage == nil)
    }
  }

  @Test func aDamagedRecordIsLeftOutAndADamagedLengthEndsTheFile() throws {
    let bytes = try #require(Golden.all.first).bytes
    let (all, _) = try numbers(EventDecoder(name: "events"), bytes, pieces: bytes.count)
    var seen: Set<String> = []
    for place in bytes.indices {
      var bad = bytes
      bad[place] ^= 0x40
      var decoder = EventDecoder(name: "events")
      do {
        let told = try decoder.feed(bad)
        #expect(decoder.damage?.contains("is damaged and left out") == true, "\(place)")
        #expect(told.count <= all.count && told.allSatisfy { all.contains($0) })
        seen.insert("left out")
      } catch {
        let line = "\(error)"
        #expect(line.hasPrefix("cannot read events: it is "))
        seen.insert(line.contains("no event file") ? "none" : "damaged")
      }
    }
    #expect(seen == ["left out", "none", "damaged"])
  }

  @Test func jsonLinesTellTheirNumbersByName() throws {
    let text = """
      {"step":1,"optimizer":"sgd","lr":0.1,"loss":2.5,"weights":[[1,2]]}

      {"epoch":1,"step":25,"train":{"loss":0.5,"accuracy":0.9},"test":{"loss":0.6}}
      {"_step":30,"loss":1e-3,"ok":true,"none":null}
      {"epoch":4,"loss":7}
      {"loss":8}
      {"step":99,"loss":
      """
    for pieces in [1, 5, 1000] {
      let (told, damage) = try numbers(JSONLinesDecoder(name: "log"), Array(text.utf8), pieces: pieces)
      let wanted: [(String, Int?, Double)] = [
        ("lr", 1, 0.1), ("loss", 1, 2.5), ("train/loss", 25, 0.5), ("train/accuracy", 25, 0.9),
        ("test/loss", 25, 0.6), ("loss", 30, 1e-3), ("loss", 4, 7), ("loss", nil, 8),
      ]
      #expect(told == wanted.map { LoggedNumber(tag: $0, step: $1, value: $2) } && damage == nil)
    }
    // As Python's json writes them.
    let odd =
      #"{"step":1.0,"loss":NaN,"name":"NaN \" Infinity"}"# + "\n" + #"{"step":2,"loss":-Infinity,"lr":1}"#
      + "\n"
    let (strange, none) = try numbers(JSONLinesDecoder(name: "log"), Array(odd.utf8), pieces: 7)
    #expect(strange.map(\.step) == [1, 2, 2] && none == nil && strange[2].value == 1)
    #expect(!strange[0].value.isFinite && !strange[1].value.isFinite)
    let (told, damage) = try numbers(
      JSONLinesDecoder(name: "log"), Array("{\"loss\":1}\nhello\n{\"loss\":2}\n".utf8), pieces: 3)
    #expect(told.count == 2 && damage == "line 2 is no JSON object and left out")
    #expect(
      refusal { try numbers(JSONLinesDecoder(name: "log"), Array("hello\n".utf8), pieces: 9) }
        == "cannot read log: its first line is no JSON object; an event file, JSON Lines or CSV would be")
  }

  @Test func commaSeparatedMetricsMayLeaveFieldsEmpty() throws {
    let text = "epoch,step,train_loss,\"val, loss\"\r\n0,49,1.5,\r\n0,99,,0.75\r\n1,149,nan,x\r\n"
    for pieces in [1, 4, 1000] {
      let (told, _) = try numbers(CSVLogDecoder(name: "log"), Array(text.utf8), pieces: pieces)
      #expect(told.filter { $0.tag == "epoch" }.map(\.value) == [0, 0, 1])
      let losses = told.filter { $0.tag != "epoch" }
      #expect(losses.map(\.tag) == ["train_loss", "val, loss", "train_loss"])
      #expect(losses.map(\.step) == [49, 99, 149])
      #expect(losses[0].value == 1.5 && losses[1].value == 0.75 && losses[2].value.isNaN)
    }
    let quotes = #""a""b","","""","c","x"y"# + "\n1,2,3,4,5\n"
    let (quoted, _) = try numbers(CSVLogDecoder(name: "log"), Array(quotes.utf8), pieces: 5)
    #expect(quoted.map(\.tag) == [#"a"b"#, "", "\"", "c", "xy"])
    let (rows, _) = try numbers(
      CSVLogDecoder(name: "log"), Array("loss;acc\n3;0.1\n2;0.2\n".utf8), pieces: 99)
    #expect(rows.map(\.step) == [1, 1, 2, 2] && rows.map(\.value) == [3, 0.1, 2, 0.2])
    #expect(
      refusal { try numbers(CSVLogDecoder(name: "log"), Array("1,2\n3,4\n".utf8), pieces: 99) }
        .hasPrefix("cannot read log: its first line names no columns"))
  }
}
