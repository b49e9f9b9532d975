/// All that is fuzzed, by the name that its seeds' folder has too.
let targets: [(name: String, target: @convention(c) (UnsafePointer<UInt8>?, Int) -> Void)] = [
  ("options", fuzzOptions),
  ("command-line", fuzzCommandLine),
  ("network", fuzzNetwork),
  ("tensor-file", fuzzTensorFile),
  ("arrays", fuzzArrays),
  ("weights", fuzzWeights),
  ("table", fuzzTable),
  ("typing", fuzzTyping),
  ("keys", fuzzKeys),
  ("terminal", fuzzTerminal),
  ("input", fuzzInput),
  ("wire", fuzzWire),
  ("logs", fuzzLogs),
  ("recording", fuzzRecording),
  ("lesson", fuzzLesson),
  ("catalogue", fuzzCatalogue),
]
