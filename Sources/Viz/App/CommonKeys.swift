import Languages

extension KeyMap {
  /// What leads through a lesson; they come before a scene's own.
  static let lessonRows: [Binding] =
    [
      Binding(
        .question, "pagedown enter", .lesson(.next), Words("keys.reveal", "the answer"), hint: .reveal,
        rank: 0),
      Binding(
        .question, "1", .lesson(.guess(0)), Words("keys.guess1", "our guess: the first"), hint: .guess,
        rank: 1),
      Binding(
        .question, "2", .lesson(.guess(1)), Words("keys.guess2", "our guess: the second"), hint: .guess,
        rank: 1),
      Binding(
        .thirdAnswer, "3", .lesson(.guess(2)), Words("keys.guess3", "our guess: the third"), hint: .guess,
        rank: 1),
      Binding(
        .fourthAnswer, "4", .lesson(.guess(3)), Words("keys.guess4", "our guess: the fourth"), hint: .guess,
        rank: 1),
      Binding(
        .lesson, "pagedown", .lesson(.next), Words("keys.nextStop", "on in the lesson"), hint: .next, rank: 0),
    ]
    + [KeyScope.question, .lesson, .lessonEnd].map { scope in
      Binding(
        scope, "pageup", .lesson(.back), Words("keys.stopBefore", "back in the lesson"), hint: .back, rank: 2)
    }
    + [
      Binding(
        .lessonEnd, "pagedown", .lesson(.next), Words("keys.lastStop", "nothing: this is the last stop"))
    ]

  /// What the pooling scene has of its own.
  static let poolingRows: [Binding] = [
    Binding(
      .pooling, "left", .pooling(.moveWindow(-1)), Words("keys.windowBefore", "window before"), hint: .window,
      rank: 2),
    Binding(
      .pooling, "right", .pooling(.moveWindow(1)), Words("keys.nextWindow", "next window"), hint: .window,
      rank: 2),
    Binding(.pooling, "up", .pooling(.moveSample(-1)), Words("keys.sampleAbove", "the sample above")),
    Binding(.pooling, "down", .pooling(.moveSample(1)), Words("keys.sampleBelow", "the sample below")),
    Binding(
      .pooling, "m", .pooling(.toggleWalking), Words("keys.walk", "let the window walk"), hint: .walk, rank: 2
    ),
    Binding(
      .pooling, "e", .pooling(.showExample(1)), Words("keys.nextExample", "next example or trap"),
      hint: .example, rank: 3),
    Binding(.pooling, "E", .pooling(.showExample(-1)), Words("keys.exampleBefore", "the example before")),
    Binding(
      .pooling, "k", .pooling(.turn(.kernel, -1)), Words("keys.shorterKernel", "shorter kernel"),
      hint: .kernel, rank: 3),
    Binding(
      .pooling, "K", .pooling(.turn(.kernel, 1)), Words("keys.longerKernel", "longer kernel"), hint: .kernel,
      rank: 3),
    Binding(
      .pooling, "j", .pooling(.turn(.stride, -1)), Words("keys.smallerStride", "smaller stride (jump)"),
      hint: .stride, rank: 4),
    Binding(
      .pooling, "J", .pooling(.turn(.stride, 1)), Words("keys.largerStride", "larger stride"), hint: .stride,
      rank: 4),
    Binding(
      .pooling, "p", .pooling(.turn(.padding, -1)), Words("keys.lessPadding", "less padding"), hint: .padding,
      rank: 5),
    Binding(
      .pooling, "P", .pooling(.turn(.padding, 1)), Words("keys.morePadding", "more padding"), hint: .padding,
      rank: 5),
    Binding(
      .pooling, "t", .pooling(.toggleTranspose), Words("keys.transpose", "transpose or not"),
      hint: .transpose, rank: 3),
    Binding(
      .pooling, "x", .pooling(.nextSqueeze), Words("keys.squeeze", "squeeze: all, one, none"), hint: .squeeze,
      rank: 3),
    Binding(
      .pooling, "v", .pooling(.toggleGradient), Words("keys.gradient", "values or gradient"), hint: .gradient,
      rank: 4),
    Binding(
      .pooling, "c", .pooling(.turn(.samples, -1)), Words("keys.smallerBatch", "smaller batch"), hint: .batch,
      rank: 7),
    Binding(
      .pooling, "C", .pooling(.turn(.samples, 1)), Words("keys.largerBatch", "larger batch"), hint: .batch,
      rank: 7),
    Binding(
      .pooling, "r", .pooling(.reset), Words("keys.articleCase", "the article's case"), hint: .reset, rank: 8),
    Binding(
      .pooling, "R", .pooling(.newValues), Words("keys.newValues", "values of the next seed"), hint: .newSeed,
      rank: 8),
  ]

