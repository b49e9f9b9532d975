// Opens the screen as viz does and then goes wrong in the way that its argument names, for tests of what is left.
#if DEBUG || TESTING
  import Engine

  @testable import Viz

  let terminal = try Terminal(depth: nil, glyphs: nil)
  terminal.show(Canvas(width: 80, height: 24))
  let numbers = [1, 2, 3]

  func recurse(_ depth: Int) -> Int { depth < 0 ? 0 : recurse(depth + 1) + numbers[depth % 3] }

  switch CommandLine.arguments.last {
  case "index": print(numbers[CommandLine.arguments.count + 2])
  case "fatalError": fatalError("the cause is told")
  case "overflow": print(recurse(1))
  default: fatalError("no such way to go wrong")
  }
#endif
