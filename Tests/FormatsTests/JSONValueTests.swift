import Formats
import Testing

@Suite struct JSONValueTests {
  private func value(_ text: String) throws -> JSONValue { try JSONValue(Array(text.utf8), name: "x") }

  @Test func membersKeepTheirOrderAndNumbersTheirDigits() throws {
    let text = #"{"kind":"ack","id":1,"ok":true,"step":412,"lr":1e-05,"list":[1,-2.50,null,[]],"more":{}}"#
    let value = try value(text)
    #expect(value.line == text)
    #expect(value["id"]?.int == 1 && value["lr"]?.double == 1e-5 && value["ok"]?.bool == true)
    #expect(value["list"]?.elements.count == 4 && value["more"]?.members.isEmpty == true)
    #expect(value["nothing"] == nil && value["id"]?.string == nil && value["kind"]?.int == nil)
  }

  @Test func blanksAndEscapesAreRead() throws {
    let value = try value(" { \"a\\n\\u00e9\\ud83d\\ude00\" :\t[ 1 , 2 ] } \n")
    #expect(value.members.map(\.name) == ["a\né😀"])
    #expect(value.line == "{\"a\\u000aé😀\":[1,2]}")
    // Half a character, which Python writes for bytes that are no text.
    #expect(
      try self.value(#"["x\udce9y","\ud800","\ud800\u0041"]"#).elements.map(\.string) == [
        "x\u{FFFD}y", "\u{FFFD}", "\u{FFFD}A",
      ])
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1]]", "1 2", "+1",
    ".5",
    "1.", "1e", "-", "--1", "nul", "nan", "NaN", "Infinity", "True", "\"", "\"\\x\"",
    "\"\u{1}\"", "'a'",
    "[1,,2]", "{,}", "1e+", "0x1", "01", "-01", "[00]", "1.e5", "1-2",
  ])
  func whatIsNoJSONIsRefusedInOneLine(text: String) {
    #expect(refusal { try value(text) }.hasPrefix("cannot read x: its JSON"))
  }

  @Test func howDeepItGoesIsBounded() throws {
    let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(try value(deep).line == deep)
    #expect(refusal { try value("[" + deep + "]") }.hasPrefix("cannot read x"))
    #expect(refusal { try value(String(repeating: "[", count: 1_000_000)) }.hasPrefix("cannot read x"))
  }

  @Test func numbersAreWrittenAsTheyAreReadBack() {
    for number in [0.1, -0.0, 1e300, Double.leastNonzeroMagnitude, 3] {
      #expect(JSONValue.double(number).double?.bitPattern == number.bitPattern)
    }
    #expect(JSONValue.double(.nan) == .null && JSONValue.double(.infinity) == .null)
  }
}
