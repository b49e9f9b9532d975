@testable import Viz

/// Each parser of an option's value, on the same text.
func fuzzOptions(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let text = text(data, count)
  let parsers: [(String) throws -> Any] = [
    OptionParsers.nonNegative, OptionParsers.fraction, OptionParsers.finite, OptionParsers.seed,
    OptionParsers.whole, OptionParsers.shape, OptionParsers.count, OptionParsers.positive, OptionParsers.size,
    OptionParsers.numbers, OptionParsers.steps, OptionParsers.matrix, OptionParsers.pace, OptionParsers.scene,
    OptionParsers.screen, OptionParsers.keys,
  ]
  for parse in parsers { _ = try? parse(text) }
}
