import Engine

extension PoolingScene {
  /// All settings of the pooling, those that are on in their colour.
  static func fields(_ pooling: PoolingState) -> [Header.Field] {
    let layer = pooling.pipeline.layer
    let squeeze =
      switch pooling.pipeline.squeeze {
      case .all: "on"
      case .pooledAxis: "last axis"
      case .none: "off"
      }
    func flag(_ label: String, _ value: String) -> Header.Field {
      let ink = value == "on" ? Ink(Theme.good, .bold) : value == "off" ? Ink(Theme.key, .bold) : Theme.strong
      return Header.Field(label: label, value: value, ink: ink)
    }
    func flag(_ label: String, _ isOn: Bool) -> Header.Field { flag(label, isOn ? "on" : "off") }
    func number(_ label: String, _ value: Int) -> Header.Field {
      Header.Field(label: label, value: "\(value)", ink: Theme.strong)
    }
    return [
      number("kernel", layer.kernel), number("stride", layer.stride), number("padding", layer.padding),
      flag("transpose", pooling.pipeline.transposes), flag("squeeze", squeeze),
      flag("ceil mode", layer.ceilMode), flag("pad in mean", layer.countIncludePad),
    ]
  }
}
