import Engine
import Testing

@testable import Viz

@Suite struct ProgramPartTests {
  @Test(arguments: [
    ("sgd lr=0.05 momentum=0.9 nesterov", "SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True)"),
    ("adam lr=1 beta2=0.99", "Adam(model.parameters(), lr=1.0, betas=(0.9, 0.99))"),
    ("adamw eps=1e-6 amsgrad", "AdamW(model.parameters(), lr=0.001, eps=1e-06, amsgrad=True)"),
    ("rmsprop centered", "RMSprop(model.parameters(), lr=0.01, centered=True)"),
    ("adadelta rho=0.5", "Adadelta(model.parameters(), lr=1.0, rho=0.5)"),
    (
      "muon ns_steps=3 adjust_lr_fn=match_rms_adamw nesterov=False",
      "Muon(model.parameters(), lr=0.001, nesterov=False, ns_steps=3, adjust_lr_fn=\"match_rms_adamw\")"
    ),
  ])
  func optimizersSayWhatIsNotTheirDefault(_ optimizer: String, _ call: String) throws {
    let text = try program(of: "article", optimizer: optimizer)
    // A call that is too long for a line has an argument on each.
    let joined = lines(text).joined(separator: " ").replacing("( ", with: "(").replacing(", )", with: ")")
    #expect(joined.contains("optimizer = torch.optim.\(call) "))
  }

  @Test(arguments: [
    ("step step_size=10", "StepLR(optimizer, step_size=10)"),
    ("multi_step milestones=30,80 gamma=0.5", "MultiStepLR(optimizer, milestones=[30, 80], gamma=0.5)"),
    ("exponential gamma=0.98", "ExponentialLR(optimizer, gamma=0.98)"),
    (
      "one_cycle max_lr=0.1 total_steps=200 anneal_strategy=linear cycle_momentum=False",
      "OneCycleLR(optimizer, max_lr=0.1, total_steps=200, anneal_strategy=\"linear\", cycle_momentum=False)"
    ),
    (
      "linear start_factor=0.01 total_iters=8, at 8 cosine T_max=20",
      "SequentialLR(optimizer, [LinearLR(optimizer, start_factor=0.01, total_iters=8), "
        + "CosineAnnealingLR(optimizer, T_max=20), ], milestones=[8])"
    ),
  ])
  func schedulesStepAfterTheOptimizer(_ schedule: String, _ call: String) throws {
    let text = try program(of: "article", schedule: schedule)
    let all = lines(text)
    let joined = all.joined(separator: " ").replacing("( ", with: "(").replacing("[ ", with: "[")
      .replacing(", )", with: ")")
    #expect(joined.contains("scheduler = \(call) "))
    let step = try #require(all.firstIndex(of: "scheduler.step()"))
    #expect(all[step - 1] == "optimizer.step()")
  }

  @Test func aCycleIsNotAskedForMoreRatesThanItHas() throws {
    let text = try program(of: "article", schedule: "one_cycle max_lr=0.1 total_steps=30")
    #expect(
      text.contains(
        "    if scheduler.last_epoch < 29:  # OneCycleLR's last rate stays\n        scheduler.step()\n"))
  }

  @Test(arguments: [
    ("mse", "torch.where(y, 1.0, -1.0).unsqueeze(1)"), ("bce-with-logits", "y.float().unsqueeze(1)"),
    ("cross-entropy label_smoothing=0.1", "y.long()"),
  ])
  func targetsAreAsTheLossWantsThem(_ loss: String, _ targets: String) throws {
    let outputs = loss.hasPrefix("cross") ? 2 : 1
    let text = try program(of: "xor", model: "Linear(2, \(outputs))", loss: loss)
    #expect(text.contains("\ntargets = \(targets)"))
    #expect(text.contains("label_smoothing") == (outputs == 2))
  }

  @Test func aPredictionOfAnotherShapeIsMet() throws {
    let text = try program(of: "plane", model: "Linear(2, 1), Flatten(0)")
    #expect(lines(text).contains("loss = loss_function(prediction, y.view_as(prediction))"))
  }

  @Test func theLoaderHasWhatTheRunHas() throws {
    let whole = try program(of: "gauss", batch: nil, shuffles: false)
    #expect(whole.contains("\nx, y = train_set[:]\n") && !whole.contains("DataLoader"))
    // A layer that draws is met by a loader that draws before it.
    let drawing = try program(of: "gauss", model: "Linear(2, 1), Dropout", batch: nil, shuffles: false)
    #expect(drawing.contains("\nloader = DataLoader(train_set, batch_size=len(train_set))\n"))
    let dropping = try program(of: "gauss", batch: 33, dropsLast: true, fraction: nil)
    #expect(
      dropping.contains("\nloader = DataLoader(dataset, batch_size=33, shuffle=True, drop_last=True)\n"))
    #expect(!dropping.contains("random_split"))
    #expect(try program(of: "gauss", fraction: 0.9).contains(", [0.9, 0.1])\n"))
  }

  @Test func givenWeightsTakeThePlaceOfDrawnOnes() throws {
    let text = try program(of: "article", initialWeights: [[0.1, -0.2, 0.3, 1e-9]])
    #expect(!text.contains("manual_seed"))
    #expect(
      text.contains(
        """
        with torch.no_grad():
            model.layer.weight.copy_(torch.tensor([[0.1, -0.2], [0.3, 1e-09]]))

        """))
  }

  @Test func eventsActAfterTheirSteps() throws {
    let weight = Place(tensor: "0.weight", index: [1, 0])
    let text = try program(
      of: "circle", optimizer: "sgd lr=0.03",
      events: [
        Timed(step: 0, .edit(weight, 0.5)), Timed(step: 10, .set("lr", 0.01)),
        Timed(step: 20, .optimizer("adam")), Timed(step: 30, .optimizer("sgd")),
        Timed(step: 40, .optimizer("adam")), Timed(step: 50, .set("amsgrad", 1)),
        Timed(step: 50, .edit(weight, -1)), Timed(step: 100, .optimizer("sgd")),
      ], steps: 100)
    #expect(text.contains("\nwith torch.no_grad():\n    model[0].weight[1, 0] = 0.5\n\nloader"))
    #expect(
      text.contains(
        """
                if step == 10:
                    optimizer.param_groups[0]["lr"] = 0.01
                elif step in (20, 40):
                    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
                elif step == 30:
                    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
                elif step == 50:
                    optimizer.param_groups[0]["amsgrad"] = True
                    for parameter in model.parameters():
                        optimizer.state[parameter]["max_exp_avg_sq"] = torch.zeros_like(parameter)
                    with torch.no_grad():
                        model[0].weight[1, 0] = -1.0

        """))
  }

  @Test func aSwitchBeforeTheFirstStepIsTheFirstOptimizer() throws {
    let text = try program(
      of: "article",
      events: [
        Timed(step: 0, .set("lr", 0.5)), Timed(step: 0, .optimizer("adam")),
        Timed(step: 9, .optimizer("sgd")),
      ])
    #expect(text.contains("\noptimizer = torch.optim.Adam(model.parameters(), lr=0.001)\n\n"))
    #expect(lines(text).contains("optimizer = torch.optim.SGD(model.parameters(), lr=0.5)"))
  }

  @Test func longListsAreBroken() throws {
    let weights = [(0..<40).map { Float($0) / 7 }]
    let text = try program(
      of: "circle", model: "Linear(2, 20, bias=False), Linear(20, 1, bias=False)",
      initialWeights: weights + [weights[0].suffix(20).map { $0 }])
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 96 })
  }
}
