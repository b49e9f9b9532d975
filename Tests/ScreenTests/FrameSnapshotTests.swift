import Foundation
import Languages
import Testing

@testable import Viz

/// Frames as text against committed files; VIZ_UPDATE_SNAPSHOTS=1 writes the files anew.
@Suite struct FrameSnapshotTests {
  /// One frame: the name of its file and the options of `viz render` that make it.
  struct Frame: CustomTestStringConvertible, Sendable {
    let name: String
    let options: [String]

    init(_ name: String, _ options: String, keys: String = "") {
      self.name = name
      self.options =
        options.split(separator: " ").map(String.init) + (keys.isEmpty ? [] : ["--keys", keys])
    }

    var testDescription: String { name }
  }

  private static let run = "--seed 7 --steps 600 --toggle 400 --adam-lr 0.02"
  private static let pool = "--seed 3 --scene pooling"
  /// So many times the key for one step.
  private static func steps(_ count: Int) -> String {
    Array(repeating: "s", count: count).joined(separator: " ")
  }

  private static let five =
    "--seed 3 --size 5 --input -0.9,-0.1,0.6,0.4,0.2 --target 0.1,0.2,0.3,0.4,0.5 --steps 80"

  static let frames: [Frame] =
    ["80x24", "120x40", "200x50", "100x30", "60x20", "44x14", "40x12", "39x12", "20x5"].map {
      Frame("overview-\($0)", "\(run) --screen \($0)")
    }
    + ColorDepth.allCases.map {
      Frame("overview-colors-\($0.rawValue)", "\(run) --screen 80x24 --format ansi --color \($0.rawValue)")
    }
    + [
      Frame("overview-light", "\(run) --screen 120x40 --format ansi --theme light"),
      Frame("overview-terminal", "\(run) --screen 80x24 --format ansi --theme terminal"),
      Frame("pooling-light", "\(pool) --screen 80x24 --format ansi --theme light --color 256", keys: "right"),
      Frame("overview-ascii", "\(run) --screen 120x40 --ascii --color none"),
      Frame("overview-start", "--seed 7 --screen 80x24"),
      Frame("overview-size-5", "\(five) --screen 120x40"),
      Frame("overview-momentum", "--seed 1 --momentum 0.9 --nesterov --steps 30 --screen 80x24"),
      Frame("overview-amsgrad", "--seed 1 --optimizer adam --amsgrad --steps 30 --screen 120x40"),
      Frame("overview-linear", "\(run) --screen 80x24", keys: "L"),
      Frame("overview-keys", "--seed 7 --steps 40 --screen 120x40", keys: "o + + s s ] L"),
      Frame("overview-stopped", "--seed 0 --target 1e30,0 --screen 80x24", keys: "space"),
      Frame("pooling-80x24", "\(pool) --screen 80x24", keys: "right right right right right right right"),
      Frame("pooling-120x40", "\(pool) --screen 120x40", keys: "right right right right right right right"),
      Frame("pooling-200x50", "\(pool) --screen 200x50", keys: "left"),
      Frame("pooling-60x20", "\(pool) --screen 60x20", keys: "down"),
      Frame("pooling-44x14", "\(pool) --screen 44x14"),
      Frame("pooling-ascii", "\(pool) --screen 120x40 --ascii --color none", keys: "right"),
      Frame("pooling-16", "\(pool) --screen 80x24 --format ansi --color 16", keys: "right"),
      Frame("pooling-wrong-axis", "\(pool) --screen 80x24", keys: "e right"),
      Frame("pooling-remainder", "\(pool) --screen 80x24", keys: "e e right right"),
      Frame("pooling-batch-of-one", "\(pool) --screen 80x24", keys: "e e e"),
      Frame("pooling-overlap-gradient", "\(pool) --screen 120x40", keys: "e e e e v right"),
      Frame("pooling-padding", "\(pool) --screen 80x24", keys: "e e e e e"),
      Frame("pooling-refused", "\(pool) --screen 80x24", keys: "K"),
      Frame("pooling-help", "\(pool) --screen 80x24", keys: "?"),
      Frame("explain-80x24", "--seed 7 --steps 12 --scene explain --screen 80x24", keys: "right"),
      Frame("explain-120x40", "--seed 7 --steps 12 --scene explain --screen 120x40 --optimizer adam"),
      Frame(
        "explain-200x50", "--seed 7 --steps 12 --scene explain --screen 200x50 --momentum 0.9", keys: "down"),
      Frame("explain-44x14", "--seed 7 --steps 12 --scene explain --screen 44x14"),
      Frame("explain-size-5", "\(five) --scene explain --screen 80x24", keys: "down down right right right"),
      Frame("explain-input", "--seed 7 --scene explain --screen 80x24", keys: "up"),
      Frame("explain-edit", "--seed 7 --steps 3 --scene explain --screen 80x24", keys: "enter - 0 . 2 5 x"),
      Frame(
        "explain-edited", "--seed 7 --steps 3 --scene explain --screen 80x24", keys: "enter 2 . 5 enter 1"),
      Frame("explain-ascii", "--seed 7 --steps 12 --scene explain --screen 120x40 --ascii --color none"),
      Frame(
        "explain-spiral", "--preset spiral --steps 200 --scene explain --screen 80x24", keys: "right down"),
      Frame(
        "explain-text", "--preset text --steps 200 --scene explain --screen 120x40", keys: "down down down"),
      Frame(
        "explain-digits", "--preset digits --steps 100 --scene explain --screen 200x50 --optimizer adamw",
        keys: "pagedown pagedown down right n"),
      Frame(
        "explain-light",
        "--preset xor --steps 100 --scene explain --screen 120x40 --format ansi --theme light"),
      Frame("explain-stopped", "--seed 0 --target 1e30,0 --scene explain --screen 80x24"),
      Frame("rate-preview", "--seed 7 --steps 50 --screen 120x40", keys: "+"),
      Frame("time-back", "\(run) --screen 120x40", keys: "B B b"),
      Frame("time-branch", "\(run) --screen 120x40", keys: "B B B \(steps(60)) + + \(steps(60))"),
      Frame(
        "race-80x24", "--seed 7 --steps 12 --scene race --screen 80x24", keys: "right + + + + + \(steps(90))"),
      Frame(
        "race-120x40", "--seed 7 --steps 12 --scene race --screen 120x40",
        keys: "right + + + + + \(steps(90))"),
      Frame("race-44x14", "--seed 7 --scene race --screen 44x14", keys: "s s s"),
      Frame(
        "race-ascii", "--seed 7 --scene race --screen 120x40 --ascii --color none",
        keys: "right + + + + + \(steps(60))"),
      Frame("network-spiral", "--preset spiral --seed 7 --steps 2000 --scene network --screen 120x40"),
      Frame(
        "network-xor-80x24", "--preset xor --seed 7 --steps 300 --scene network --screen 80x24",
        keys: "right down"),
      Frame(
        "network-digits", "--preset digits --seed 7 --steps 100 --scene network --screen 120x40",
        keys: "right n"),
      Frame(
        "network-text", "--preset text --seed 7 --steps 300 --scene network --screen 120x40",
        keys: "enter a b c enter"),
      Frame("network-text-80x24", "--preset text --seed 7 --steps 300 --scene network --screen 80x24"),
      Frame(
        "network-ascii",
        "--preset xor --seed 7 --steps 300 --scene network --screen 120x40 --ascii --color none"),
      Frame(
        "network-light",
        "--preset circle --seed 7 --steps 300 --scene network --screen 120x40 --format ansi --theme light"),
      Frame(
        "network-another", "--preset circle --seed 7 --steps 99 --scene network --screen 120x40",
        keys: "d H I c s"),
      Frame("overview-penguins", "--preset penguins --seed 7 --steps 120 --screen 120x40", keys: "down n"),
      Frame("overview-spiral-80x24", "--preset spiral --seed 7 --steps 120 --screen 80x24", keys: "pagedown"),
      Frame(
        "flow-text", "--preset text --seed 7 --steps 300 --scene flow --screen 120x40", keys: "right right"),
      Frame(
        "flow-text-80x24", "--preset text --seed 7 --steps 300 --scene flow --screen 80x24", keys: "right v"),
      Frame(
        "flow-digits", "--preset digits --seed 7 --steps 100 --scene flow --screen 200x50", keys: "right down"
      ),
      Frame(
        "race-rates", "--preset xor --seed 7 --steps 20 --scene race --screen 120x40",
        keys: "l l \(steps(60))"),
      Frame("settings-120x40", "--preset spiral --seed 7 --screen 120x40", keys: ", down down"),
      Frame("settings-pooling", "--seed 7 --scene pooling --screen 80x24", keys: ","),
      Frame("program-80x24", "--preset xor --seed 7 --steps 30 --screen 80x24", keys: "o s y down"),
      Frame("big-80x24", "--preset xor --seed 7 --steps 30 --screen 80x24", keys: "M"),
      Frame("big-race", "--preset xor --seed 7 --scene race --screen 120x40", keys: "l l s s s M"),
      Frame("help-80x24", "\(run) --screen 80x24", keys: "?"),
      Frame("help-120x40", "\(run) --screen 120x40", keys: "?"),
      Frame("help-44x14", "\(run) --screen 44x14", keys: "?"),
    ] + chinese

