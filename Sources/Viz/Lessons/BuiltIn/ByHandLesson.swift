extension BuiltInLesson {
  /// The gradient by hand: autograd and the hand derivation, factor by factor.
  static let byHand = BuiltInLesson(
    "by-hand",
    english: #"""
      ---
      title: The gradient by hand
      language: en
      preset: article
      options: --seed 1 --lr 0.1
      ---

      ## A chain
      look: network
      Weights make z, σ bends z into a p between 0 and 1, and p is compared with its target y.
      So W₀₀ reaches the loss through z₀ and p₀. We go back along this chain.
      expect: step = 0
      expect: loss ~ 0.1131

      ## First factor: from L to p₀
      look: network
      L = ((p₀ − y₀)² + (p₁ − y₁)²) / 2. The panel on the right has p₀ and y₀.
      predict: What is ∂L/∂p₀?
      - [x] +0.3469
      - [ ] −0.3469
      - [ ] +0.1203
      because: The square brings a 2, the mean halves it: p₀ − y₀ is left, 0.4469 − 0.1. It stands first in the chain.
      keys: 4
      expect: gradient W[0][0] > -0.0428672
      expect: gradient W[0][0] < -0.0428671

      ## Second factor: from p₀ to z₀
      look: explain W[0][0]
      The slope of σ is p₀(1 − p₀): 0.2472 now.
      predict: For which p₀ is p₀(1 − p₀) largest?
      - [ ] near 0
      - [x] 0.5
      - [ ] near 1
      because: 0.5⋅0.5 = 0.25 is the most. With 0 in both weights of the row, z₀ is 0 and p₀ is 0.5.
      keys: enter 0 enter right enter 0 enter left
      expect: W[0][0] = 0
      expect: W[0][1] = 0
      expect: gradient W[0][0] > -0.0500001
      expect: gradient W[0][0] < -0.0499999

      ## Sure, and wrong
      look: explain W[0][0]
      keys: r
      We type −20 over W₀₀. Then z₀ is about 10 and p₀ nearly 1: as wrong as can be, for y₀ is 0.1.
      predict: What becomes of this gradient, −0.0429 now?
      - [ ] larger: the error is larger
      - [ ] as large
      - [x] nearly 0
      because: p₀(1 − p₀) is 0.00005 there, and a product with it is nearly 0. This p₀ is sure, wrong, and hardly learns.
      expect: step = 0
      expect: gradient W[0][0] ~ -0.0429
      keys: enter - 2 0 enter
      expect: W[0][0] = -20
      expect: loss > first loss
      expect: gradient W[0][0] > -0.00003
      expect: gradient W[0][0] < -0.00001

      ## Third factor: the input
      look: explain W[0][0]
      keys: r
      z₀ = W₀₀x₀ + W₀₁x₁, so the last factor of W₀₀ is its input x₀, −0.5.
      predict: Beside it, W₀₁ has the input x₁ = 0.1. What is its gradient?
      - [ ] −0.0429
      - [x] +0.0086
      - [ ] −0.0086
      because: Both weights share p₀ and z₀; only the input changes: 0.3469⋅0.2472⋅0.1.
      expect: W[0][0] ~ 0.3643
      expect: gradient W[0][0] ~ -0.0429
      keys: right
      expect: gradient W[0][1] > 0.00857343
      expect: gradient W[0][1] < 0.00857344

      ## Without any derivative
      look: explain W[0][0]
      keys: enter . 4 6 4 enter 1
      W₀₀ was 0.364. At 0.464 the loss is 0.1089, as it is now; at 0.264 it will be 0.1175.
      predict: So how steep is the loss between them?
      - [x] −0.0086/0.2 = −0.043
      - [ ] −0.0086/0.1 = −0.086
      - [ ] +0.0086/0.2 = +0.043
      because: A central difference: no chain rule, the same number. On larger screens the overview asks all three witnesses: "is the gradient right?"
      expect: loss > 0.10885
      expect: loss < 0.10895
      keys: 4 enter . 2 6 4 enter 1
      expect: loss > 0.11745
      expect: loss < 0.11755

      ## The last digits
      look: explain W[0][0]
      keys: r
      By hand in float64, which keeps about 16 digits, the gradient of W₀₀ is −0.0428671469. Autograd counts in float32.
      predict: Which of these digits does autograd have too?
      - [ ] all of them
      - [x] all but the last three
      - [ ] the first two
      because: SGD's line has it: −0.0428671502. float32 keeps about 7 digits; the 0.0000000033 between them is rounding.
      expect: step = 0
      expect: gradient W[0][0] > -0.0428671503
      expect: gradient W[0][0] < -0.0428671501

      ## Two thousand steps
      look: explain W[0][0]
      The product and autograd say −0.042867, both.
      predict: Will they still agree, when every weight has moved 2 000 times?
      - [x] yes, as well as now
      - [ ] no, the errors add up
      - [ ] only roughly
      because: Nothing adds up: at each step both begin with the weights of that step. Now both say −0.004370.
      expect: gradient W[0][0] ~ -0.042867
      run: 2000
      expect: step = 2000
      expect: loss < 0.003
      expect: gradient W[0][0] > -0.0043702015
      expect: gradient W[0][0] < -0.0043702005

      ## Yours
      look: explain W[1][0]
      keys: r
      free: Type 0 over W₁₀, then over W₁₁ (enter, 0, enter, ▶): now p₁ is 0.5, y₁ 0.2 and x₀ −0.5. What is the gradient of W₁₀? Work it out, then look (◀).
      expect: step = 0
      expect: gradient W[1][0] ~ -0.04057
      """#,
    chinese: #"""
      ---
      title: 手算梯度
      language: zh
      preset: article
      options: --seed 1 --lr 0.1
      ---

      ## 一条链
      look: network
      权重算出 z，σ 把 z 变成 0 到 1 之间的 p，再拿 p 与目标 y 比较。
      W₀₀ 就这样经过 z₀、p₀ 影响损失。我们沿这条链往回走。
      expect: step = 0
      expect: loss ~ 0.1131

      ## 第一个因子：从 L 到 p₀
      look: network
      L = ((p₀ − y₀)² + (p₁ − y₁)²) / 2。右边的面板里有 p₀ 和 y₀。
      predict: ∂L/∂p₀ 是多少？
      - [x] +0.3469
      - [ ] −0.3469
      - [ ] +0.1203
      because: 平方求导得到 2，取均值又除以 2，只剩 p₀ − y₀，即 0.4469 − 0.1。它排在链的最前面。
      keys: 4
      expect: gradient W[0][0] > -0.0428672
      expect: gradient W[0][0] < -0.0428671

      ## 第二个因子：从 p₀ 到 z₀
      look: explain W[0][0]
      σ 的斜率是 p₀(1 − p₀)，现在是 0.2472。
      predict: p₀ 取多少时，p₀(1 − p₀) 最大？
      - [ ] 接近 0
      - [x] 0.5
      - [ ] 接近 1
      because: 最大是 0.5⋅0.5 = 0.25。这一行的两个权重都设为 0，z₀ 就是 0，p₀ 就是 0.5。
      keys: enter 0 enter right enter 0 enter left
      expect: W[0][0] = 0
      expect: W[0][1] = 0
      expect: gradient W[0][0] > -0.0500001
      expect: gradient W[0][0] < -0.0499999

      ## 很有把握，却错了
      look: explain W[0][0]
      keys: r
      我们把 W₀₀ 改成 −20：z₀ 约为 10，p₀ 接近 1，而 y₀ 是 0.1，错得不能再错。
      predict: 这个梯度现在是 −0.0429，会变成怎样？
      - [ ] 变大，因为误差变大
      - [ ] 差不多
      - [x] 几乎为 0
      because: 那里 p₀(1 − p₀) 只有 0.00005，乘进去就几乎为 0。错得很有把握，反而几乎学不动。
      expect: step = 0
      expect: gradient W[0][0] ~ -0.0429
      keys: enter - 2 0 enter
      expect: W[0][0] = -20
      expect: loss > first loss
      expect: gradient W[0][0] > -0.00003
      expect: gradient W[0][0] < -0.00001

      ## 第三个因子：输入
      look: explain W[0][0]
      keys: r
      z₀ = W₀₀x₀ + W₀₁x₁，所以 W₀₀ 的最后一个因子就是它的输入 x₀，即 −0.5。
      predict: 旁边的 W₀₁，输入是 x₁ = 0.1。它的梯度是多少？
      - [ ] −0.0429
      - [x] +0.0086
      - [ ] −0.0086
      because: 两个权重共用 p₀ 和 z₀，只有输入不同：0.3469⋅0.2472⋅0.1。
      expect: W[0][0] ~ 0.3643
      expect: gradient W[0][0] ~ -0.0429
      keys: right
      expect: gradient W[0][1] > 0.00857343
      expect: gradient W[0][1] < 0.00857344

      ## 不用求导
      look: explain W[0][0]
      keys: enter . 4 6 4 enter 1
      W₀₀ 原来是 0.364。现在改成 0.464，损失是 0.1089；改成 0.264 时，损失会是 0.1175。
      predict: 那么，两点之间的斜率是多少？
      - [x] −0.0086/0.2 = −0.043
      - [ ] −0.0086/0.1 = −0.086
      - [ ] +0.0086/0.2 = +0.043
      because: 这叫中心差分：不用链式法则，得到同一个数。屏幕较大时，总览里的“梯度对吗？”同时比较三者。
      expect: loss > 0.10885
      expect: loss < 0.10895
      keys: 4 enter . 2 6 4 enter 1
      expect: loss > 0.11745
      expect: loss < 0.11755

      ## 末几位数字
      look: explain W[0][0]
      keys: r
      手工推导用 float64，约有 16 位有效数字：W₀₀ 的梯度是 −0.0428671469。自动微分用的是 float32。
      predict: 自动微分的结果，有哪些位与它相同？
      - [ ] 全部相同
      - [x] 只有最后三位不同
      - [ ] 只有前两位相同
      because: 看 SGD 那一行：−0.0428671502。float32 约有 7 位有效数字，相差的 0.0000000033 是舍入误差。
      expect: step = 0
      expect: gradient W[0][0] > -0.0428671503
      expect: gradient W[0][0] < -0.0428671501

      ## 两千步
      look: explain W[0][0]
      各因子之积和自动微分都是 −0.042867。
      predict: 每个权重都走了 2000 步之后，两者还一致吗？
      - [x] 一致，和现在一样
      - [ ] 不一致，误差会累积
      - [ ] 只是大致相同
      because: 误差不会累积：每一步，两者都从这一步的权重算起。现在都是 −0.004370。
      expect: gradient W[0][0] ~ -0.042867
      run: 2000
      expect: step = 2000
      expect: loss < 0.003
      expect: gradient W[0][0] > -0.0043702015
      expect: gradient W[0][0] < -0.0043702005

      ## 轮到你们
      look: explain W[1][0]
      keys: r
      free: 把 W₁₀ 和 W₁₁ 都改成 0（enter、0、enter、▶）：这时 p₁ 是 0.5，y₁ 是 0.2，x₀ 是 −0.5。先算出 W₁₀ 的梯度，再看（◀）。
      expect: step = 0
      expect: gradient W[1][0] ~ -0.04057
      """#)
}
