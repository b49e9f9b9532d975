import Foundation
import Engine

@testable import Viz

/// Runs that every scene has to show: all presets, and files of somebody's own.
enum ScreenedRuns {
  /// The names, for tests that go through them.
  static let names = Preset.all.map(\.name) + ["own classes", "own values", "own planes"]

  /// The options of `viz render` that make a run; a file of one's own lies at `path`.
  static func options(_ name: String, path: String) throws -> [String] {
    let (text, target, steps): (String, String, String)
    switch name {
    case "own classes":
      (text, target, steps) = (classes, "kind", "60")
    case "own values":
      (text, target, steps) = (values, "price", "60")
    case "own planes":
      (text, target, steps) = (planes, "side", "60")
    default:
      return ["--preset", name, "--seed", "3", "--steps", "60"]
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let model =
      name == "own classes"
      ? "Linear(4, 6), ReLU, Linear(6, 3)"
      : name == "own values"
        ? "Linear(3, 4), Tanh, Linear(4, 1)" : "Linear(2, 5), Tanh, Linear(5, 1), Sigmoid"
    let loss = name == "own classes" ? "cross-entropy" : name == "own values" ? "mse" : "bce"
    return [
      "--data", path, "--target", target, "--model", model, "--loss", loss, "--batch", "8", "--seed", "3",
      "--steps", steps,
    ]
  }

  private static func number(_ index: Int, _ factor: Int) -> String {
    "\(Double(index * factor % 97) / 10 - 3)"
  }

  /// Three classes with long names, and a feature whose name is long as well.
  private static let classes =
    "width,height,a feature with a rather long name,旬,kind\n"
    + (0..<60).map { row in
      let kind = ["setosa", "a class with a long name", "versicolor"][row % 3]
      return "\(number(row, 7)),\(number(row, 31)),\(number(row, 11)),\(row % 3),\(kind)\n"
    }.joined()

  private static let values =
    "rooms,age,distance,price\n"
    + (0..<60).map { "\(number($0, 13)),\(number($0, 29)),\(number($0, 3)),\(Double($0 % 17) * 12.5)\n" }
    .joined()

  private static let planes =
    "east,north,side\n"
    + (0..<60).map { "\(number($0, 13)),\(number($0, 29)),\($0 * 13 % 97 > 48 ? 1 : 0)\n" }.joined()
}