  /// Every scene in Chinese, at three sizes, and what lies over scenes.
  private static let chinese: [Frame] =
    SceneList.all.flatMap { scene in
      ["80x24", "120x40", "200x50"].map { size in
        let preset = scene.name == "network" || scene.name == "flow" ? "--preset spiral " : ""
        return Frame(
          "zh-\(scene.name)-\(size)",
          "\(preset)--seed 7 --steps 120 --scene \(scene.name) --screen \(size) --lang zh",
          keys: scene.name == "overview" ? "s s" : "right s s")
      }
    }
    + [
      Frame("zh-overview-44x14", "\(run) --screen 44x14 --lang zh"),
      Frame("zh-overview-39x12", "\(run) --screen 39x12 --lang zh"),
      Frame("zh-overview-digits", "--preset digits --seed 7 --steps 50 --screen 120x40 --lang zh"),
      Frame(
        "zh-network-text", "--preset text --seed 7 --steps 300 --scene network --screen 120x40 --lang zh"),
      Frame("zh-help", "\(run) --screen 120x40 --lang zh", keys: "?"),
      Frame("zh-help-80x24", "\(run) --screen 80x24 --lang zh", keys: "?"),
      Frame("zh-settings", "--preset spiral --seed 7 --screen 120x40 --lang zh", keys: ", down down"),
      Frame("zh-big", "--preset xor --seed 7 --steps 30 --screen 80x24 --lang zh", keys: "M"),
      Frame("zh-stopped", "--seed 0 --target 1e30,0 --screen 80x24 --lang zh", keys: "space"),
      Frame("zh-pooling-traps", "\(pool) --screen 120x40 --lang zh", keys: "e e right right"),
      Frame("zh-ascii", "\(run) --screen 80x24 --lang zh --ascii --color none"),
    ]

