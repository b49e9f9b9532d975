import Engine
import Testing

@testable import Viz

@Suite struct NumPyProgramTests {
  @Test func theArticleIsDerivedByHand() throws {
    #expect(
      try NumPyProgram(.article(seed: 0), steps: 50).text == """
        import numpy as np

        x = np.array([-0.5, 0.1])
        y = np.array([0.1, 0.2])

        # The weights of nn.Linear(2, 2, bias=False) after torch.manual_seed(0); each row is an output's.
        W = np.array([
            [-0.005293981172144413, 0.37932288646698],
            [-0.5819807648658752, -0.5203874707221985],
        ])

        lr = 0.1

        for step in range(1, 51):
            # Forward: z = W x, p = sigmoid(z), and the mean of the squared errors.
            p = 1 / (1 + np.exp(-(W @ x)))
            loss = np.mean((p - y) ** 2)

            # Backward, by the chain rule.
            dp = 2 / len(y) * (p - y)  # dL/dp
            dz = dp * p * (1 - p)      # dL/dz, the slope of the sigmoid being p (1 - p)
            g = np.outer(dz, x)        # dL/dW[i, j] = dL/dz[i] x[j]

            # The step of SGD.
            W -= lr * g
            print('{"step":%d,"loss":%.9g}' % (step, loss))

        """)
  }

  @Test func aSwitchBringsTheOtherRuleWithEmptyState() throws {
    let text = try NumPyProgram(
      .article(
        seed: 0, events: [Timed(step: 40, .optimizer("adam")), Timed(step: 60, .edit(.input(1), 0.5))]
      ), steps: 100
    ).text
    #expect(
      text.contains(
        "    if optimizer == \"sgd\":\n        W -= lr * g\n    elif optimizer == \"adam\":\n        t += 1\n"
      ))
    #expect(text.contains("    if step == 40:\n        optimizer = \"adam\"\n        lr = 0.001\n"))
    #expect(text.contains("        t = 0\n") && text.contains("    elif step == 60:\n        x[1] = 0.5\n"))
  }

  @Test func whatIsNotTheArticlesIsRefusedInOneLine() throws {
    let circle = try Configuration(#require(Preset.all.first { $0.name == "circle" }), seed: 1)
    let refused = try [
      circle, .article(seed: 1, optimizer: Optimizers.parse("rmsprop")),
      .article(seed: 1, events: [Timed(step: 3, .set("nesterov", 0))]),
      .article(
        seed: 1, optimizer: Optimizers.parse("sgd momentum=0.9"),
        events: [Timed(step: 3, .set("nesterov", 1))]),
    ]
    for (index, configuration) in refused.enumerated() {
      if index == 2 {
        #expect(throws: Never.self) { try NumPyProgram(configuration, steps: 10) }
        continue
      }
      let error = #expect(throws: ScriptRefusal.self) { try NumPyProgram(configuration, steps: 10) }
      #expect(error?.description.contains("\n") == false)
    }
  }
}
