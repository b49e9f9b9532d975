import Engine
import Languages

extension PoolingScene {
  /// All settings of the pooling, those that are on in their colour.
  static func fields(_ pooling: PoolingState) -> [Header.Field] {
    let layer = pooling.pipeline.layer
    func flag(_ label: String, _ isOn: Bool) -> Header.Field {
      isOn
        ? Header.Field(label: label, value: say("pooling.on", "on"), ink: Ink(Theme.good, .bold))
        : Header.Field(label: label, value: say("pooling.off", "off"), ink: Ink(Theme.key, .bold))
    }
    func number(_ label: String, _ value: Int) -> Header.Field {
      Header.Field(label: label, value: "\(value)", ink: Theme.strong)
    }
    let squeeze = say("pooling.squeeze", "squeeze")
    return [
      number(say("pooling.kernel", "kernel"), layer.kernel),
      number(say("pooling.stride", "stride"), layer.stride),
      number(say("pooling.padding", "padding"), layer.padding),
      flag(say("pooling.transpose", "transpose"), pooling.pipeline.transposes),
      pooling.pipeline.squeeze == .pooledAxis
        ? Header.Field(label: squeeze, value: say("pooling.lastAxis", "last axis"), ink: Theme.strong)
        : flag(squeeze, pooling.pipeline.squeeze == .all),
      flag(say("pooling.ceilMode", "ceil mode"), layer.ceilMode),
      flag(say("pooling.padInMean", "pad in mean"), layer.countIncludePad),
    ]
  }
}
