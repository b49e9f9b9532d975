/// How many colours a terminal shows.
enum ColorDepth: String, CaseIterable, Sendable {
  case none
  case ansi16 = "16"
  case indexed256 = "256"
  case direct
}
