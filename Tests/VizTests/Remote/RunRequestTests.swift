import Testing

@testable import Viz

@Suite struct RunRequestTests {
  @Test(arguments: [
    ("pause", #"{"kind":"do","id":4,"what":"pause"}"#), ("run", #"{"kind":"do","id":4,"what":"run"}"#),
    ("stop", #"{"kind":"do","id":4,"what":"stop"}"#),
    ("step", #"{"kind":"do","id":4,"what":"step","count":1}"#),
    ("step=12", #"{"kind":"do","id":4,"what":"step","count":12}"#),
    ("lr=0.01", #"{"kind":"do","id":4,"what":"set","setting":"lr","value":0.01}"#),
    ("lr*0.5", #"{"kind":"do","id":4,"what":"set","setting":"lr","factor":0.5}"#),
    ("lr=own", #"{"kind":"do","id":4,"what":"set","setting":"lr"}"#),
    ("weight-decay=1e-3", #"{"kind":"do","id":4,"what":"set","setting":"weight_decay","value":0.001}"#),
    ("momentum=0", #"{"kind":"do","id":4,"what":"set","setting":"momentum","value":0.0}"#),
    ("optimizer=adam", #"{"kind":"do","id":4,"what":"optimizer","name":"adam"}"#),
  ])
  func wordsBecomeTheMessageOfTheWire(text: String, line: String) throws {
    #expect(try #require(RunRequest(text)).message(id: 4).header.line == line)
  }

  @Test(arguments: [
    "", "fly", "pause=1", "step=0", "step=-1", "step=x", "lr=", "=1", "lr*0", "lr*-1", "lr*inf", "lr=nan",
    "lr=1,2", "optimizer=", "optimizer",
  ])
  func whatIsNoRequestIsNone(text: String) {
    #expect(RunRequest(text) == nil)
  }
}
