extension HandDerived {
  /// The weights after a first step of gradient descent, in float64, as the article writes it.
  ///
  /// With momentum, the first step's buffer is the gradient itself; Nesterov looks ahead along it.
  public static func firstSGDStep(_ settings: SettingValues, weight: [Double], gradient: [Double]) -> [Double]
  {
    zip(weight, gradient).map { w, gradient in
      let g = gradient + settings["weight_decay"] * w
      let direction = settings.isOn("nesterov") ? g + settings["momentum"] * g : g
      return w - settings["lr"] * direction
    }
  }

  /// The weights after a first step of Adam from empty state, in float64, as the article writes it.
  public static func firstAdamStep(_ settings: SettingValues, weight: [Double], gradient: [Double])
    -> [Double]
  {
    zip(weight, gradient).map { w, gradient in
      let g = gradient + settings["weight_decay"] * w
      let m = (1 - settings["beta1"]) * g
      let v = (1 - settings["beta2"]) * g * g
      let correctedM = m / (1 - settings["beta1"])
      let correctedV = v / (1 - settings["beta2"])
      return w - settings["lr"] * correctedM / (correctedV.squareRoot() + settings["eps"])
    }
  }
}
