import Engine
import Languages

extension SettingsList {
  // MARK: - The pooling scene

  static func pooling(_ pooling: PoolingState) -> [Row] {
    let (layer, settings) = (pooling.pipeline.layer, pooling.settings)
    let section = say("settings.pooling", "pooling")
    func dial(_ name: String, _ value: Int, _ meaning: String, _ dial: PoolingAction.Dial) -> Row {
      Row(
        section: section, name: name, value: "\(value)", meaning: meaning, less: .pooling(.turn(dial, -1)),
        more: .pooling(.turn(dial, 1)))
    }
    func flag(_ name: String, _ isOn: Bool, _ meaning: String, _ action: PoolingAction) -> Row {
      Row(
        section: section, name: name, value: SettingLadder.text(isOn: isOn), meaning: meaning,
        less: .pooling(action), more: .pooling(action))
    }
    return [
      dial(
        say("settings.kernel", "kernel"), layer.kernel,
        say("settings.kernelMeaning", "k K: how many numbers a mean is of"), .kernel),
      dial(
        say("settings.stride", "stride"), layer.stride,
        say("settings.strideMeaning", "j J: how far a window is from the next"), .stride),
      dial(
        say("settings.padding", "padding"), layer.padding,
        say("settings.paddingMeaning", "p P: zeros at both ends"), .padding),
      flag(
        say("settings.ceilMode", "ceil mode"), layer.ceilMode,
        say("settings.ceilModeMeaning", "whether a last window that reaches over the end counts"),
        .toggleCeilMode),
      flag(
        say("settings.padInMean", "pad in mean"), layer.countIncludePad,
        say("settings.padInMeanMeaning", "whether zeros of the padding count"), .toggleCountIncludePad),
      flag(
        say("settings.transpose", "transpose"), settings.transposes,
        say("settings.transposeMeaning", "t: whether text comes last before it is pooled"), .toggleTranspose),
      Row(
        section: section, name: "squeeze", value: words(settings.squeeze),
        meaning: say("settings.squeezeMeaning", "x: which axes of length 1 go"),
        less: .pooling(.nextSqueeze), more: .pooling(.nextSqueeze)),
      dial(
        say("settings.samples", "samples"), settings.shape[0],
        say("settings.samplesMeaning", "c C: the batch"), .samples),
      dial(
        say("settings.text", "text"), settings.shape[1],
        say("settings.textMeaning", "the length of the text"), .text),
      dial(
        say("settings.vector", "vector"), settings.shape[2],
        say("settings.vectorMeaning", "the length of a vector"), .vector),
    ]
  }

  private static func words(_ squeeze: PoolingPipeline.Squeeze) -> String {
    switch squeeze {
    case .none: say("settings.squeezeNone", "none")
    case .all: say("settings.squeezeAll", "all")
    case .pooledAxis: say("settings.squeezePooledAxis", "pooledAxis")
    }
  }

  // MARK: - The screen

  static func screen(_ state: AppState) -> [Row] {
    let section = say("settings.screen", "screen")
    return [
      Row(
        section: section, name: say("settings.theme", "theme"), value: state.look.theme.title,
        meaning: say("settings.themeMeaning", "T: the next one"), less: .nextTheme, more: .nextTheme),
      Row(
        section: section, name: say("settings.lossAxis", "loss axis"), value: state.lossScale.words,
        meaning: say("settings.lossAxisMeaning", "L: log or linear"), less: .toggleLossScale,
        more: .toggleLossScale),
    ]
  }
}
