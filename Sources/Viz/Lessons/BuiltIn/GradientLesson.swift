extension BuiltInLesson {
  /// What a gradient says: the article's first formula, one weight at a time.
  static let gradient = BuiltInLesson(
    "gradient",
    english: #"""
      ---
      title: What a gradient says
      language: en
      preset: article
      options: --seed 1 --lr 0.1
      ---

      ## How wrong it is
      look: overview
      A layer of four weights makes two predictions, p. Its targets are 0.1 and 0.2.
      The loss is the mean of the squared errors: 0 would be perfect.
      expect: loss ~ 0.1131

      ## One weight
      look: explain W[0][0]
      Below, only this weight changes: the curve is the loss, the dot is now.
      The gradient is the slope at the dot. Here it is negative: the curve falls to the right.
      expect: gradient W[0][0] < 0

      ## Which way?
      look: explain W[0][0]
      SGD goes against the gradient: θ ← θ − lr⋅g.
      predict: The gradient is negative. Which way does this weight go?
      - [ ] left
      - [x] right
      - [ ] it stays
      because: Minus a negative number is more: θ grows, it moves right, and the loss falls.
      keys: s
      expect: moved W[0][0] > 0
      expect: loss < first loss

      ## The weight beside it
      look: explain W[0][1]
      This one has a gradient above 0: its curve rises to the right.
      predict: Which way does it go in the same step?
      - [x] left
      - [ ] right
      - [ ] it stays
      because: θ minus something positive is less: it moves left. Each weight goes down its own curve.
      keys: s
      expect: gradient W[0][1] > 0
      expect: moved W[0][1] < 0

      ## How far?
      look: overview
      A step is lr⋅g long. The two weights of a row differ only in their inputs: −0.5 and 0.1.
      predict: How many times farther does the first weight go?
      - [ ] as far
      - [ ] twice as far
      - [x] five times as far
      because: Each gradient has its input as a factor, and 0.5 is five times 0.1.
      keys: s
      expect: moved W[0][0] ~ 0.00427
      expect: moved W[0][1] ~ -0.000854

      ## Many steps
      look: overview
      predict: What becomes of the steps as the loss falls?
      - [ ] they get longer
      - [x] they get shorter
      - [ ] they stay as long
      because: Near the minimum the slope is nearly 0, so lr⋅g is short too: the descent slows by itself.
      run: 2000
      expect: loss < 0.003
      expect: gradient W[0][0] > -0.0045
      expect: gradient W[0][0] < 0

      ## Yours
      look: explain W[0][0]
      free: Choose a weight with the arrows, say which way it will go, then press s. Space runs, b goes back.
      """#,
    chinese: #"""
      ---
      title: 梯度告诉我们什么
      language: zh
      preset: article
      options: --seed 1 --lr 0.1
      ---

      ## 错得有多远
      look: overview
      一层四个权重给出两个预测 p，目标是 0.1 和 0.2。
      损失是误差平方的均值：0 就是完美。
      expect: loss ~ 0.1131

      ## 一个权重
      look: explain W[0][0]
      下方只改变这一个权重：曲线是损失，圆点是现在。
      梯度是圆点处的斜率。这里为负：曲线向右下降。
      expect: gradient W[0][0] < 0

      ## 往哪边走？
      look: explain W[0][0]
      SGD 逆着梯度走：θ ← θ − lr⋅g。
      predict: 梯度为负，这个权重往哪边移？
      - [ ] 左
      - [x] 右
      - [ ] 不动
      because: 减去负数就是变大：θ 右移，损失下降。
      keys: s
      expect: moved W[0][0] > 0
      expect: loss < first loss

      ## 旁边的权重
      look: explain W[0][1]
      它的梯度大于 0：曲线向右上升。
      predict: 同一步里它往哪边移？
      - [x] 左
      - [ ] 右
      - [ ] 不动
      because: θ 减去正数会变小：它左移。每个权重都沿自己的曲线下行。
      keys: s
      expect: gradient W[0][1] > 0
      expect: moved W[0][1] < 0

      ## 走多远？
      look: overview
      一步的长度是 lr⋅g。同一行两个权重只差在输入：−0.5 和 0.1。
      predict: 第一个权重走的是第二个的几倍？
      - [ ] 一样远
      - [ ] 两倍
      - [x] 五倍
      because: 每个梯度都含输入这个因子，而 0.5 是 0.1 的五倍。
      keys: s
      expect: moved W[0][0] ~ 0.00427
      expect: moved W[0][1] ~ -0.000854

      ## 走很多步
      look: overview
      predict: 损失下降时，步子会怎样？
      - [ ] 变长
      - [x] 变短
      - [ ] 不变
      because: 最小值附近斜率接近 0，lr⋅g 也就短：下降自己会慢下来。
      run: 2000
      expect: loss < 0.003
      expect: gradient W[0][0] > -0.0045
      expect: gradient W[0][0] < 0

      ## 轮到你们
      look: explain W[0][0]
      free: 用方向键选一个权重，先说它往哪边走，再按 s。空格运行，b 后退。
      """#)
}
