import Engine
import Languages

extension KeyMap {
  /// What steers a run, and what moves the cursor, the plot and the contour.
  static let steering: [Binding] = [
    Binding(.stepping, "space", .run(.toggleRunning), Words("keys.run", "run or pause"), hint: .run, rank: 1),
    Binding(.stepping, "s", .run(.step), Words("keys.step", "take one step"), hint: .step, rank: 3),
    Binding(
      .cursor, "left", .moveCursor(columns: -1, rows: 0), Words("keys.cursorLeft", "cursor left"),
      hint: .cursor, rank: 3),
    Binding(
      .cursor, "right", .moveCursor(columns: 1, rows: 0), Words("keys.cursorRight", "cursor right"),
      hint: .cursor, rank: 3),
    Binding(
      .cursor, "up", .moveCursor(columns: 0, rows: -1), Words("keys.cursorUp", "cursor up, to the inputs")),
    Binding(.cursor, "down", .moveCursor(columns: 0, rows: 1), Words("keys.cursorDown", "cursor down")),
    Binding(
      .cursor, "enter", .beginEdit, Words("keys.typeNumber", "type a new number"), hint: .edit, rank: 4),
    Binding(
      .training, "o", .switchOptimizer, Words("keys.switch", "switch the optimizer"), hint: .optimizer,
      rank: 2),
    Binding(
      .training, "+ =", .changeRate(raises: true), Words("keys.raiseRate", "raise the learning rate"),
      hint: .lr, rank: 2),
    Binding(
      .training, "- _", .changeRate(raises: false), Words("keys.lowerRate", "lower the learning rate"),
      hint: .lr, rank: 2),
    Binding(
      .training, "0", .run(.releaseSettings), Words("keys.ownSettings", "the program's own settings again"),
      hint: .ownSettings, rank: 5),
    Binding(
      .race, "l", .nextRace, Words("keys.whatRaces", "what races: optimizers, rates, momenta"),
      hint: .whatRaces, rank: 2),
    Binding(
      .race, "left", .chooseLane(-1), Words("keys.laneBefore", "the lane before"), hint: .lane, rank: 2),
    Binding(.race, "right", .chooseLane(1), Words("keys.nextLane", "the next lane"), hint: .lane, rank: 2),
    Binding(
      .race, "+ =", .changeLaneRate(raises: true), Words("keys.raiseLane", "raise the lane's rate"),
      hint: .lr, rank: 2),
    Binding(
      .race, "- _", .changeLaneRate(raises: false), Words("keys.lowerLane", "lower the lane's rate"),
      hint: .lr, rank: 2
    ),
    Binding(
      .race, "up", .choosePair(-1), Words("keys.pairBefore", "the two weights before"), hint: .weights,
      rank: 4),
    Binding(
      .race, "down", .choosePair(1), Words("keys.nextPair", "the next two weights"), hint: .weights, rank: 4),
    Binding(.race, "enter", .beginPair, Words("keys.typePair", "type any two weights"), hint: .type, rank: 6),
    Binding(
      .race, "r", .run(.race(.restart)), Words("keys.restartRace", "all lanes back to the start"),
      hint: .reset, rank: 5),
    Binding(
      .race, "R", .reseedRace, Words("keys.reseedRace", "all lanes at the next seed's weights"),
      hint: .newSeed, rank: 7),
    Binding(
      .race, ".", .run(.race(.startHere)), Words("keys.newRace", "new race from the run's step"),
      hint: .newRace, rank: 5),
    Binding(
      .training, "b", .run(.move(.steps(-1))), Words("keys.back", "back one step"), hint: .back, rank: 4),
    Binding(
      .training, "B", .run(.move(.steps(-100))), Words("keys.backFar", "back a hundred steps"), hint: .back,
      rank: 4),
    Binding(
      .training, "<", .run(.move(.hundredths(-2))), Words("keys.slideBack", "slide back through the run"),
      hint: .slide, rank: 6),
    Binding(
      .training, ">", .run(.move(.hundredths(2))), Words("keys.slideOn", "slide on through the run"),
      hint: .slide, rank: 6),
    Binding(.training, "home", .run(.move(.toStart)), Words("keys.firstStep", "to the first step")),
    Binding(.training, "end", .run(.move(.toEnd)), Words("keys.lastStep", "to the last step")),
    Binding(
      .stepping, "[", .run(.slower), Words("keys.slower", "slower, to one step a second"), hint: .speed,
      rank: 5),
    Binding(
      .stepping, "]", .run(.faster), Words("keys.faster", "faster, to no limit"), hint: .speed, rank: 5),
    Binding(
      .training, "r", .run(.command(.reset)), Words("keys.restart", "restart, the same weights"),
      hint: .reset, rank: 5),
    Binding(.training, "R", .reseed, Words("keys.reseed", "restart, the next seed"), hint: .newSeed, rank: 7),
    Binding(
      .parameters, "up", .chooseParameter(-1), Words("keys.parameterAbove", "the parameter above"),
      hint: .parameter, rank: 3),
    Binding(
      .parameters, "down", .chooseParameter(1), Words("keys.parameterBelow", "the parameter below"),
      hint: .parameter, rank: 3),
    Binding(
      .tensors, "pagedown", .chooseParameter(1), Words("keys.nextParameter", "the next parameter"),
      hint: .parameter, rank: 4),
    Binding(
      .tensors, "pageup", .chooseParameter(-1), Words("keys.parameterBefore", "the parameter before"),
      hint: .parameter, rank: 4),
    Binding(
      .layers, "pagedown", .chooseParameter(10), Words("keys.tenOn", "ten parameters on"), hint: .ten, rank: 5
    ),
    Binding(
      .layers, "pageup", .chooseParameter(-10), Words("keys.tenBack", "ten parameters back"), hint: .ten,
      rank: 5),
    Binding(
      .units, "left", .moveUnit(layers: -1, units: 0), Words("keys.layerBefore", "the layer before"),
      hint: .unit, rank: 3),
    Binding(
      .units, "right", .moveUnit(layers: 1, units: 0), Words("keys.nextLayer", "the next layer"), hint: .unit,
      rank: 3),
    Binding(
      .units, "up", .moveUnit(layers: 0, units: -1), Words("keys.unitAbove", "the unit above"), hint: .unit,
      rank: 3),
    Binding(
      .units, "down", .moveUnit(layers: 0, units: 1), Words("keys.unitBelow", "the unit below"), hint: .unit,
      rank: 3),
    Binding(
      .flow, "left", .flow(.stage(-1)), Words("keys.stageBefore", "the stage before"), hint: .stage, rank: 3),
    Binding(
      .flow, "right", .flow(.stage(1)), Words("keys.nextStage", "the next stage"), hint: .stage, rank: 3),
    Binding(
      .flow, "up", .flow(.element(-1)), Words("keys.numberBefore", "the number before"), hint: .number,
      rank: 3),
    Binding(
      .flow, "down", .flow(.element(1)), Words("keys.nextNumber", "the next number"), hint: .number, rank: 3),
    Binding(
      .flow, "v", .flow(.toggleGradient), Words("keys.gradient", "values or gradient"), hint: .gradient,
      rank: 4),
    Binding(
      .flow, "f", .flow(.toggleFold), Words("keys.fold", "fold or open the stage"), hint: .fold, rank: 6),
    Binding(
      .ownRow, "enter", .beginRow, Words("keys.typeRow", "type a row or a word to predict"), hint: .yourRow,
      rank: 5),
    Binding(.samples, "n", .followRow(1), Words("keys.nextRow", "follow the next row"), hint: .row, rank: 5),
    Binding(
      .samples, "N", .followRow(-1), Words("keys.rowBefore", "follow the row before"), hint: .row, rank: 5),
    Binding(.controls, "d", .turn(.data, 1), Words("keys.nextData", "next data set"), hint: .data, rank: 4),
    Binding(
      .controls, "D", .turn(.data, -1), Words("keys.dataBefore", "the data set before"), hint: .data, rank: 4),
    Binding(.controls, "i", .turn(.noise, -1), Words("keys.lessNoise", "less noise"), hint: .noise, rank: 7),
    Binding(.controls, "I", .turn(.noise, 1), Words("keys.moreNoise", "more noise"), hint: .noise, rank: 7),
    Binding(
      .controls, "a", .turn(.activation, 1), Words("keys.nextActivation", "next activation"),
      hint: .activation, rank: 6),
    Binding(
      .controls, "A", .turn(.activation, -1), Words("keys.activationBefore", "the activation before"),
      hint: .activation, rank: 6),
    Binding(
      .controls, "u", .turn(.units, -1), Words("keys.fewerUnits", "fewer units in the layer"), hint: .units,
      rank: 5),
    Binding(
      .controls, "U", .turn(.units, 1), Words("keys.moreUnits", "more units in the layer"), hint: .units,
      rank: 5),
    Binding(
      .controls, "h", .turn(.layers, -1), Words("keys.fewerLayers", "fewer hidden layers"), hint: .layers,
      rank: 5),
    Binding(
      .controls, "H", .turn(.layers, 1), Words("keys.moreLayers", "more hidden layers"), hint: .layers,
      rank: 5),
    Binding(
      .controls, "c", .turn(.batch, -1), Words("keys.smallerBatch", "smaller batch"), hint: .batch, rank: 7),
    Binding(
      .controls, "C", .turn(.batch, 1), Words("keys.largerBatch", "larger batch"), hint: .batch, rank: 7),
    Binding(
      .controls, "g", .turn(.dataSeed, 1), Words("keys.newData", "new rows, of the next data seed"),
      hint: .newData, rank: 8),
    Binding(
      .contour, "pagedown", .turnPage, Words("keys.contour", "the contour (narrow screens)"), hint: .contour,
      rank: 1),
    Binding(.contour, "pageup", .turnPage, Words("keys.andBack", "and back")),
    Binding(
      .pages, "pagedown", .turnPage, Words("keys.otherPage", "the other panels (small screens)"), hint: .page,
      rank: 1),
    Binding(.pages, "pageup", .turnPage, Words("keys.andBack", "and back"), hint: .page, rank: 1),
    Binding(
      .plot, "L", .toggleLossScale, Words("keys.lossAxis", "loss axis: log or linear"), hint: .lossAxis,
      rank: 7),
    Binding(
      .plot, "X", .plot(.nextSteps), Words("keys.steps", "steps: all, log or the last"), hint: .steps, rank: 8
    ),
    Binding(
      .plot, "z", .plot(.zoom(isIn: true)), Words("keys.zoomIn", "half as many steps"), hint: .zoom, rank: 8),
    Binding(
      .plot, "Z", .plot(.zoom(isIn: false)), Words("keys.zoomOut", "more steps, up to all"), hint: .zoom,
      rank: 8),
    Binding(
      .plot, "{", .plot(.pan(isLater: false)), Words("keys.panBack", "earlier steps, when zoomed"),
      hint: .pan, rank: 9),
    Binding(
      .plot, "}", .plot(.pan(isLater: true)), Words("keys.panOn", "later steps, when zoomed"), hint: .pan,
      rank: 9),
  ]
}
