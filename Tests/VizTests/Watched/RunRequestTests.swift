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

  @Test func whatARunIsHeldOnAndWhichOptimizerIsMeantAreSaid() {
    for (request, line) in [
      (.hold(on: "finite", factor: 1), #"{"kind":"do","id":2,"what":"break","on":"finite","isOn":true}"#),
      (
        .hold(on: "loss", factor: 5),
        #"{"kind":"do","id":2,"what":"break","on":"loss","isOn":true,"factor":5.0}"#
      ),
      (.hold(on: "loss", factor: nil), #"{"kind":"do","id":2,"what":"break","on":"loss","isOn":false}"#),
    ] as [(RunRequest, String)] { #expect(request.message(id: 2).header.line == line) }
    let one = RunRequest.scale("lr", by: 2).message(id: 3, of: 1).header.line
    #expect(one == #"{"kind":"do","id":3,"of":1,"what":"set","setting":"lr","factor":2.0}"#)
  }
}