  private static let sourceFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Snapshots")

  @Test(arguments: frames)
  func aFrameIsTheOneThatWasCommitted(_ frame: Frame) throws {
    let drawn = try Language.$current.withValue(Program.language(of: ["render"] + frame.options)) {
      try RenderCommandLine.parse(frame.options).rendered()
    }
    let isColored = frame.options.contains("ansi")
    let file = Self.sourceFolder.appending(path: frame.name + (isColored ? ".ansi" : ".txt"))
    if ProcessInfo.processInfo.environment["VIZ_UPDATE_SNAPSHOTS"] == "1" {
      try drawn.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    let difference = Self.firstDifference(committed, drawn)
    #expect(difference == nil, "\(frame.name): \(difference ?? "")")
  }

  @Test func noCommittedFileIsWithoutItsFrame() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.sourceFolder.path)
    let names = Set(Self.frames.map(\.name))
    for file in files where !file.hasPrefix(".") {
      #expect(names.contains(String(file.prefix { $0 != "." })), "\(file) belongs to no frame")
    }
  }

  /// The first line that differs, on both sides.
  private static func firstDifference(_ committed: String, _ drawn: String) -> String? {
    let left = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let right = drawn.split(separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(left.count, right.count) {
      let old = line < left.count ? left[line] : "(none)"
      let new = line < right.count ? right[line] : "(none)"
      if old != new { return "line \(line + 1)\ncommitted: \(old)\ndrawn:     \(new)" }
    }
    return nil
  }
}