  /// The keys of every scene, and of what lies over one.
  static let rows: [Binding] = [
    Binding(.everywhere, "tab", .nextScene, Words("keys.nextScene", "next scene")),
    Binding(
      .everywhere, "S", .savePicture, Words("keys.savePicture", "save a picture (SVG)"), hint: .save, rank: 8),
    Binding(.everywhere, "w", .saveRecording, Words("keys.saveRecording", "save a recording of the run")),
    Binding(.everywhere, "W", .beginSaving, Words("keys.saveWeights", "save the weights")),
    Binding(.everywhere, "T", .nextTheme, Words("keys.theme", "the next theme")),
    Binding(
      .everywhere, ",", .settings(.toggle), Words("keys.settings", "all settings"), hint: .settings, rank: 3),
    Binding(
      .everywhere, "O", .settings(.chooseOptimizer),
      Words("keys.chooseOptimizer", "choose among all optimizers")),
    Binding(
      .settings, "up", .settings(.move(-1)), Words("keys.settingAbove", "the setting above"), hint: .setting,
      rank: 2),
    Binding(
      .settings, "down", .settings(.move(1)), Words("keys.settingBelow", "the setting below"), hint: .setting,
      rank: 2),
    Binding(
      .settings, "left", .settings(.turn(isMore: false)), Words("keys.less", "less, or the one before"),
      hint: .change, rank: 2),
    Binding(
      .settings, "right", .settings(.turn(isMore: true)), Words("keys.more", "more, or the next one"),
      hint: .change, rank: 2),
    Binding(
      .settings, "enter", .settings(.type(nil)), Words("keys.typeValue", "type a value; so do digits"),
      hint: .type, rank: 3),
    Binding(
      .settings, ", esc", .settings(.toggle), Words("keys.closeSettings", "close the settings"), hint: .close,
      rank: 1),
    Binding(
      .settings, "?", .toggle(.help), Words("keys.help", "show or hide this help"), hint: .help, rank: 0),
    Binding(.everywhere, "y", .toggle(.program), Words("keys.program", "the run as a PyTorch program")),
    Binding(
      .bigNumbers, "M", .toggleBigNumbers, Words("keys.sceneAgain", "the scene again"), hint: .scene, rank: 1),
    Binding(.everywhere, "M", .toggleBigNumbers, Words("keys.bigNumbers", "big numbers, for the back row")),
    Binding(
      .everywhere, "?", .toggle(.help), Words("keys.help", "show or hide this help"), hint: .help, rank: 0),
    Binding(.always, "ctrl-l", .redraw, Words("keys.redraw", "draw the screen anew")),
    Binding(.everywhere, "esc", .dismiss, Words("keys.closeHelp", "close the help")),
    Binding(
      .sheet, "down", .scroll(.lines(1)), Words("keys.scrollDown", "scroll down"), hint: .scroll, rank: 2),
    Binding(.sheet, "up", .scroll(.lines(-1)), Words("keys.scrollUp", "scroll up"), hint: .scroll, rank: 2),
    Binding(
      .sheet, "pagedown", .scroll(.pages(1)), Words("keys.pageDown", "a page down"), hint: .page, rank: 3),
    Binding(.sheet, "pageup", .scroll(.pages(-1)), Words("keys.pageUp", "a page up"), hint: .page, rank: 3),
    Binding(.sheet, "home", .scroll(.toStart), Words("keys.top", "to the top"), hint: .ends, rank: 4),
    Binding(.sheet, "end", .scroll(.toEnd), Words("keys.bottom", "to the bottom"), hint: .ends, rank: 4),
    Binding(.help, "? esc", .dismiss, Words("keys.closeHelp", "close the help"), hint: .close, rank: 1),
    Binding(
      .metrics, "up", .chooseMetric(-1), Words("keys.nameAbove", "the name above"), hint: .name, rank: 2),
    Binding(
      .metrics, "down", .chooseMetric(1), Words("keys.nameBelow", "the name below"), hint: .name, rank: 2),
    Binding(
      .output, "up", .scrollOutput(.lines(-1)), Words("keys.scrollUp", "scroll up"), hint: .scroll, rank: 2),
    Binding(
      .output, "down", .scrollOutput(.lines(1)), Words("keys.scrollDown", "scroll down"), hint: .scroll,
      rank: 2),
    Binding(
      .output, "pageup", .scrollOutput(.pages(-1)), Words("keys.pageUp", "a page up"), hint: .page, rank: 3),
    Binding(
      .output, "pagedown", .scrollOutput(.pages(1)), Words("keys.pageDown", "a page down"), hint: .page,
      rank: 3),
    Binding(
      .output, "home", .scrollOutput(.toStart), Words("keys.firstLine", "to the first line"), hint: .ends,
      rank: 4),
    Binding(
      .output, "end", .scrollOutput(.toEnd), Words("keys.newestLine", "to the newest line"), hint: .ends,
      rank: 4),
    Binding(
      .leaving, "enter", .leave, Words("keys.leave", "leave the program running"), hint: .leave, rank: 0),
    Binding(.leaving, "k", .run(.stop), Words("keys.stop", "stop the program"), hint: .stop, rank: 0),
    Binding(.leaving, "esc", .dismiss, Words("keys.stay", "stay"), hint: .stay, rank: 1),
    Binding(
      .program, "enter", .saveProgram, Words("keys.saveProgram", "save the program"), hint: .save, rank: 2),
    Binding(
      .program, "y esc", .dismiss, Words("keys.closeProgram", "close the program"), hint: .close, rank: 1),
    Binding(.always, "q", .quit, Words("keys.quit", "quit (Ctrl-C too)"), hint: .quit, rank: 0),
  ]
}
