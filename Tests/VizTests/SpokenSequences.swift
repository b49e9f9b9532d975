@testable import Viz

/// What terminals send, with what it says.
enum SpokenSequences {
  /// A sequence as text, ESC included.
  typealias Case = (bytes: [UInt8], events: [InputEvent])

  private static let escape = "\u{1b}"

  private static func keys(_ key: Key, _ sequences: String...) -> [Case] {
    sequences.map { (Array((escape + $0).utf8), [.key(key)]) }
  }

  private static func nothing(_ sequences: String...) -> [Case] {
    sequences.map { (Array((escape + $0).utf8), []) }
  }

  private static func said(_ event: InputEvent, _ sequences: String...) -> [Case] {
    sequences.map { (Array((escape + $0).utf8), [event]) }
  }

  /// Keys in the spellings of xterm, PuTTY, rxvt, screen, the Linux console, VT100 and VT220.
  static let keys: [Case] =
    keys(.up, "[A", "OA", "[1;1A", "[1A") + keys(.down, "[B", "OB") + keys(.right, "[C", "OC")
    + keys(.left, "[D", "OD")
    + keys(.home, "[H", "OH", "[1~", "[7~", "[1;1H") + keys(.end, "[F", "OF", "[4~", "[8~")
    + keys(.pageUp, "[5~", "[5;1~") + keys(.pageDown, "[6~") + keys(.enter, "OM", "[13u", "[57414u")
    + keys(.tab, "OI", "[9u") + keys(.backspace, "[127u", "[8u", "[127;2u")
    + keys(.escape, "[27u") + keys(.character("+"), "Ok", "[57413u", "[43u", "[27;2;43~")
    + keys(.character("-"), "Om") + keys(.character("."), "On") + keys(.character("/"), "Oo")
    + keys(.character("*"), "Oj") + keys(.character(","), "Ol") + keys(.character("="), "OX")
    + keys(.character("0"), "Op") + keys(.character("9"), "Oy", "[57408u") + keys(.character("a"), "[97u")
    + keys(.character("A"), "[97;2u", "[97:65;2u", "[27;2;65~", "[65;2u") + keys(.character("й"), "[1081u")
    + keys(.character("q"), "[113;129u", "[113;65u", "[113;1:1u", "[113;1:2u")
    + keys(.control("l"), "[108;5u", "[27;5;108~", "[108;133u") + keys(.control("c"), "[99;5u")

  /// Keys that mean nothing, in words.
  static let otherKeys: [Case] =
    keys(.other("Shift-Tab"), "[Z", "[9;2u", "[27;2;9~") + keys(.other("Ctrl-Tab"), "[27;5;9~", "[9;5u")
    + keys(.other("Ctrl-Right"), "[1;5C", "O5C", "[5C", "Oc", "O1;5C")
    + keys(.other("Shift-Up"), "[1;2A", "[a")
    + keys(.other("Ctrl-Alt-Shift-Left"), "[1;8D")
    + keys(.other("Alt-Up"), "[1;3A", "\(escape)[A", "\(escape)OA")
    + keys(.other("Shift-Home"), "[1;2H", "[7$", "[1;2~") + keys(.other("Ctrl-End"), "[8^")
    + keys(.other("Ctrl-Shift-PageUp"), "[5@") + keys(.other("Insert"), "[2~") + keys(.other("Delete"), "[3~")
    + keys(.other("F1"), "OP", "[P", "[11~", "[[A") + keys(.other("F4"), "OS", "[14~", "[[D")
    + keys(.other("F5"), "[15~", "[[E") + keys(.other("F12"), "[24~") + keys(.other("F20"), "[34~")
    + keys(.other("Shift-F3"), "[1;2R") + keys(.other("Alt-x"), "x", "[120;3u") + keys(.other("Alt-ä"), "ä")
    + keys(.other("Alt-Enter"), "\r") + keys(.other("Alt-Backspace"), "\u{7f}")
    + keys(.other("Alt-Space"), " ")
    + keys(.other("Alt-+"), "+") + keys(.other("Ctrl-Shift-L"), "[27;6;76~")

  /// The mouse, pasted text, the window's front, answers.
  static let reports: [Case] =
    said(.click(x: 0, y: 0), "[<0;1;1M", "[M !!", "[32;1;1M")
    + said(.click(x: 299, y: 49), "[<0;300;50M", "[32;300;50M")
    + said(.drag(x: 4, y: 5), "[<32;5;6M", "[M@%&", "[64;5;6M")
    + said(.release, "[<0;5;6m", "[M#!!", "[35;5;6M")
    + said(.scroll(.up, x: 4, y: 5), "[<64;5;6M", "[96;5;6M", "[M`%&")
    + said(.scroll(.down, x: 4, y: 5), "[<65;5;6M")
    + said(.paste("quantile", isWhole: true), "[200~quantile\(escape)[201~")
    + said(
      .paste("a\(escape)[Aq\(escape)\(escape)[20", isWhole: true),
      "[200~a\(escape)[Aq\(escape)\(escape)[20\(escape)[201~")
    + said(.paste("重π", isWhole: true), "[200~重π\(escape)[201~")
    + said(.paste("", isWhole: true), "[200~\(escape)[201~")
    + said(.focus(true), "[I") + said(.focus(false), "[O") + said(.answer, "[0n", "[3n")
    + said(
      .background(RGB(0x1e1e2e)), "]11;rgb:1e1e/1e1e/2e2e\u{07}", "]11;rgb:1e1e/1e1e/2e2e\(escape)\\",
      "]11;rgb:1e/1e/2e\u{07}", "]11;rgba:1e1e/1e1e/2e2e/8000\u{07}")
    + said(.background(RGB(0xffffff)), "]11;rgb:f/f/f\u{07}", "]11;rgb:FFFF/ffff/FFFF\(escape)\\")
    + [(Array("\(escape)\(escape)]11;rgb:0/0/0\u{07}".utf8), [.key(.escape), .background(RGB(0))])]
    + [(Array("\(escape)\(escape)[0n".utf8), [.key(.escape), .answer])]
    + [([0x1b, 0x5b, 0x4d, 0x20, 0xa1, 0xff], [.click(x: 128, y: 222)])]

