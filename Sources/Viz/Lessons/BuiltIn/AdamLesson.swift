extension BuiltInLesson {
  /// Why Adam differs from SGD: its memory, its first step, its way across a valley.
  static let adam = BuiltInLesson(
    "adam",
    english: #"""
      ---
      title: Why Adam is different
      language: en
      preset: article
      options: --seed 6 --input=-10,0.5 --target 0.5,0.5 --sgd-lr 0.4 --adam-lr 0.05
      ---

      ## One steep, one flat
      look: overview
      In the panel of gradients: W₀₀'s, top left, is about 0.45. W₁₀'s, below it, is eighty times smaller: there the loss is almost flat.
      expect: optimizer = sgd
      expect: gradient W[0][0] ~ 0.4512
      expect: gradient W[1][0] ~ 0.0055

      ## A step of SGD
      look: overview
      SGD steps lr⋅g, with the same lr for every weight.
      predict: W₀₀ is about to move by 0.18. How far does W₁₀ move?
      - [ ] 0.18 as well
      - [ ] half of that
      - [x] about 0.002
      because: A gradient eighty times smaller makes a step eighty times shorter: W₁₀ has gone from 0.6885 to 0.6863.
      expect: W[1][0] > 0.68845
      expect: W[1][0] < 0.68855
      keys: s
      expect: moved W[0][0] ~ -0.1805
      expect: moved W[1][0] ~ -0.0022
      expect: W[1][0] > 0.68625
      expect: W[1][0] < 0.68635

      ## One rate for all
      look: explain W[0][0]
      W₀₀ has crossed its valley: the dot was on the right, now it is on the left.
      predict: What will the next three steps do?
      - [ ] settle at the bottom
      - [x] jump back and forth
      - [ ] climb ever higher
      because: For this weight lr is too large: every step crosses the valley. For W₁₀ it is too small: in the same three steps it moved by 0.007.
      expect: W[0][0] < -0.07
      expect: gradient W[0][0] < 0
      keys: s
      expect: W[0][0] > 0.08
      expect: gradient W[0][0] > 0
      keys: s
      expect: W[0][0] < -0.07
      expect: gradient W[0][0] < 0
      keys: s
      expect: W[0][0] > 0.08
      expect: W[0][0] < 0.102
      expect: moved W[1][0] < -0.0065
      expect: moved W[1][0] > -0.0075

      ## Now Adam
      look: overview
      keys: r o
      The same weights again, but with Adam, lr 0.05.
      predict: How far do W₀₀ and W₁₀ move in its first step?
      - [ ] W₀₀ eighty times as far
      - [ ] W₀₀ twice as far
      - [x] both by 0.05
      because: All four weights move by lr, even W₁₁ with its gradient of 0.0003. In Adam's first step only the sign of a gradient counts.
      expect: step = 0
      expect: optimizer = adam
      expect: gradient W[1][1] ~ -0.000275
      keys: s
      expect: step = 1
      expect: W[0][0] > 0.05205
      expect: W[0][0] < 0.05215
      expect: W[0][1] > 0.12614
      expect: W[0][1] < 0.12624
      expect: W[1][0] > 0.63843
      expect: W[1][0] < 0.63853
      expect: W[1][1] > 0.20273
      expect: W[1][1] < 0.20283
      expect: exp_avg W[1][0] ~ 0.00054978
      expect: exp_avg_sq W[1][0] ~ 3.0226e-8

      ## Why exactly lr
      look: explain W[1][0]
      keys: r
      m averages the gradients, v their squares. Both begin at 0: the first g gives m = 0.1g, v = 0.001g². Corrected for that start, m̂ = g and v̂ = g².
      predict: How large is then m̂/√v̂, which Adam multiplies by lr?
      - [ ] g
      - [x] 1 or −1
      - [ ] 0.1
      because: √g² is |g|, and g/|g| is 1 or −1: the size of g is gone. Adam's line shows 0.999998 here, ε takes the rest.
      expect: step = 0
      expect: optimizer = adam
      expect: gradient W[1][0] ~ 0.0054978

      ## The race
      look: race
      Both begin at ○. The map shows the loss over the two weights, × is its lowest point. SGD has its 0.4, Adam its 0.05.
      predict: Whose loss is lower after 14 steps?
      - [ ] SGD's
      - [x] Adam's
      - [ ] both the same
      because: SGD jumps across the valley and hardly gets along it. Adam goes down along it: where it is flat, its steps are no shorter.
      expect: step = 0
      expect: lane 1 = lane 2
      run: 14
      expect: lane 1 > 0.14
      expect: lane 2 < 0.001

      ## Swinging on
      look: explain W[0][0]
      run: 3
      Adam has taken three steps. W₀₀ has passed the bottom of its valley: its gradient is negative now.
      predict: Which way does it go in the next step?
      - [ ] back to the right
      - [x] on to the left
      - [ ] it stays
      because: m still remembers the positive gradients before: it is above 0, so the step goes on to the left, uphill. That is momentum.
      expect: step = 3
      expect: W[0][0] < -0.03
      expect: W[0][0] > -0.032
      expect: gradient W[0][0] ~ -0.2443
      keys: s
      expect: exp_avg W[0][0] > 0
      expect: W[0][0] < -0.044

      ## A switch forgets
      look: explain W[0][0]
      keys: b
      b takes the last step back. Now o is pressed twice, to SGD and back to Adam; then the step is taken again.
      predict: Which way does W₀₀ go in this step?
      - [ ] on to the left
      - [x] to the right, by 0.05
      - [ ] it stays
      because: A switch begins with m and v at 0. So it is a first step again: every weight moves by lr, against its gradient.
      expect: step = 3
      expect: W[0][0] < -0.0308
      expect: W[0][0] > -0.031
      expect: exp_avg W[0][0] > 0.03
      keys: o
      expect: optimizer = sgd
      keys: o
      expect: optimizer = adam
      expect: exp_avg W[0][0] = 0
      expect: exp_avg_sq W[0][0] = 0
      expect: exp_avg W[1][0] = 0
      keys: s
      expect: W[0][0] > 0.019
      expect: W[0][0] < 0.0192
      expect: W[1][0] < 0.4916
      expect: W[1][0] > 0.4914
      expect: exp_avg W[0][0] ~ -0.02443

      ## Yours
      look: race
      free: − and + change the rate of SGD, r goes back to the start, s takes a step, space runs. Is there a rate with which SGD is ahead after 14 steps? After 100?
      """#,
    chinese: #"""
      ---
      title: Adam 有何不同
      language: zh
      preset: article
      options: --seed 6 --input=-10,0.5 --target 0.5,0.5 --sgd-lr 0.4 --adam-lr 0.05
      ---

      ## 一陡一平
      look: overview
      看梯度面板：左上角 W₀₀ 的梯度约为 0.45；下面 W₁₀ 的只有它的八十分之一，那里的损失几乎是平的。
      expect: optimizer = sgd
      expect: gradient W[0][0] ~ 0.4512
      expect: gradient W[1][0] ~ 0.0055

      ## SGD 走一步
      look: overview
      SGD 的一步是 lr⋅g，所有权重共用一个 lr。
      predict: W₀₀ 即将移动 0.18，W₁₀ 会移动多少？
      - [ ] 也是 0.18
      - [ ] 一半
      - [x] 约 0.002
      because: 梯度是八十分之一，步长也是八十分之一：W₁₀ 从 0.6885 到了 0.6863。
      expect: W[1][0] > 0.68845
      expect: W[1][0] < 0.68855
      keys: s
      expect: moved W[0][0] ~ -0.1805
      expect: moved W[1][0] ~ -0.0022
      expect: W[1][0] > 0.68625
      expect: W[1][0] < 0.68635

      ## 一个学习率管所有权重
      look: explain W[0][0]
      W₀₀ 越过了谷底：圆点刚才在右边，现在在左边。
      predict: 接下来三步会怎样？
      - [ ] 停在谷底
      - [x] 来回跳
      - [ ] 越爬越高
      because: 对 W₀₀ 来说 lr 太大，每步都跨过山谷；对 W₁₀ 来说又太小，这三步它只移动了 0.007。
      expect: W[0][0] < -0.07
      expect: gradient W[0][0] < 0
      keys: s
      expect: W[0][0] > 0.08
      expect: gradient W[0][0] > 0
      keys: s
      expect: W[0][0] < -0.07
      expect: gradient W[0][0] < 0
      keys: s
      expect: W[0][0] > 0.08
      expect: W[0][0] < 0.102
      expect: moved W[1][0] < -0.0065
      expect: moved W[1][0] > -0.0075

      ## 换成 Adam
      look: overview
      keys: r o
      权重回到起点，这次用 Adam，lr 是 0.05。
      predict: 第一步里 W₀₀ 和 W₁₀ 各移动多少？
      - [ ] W₀₀ 是 W₁₀ 的八十倍
      - [ ] W₀₀ 是 W₁₀ 的两倍
      - [x] 都是 0.05
      because: 四个权重都恰好移动 lr，连梯度只有 0.0003 的 W₁₁ 也一样。Adam 的第一步只看梯度的正负号。
      expect: step = 0
      expect: optimizer = adam
      expect: gradient W[1][1] ~ -0.000275
      keys: s
      expect: step = 1
      expect: W[0][0] > 0.05205
      expect: W[0][0] < 0.05215
      expect: W[0][1] > 0.12614
      expect: W[0][1] < 0.12624
      expect: W[1][0] > 0.63843
      expect: W[1][0] < 0.63853
      expect: W[1][1] > 0.20273
      expect: W[1][1] < 0.20283
      expect: exp_avg W[1][0] ~ 0.00054978
      expect: exp_avg_sq W[1][0] ~ 3.0226e-8

      ## 为什么恰好是 lr
      look: explain W[1][0]
      keys: r
      一阶矩 m 平均梯度，二阶矩 v 平均梯度的平方，都从 0 开始。第一个 g 之后 m=0.1g，v=0.001g²；偏差修正后 m̂=g，v̂=g²。
      predict: Adam 用 m̂/√v̂ 乘 lr。这时 m̂/√v̂ 是多少？
      - [ ] g
      - [x] 1 或 −1
      - [ ] 0.1
      because: √g² 就是 |g|，g/|g| 是 1 或 −1：梯度的大小不见了。Adam 那一行是 0.999998，差的一点来自 ε。
      expect: step = 0
      expect: optimizer = adam
      expect: gradient W[1][0] ~ 0.0054978

      ## 比一比
      look: race
      两者都从 ○ 出发。图上是损失随两个权重的变化，× 处最低。SGD 的 lr 是 0.4，Adam 的是 0.05。
      predict: 14 步之后谁的损失更低？
      - [ ] SGD
      - [x] Adam
      - [ ] 一样
      because: SGD 在山谷两侧来回跳，沿着山谷几乎没有前进。Adam 顺着山谷走下去：方向再平，它的步子也不变短。
      expect: step = 0
      expect: lane 1 = lane 2
      run: 14
      expect: lane 1 > 0.14
      expect: lane 2 < 0.001

      ## 惯性
      look: explain W[0][0]
      run: 3
      Adam 走了三步。W₀₀ 已经越过谷底：它的梯度现在是负的。
      predict: 下一步它往哪边走？
      - [ ] 回头向右
      - [x] 继续向左
      - [ ] 不动
      because: m 还记得之前的正梯度：它仍大于 0，所以这一步继续向左，哪怕是上坡。这就是动量。
      expect: step = 3
      expect: W[0][0] < -0.03
      expect: W[0][0] > -0.032
      expect: gradient W[0][0] ~ -0.2443
      keys: s
      expect: exp_avg W[0][0] > 0
      expect: W[0][0] < -0.044

      ## 一切换就忘
      look: explain W[0][0]
      keys: b
      b 收回刚才那一步。现在按两次 o：换成 SGD，再换回 Adam，然后重走这一步。
      predict: 这一步里 W₀₀ 往哪边走？
      - [ ] 继续向左
      - [x] 向右，走 0.05
      - [ ] 不动
      because: 切换之后 m 和 v 从 0 开始，又成了第一步：每个权重都逆着梯度移动 lr。
      expect: step = 3
      expect: W[0][0] < -0.0308
      expect: W[0][0] > -0.031
      expect: exp_avg W[0][0] > 0.03
      keys: o
      expect: optimizer = sgd
      keys: o
      expect: optimizer = adam
      expect: exp_avg W[0][0] = 0
      expect: exp_avg_sq W[0][0] = 0
      expect: exp_avg W[1][0] = 0
      keys: s
      expect: W[0][0] > 0.019
      expect: W[0][0] < 0.0192
      expect: W[1][0] < 0.4916
      expect: W[1][0] > 0.4914
      expect: exp_avg W[0][0] ~ -0.02443

      ## 轮到你们
      look: race
      free: − 和 + 改变 SGD 的学习率，r 回到起点，s 走一步，空格运行。有没有一个学习率，能让 SGD 在 14 步后领先？100 步后呢？
      """#)
}