  /// What says nothing to a program that has not asked for it.
  static let unknown: [Case] =
    nothing(
      "[99~", "[1;2;3;4~", "[?1;2c", "[>0;276;0c", "[24;80R", "[?2026;2$y", "[4;2$y", "[8;24;80t", "[201~")
    + nothing("[57441;2u", "[1;1:3A", "[97;1:3u", "[=5;1q", "[q", "[ q", "[1 2q", "[!p", "[?25l", "[1<2q")
    + nothing(
      "[<1;5;6m", "[<35;5;6M", "[<33;5;6M", "[<16;5;6M", "[<0;-9;7M", "[<0;5M", "[<0;;M", "[<0;0;0M")
    + nothing(
      "]52;c;cXVpdA==\u{07}", "]10;rgb:1e1e/1e1e/2e2e\u{07}", "]11;?\u{07}", "]11;rgb:q/q/q\u{07}",
      "]11;rgb:1e1e/1e1e\u{07}", "]11;rgb:12345/0/0\(escape)\\", "]11;rgb://\u{07}", "]11;rgb:-1/-1/-1\u{07}",
      "]11;rgb:1/2/3" + String(repeating: "q", count: 99) + "\u{07}", "P11;rgb:1/2/3\(escape)\\")
    + nothing(
      "P>|XTerm(379)\(escape)\\", "P1+r544e=78\u{07}q\(escape)\\", "_Gi=1;OK\(escape)\\", "^qqq\(escape)\\")
    + nothing("Xqqq\(escape)\\", "Oz", "[[Z", "[" + String(repeating: "1;", count: 500) + "q")

  /// What breaks off, with what is left of it.
  static let broken: [Case] = [
    (Array("\(escape)[1\u{18}q".utf8), [.key(.character("q"))]),
    (Array("\(escape)[1\u{1a}q".utf8), [.key(.character("q"))]),
    (Array("\(escape)\u{18}q".utf8), [.key(.character("q"))]),
    (Array("\(escape)]0;x\u{18}q".utf8), [.key(.character("q"))]),
    (Array("\(escape)Pqq\u{1a}s".utf8), [.key(.character("s"))]),
    (Array("\(escape)[12\(escape)[A".utf8), [.key(.up)]),
    (Array("\(escape)[<0;5\(escape)[<0;1;1M".utf8), [.click(x: 0, y: 0)]),
    (Array("\(escape)[M!\(escape)[B".utf8), [.key(.down)]),
    (Array("\(escape)]0;title\(escape)[Aq".utf8), [.key(.up), .key(.character("q"))]),
    (Array("\(escape)O\(escape)[A".utf8), [.key(.other("Alt-O")), .key(.up)]),
    // A control character acts within a sequence, which goes on behind it, as terminals have it.
    (Array("\(escape)[1\r;5Cs".utf8), [.key(.enter), .key(.other("Ctrl-Right")), .key(.character("s"))]),
    (Array("\(escape)[1\u{7f}~".utf8), [.key(.home)]),
    (Array("\(escape)[1йs".utf8), [.key(.character("й")), .key(.character("s"))]),
    (Array("\(escape)[[\rs".utf8), [.key(.enter), .key(.character("s"))]),
    (Array("\(escape)[M!\rs".utf8), [.key(.enter), .key(.character("s"))]),
    (Array("\(escape)O5\rs".utf8), [.key(.enter), .key(.character("s"))]),
    (Array("\(escape)\(escape)\(escape)x".utf8), [.key(.escape), .key(.escape), .key(.other("Alt-x"))]),
  ]

  /// Characters and control keys, and bytes that are no characters.
  static let characters: [Case] = [
    (Array("sй重😀".utf8), ["s", "й", "重", "😀"].map { .key(.character($0)) }),
    ([13, 10, 9, 8, 127], [.enter, .enter, .tab, .backspace, .backspace].map { .key($0) }),
    (
      [0, 1, 12, 28, 31],
      [.other("Ctrl-Space"), .control("a"), .control("l"), .control("\\"), .control("_")].map { .key($0) }
    ),
    // Lone, overlong, a surrogate, beyond Unicode, cut short, and the controls of eight bits in both ways.
    ([0x80, 0xff, 0xc0, 0x80, 0xe0, 0x80, 0x80, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0xf5], []),
    ([0xe9, 0x87, 0x73, 0xd0, 0x1b, 0x5b, 0x41], [.key(.character("s")), .key(.up)]),
    ([0x9b, 0x41, 0xc2, 0x9b, 0x42], [.key(.character("A")), .key(.character("B"))]),
  ]

  static let all = keys + otherKeys + reports + unknown + broken + characters
}
