extension BuiltInLesson {
  /// What average pooling does to shapes, and its traps.
  static let pooling = BuiltInLesson(
    "pooling",
    english: #"""
      ---
      title: Pooling and shapes
      language: en
      preset: article
      options: --seed 0
      ---

      ## From 3×4×5 to 3×5
      look: pooling
      The input, left, is 3×4×5: 3 samples, each a text of 4 letters, each letter a vector of 5 numbers.
      Wanted, right, is 3×5: one vector for each text.
      expect: shape = 3x5

      ## The mean
      look: pooling
      keys: r
      The marked numbers of the input: the first one of each of the four letters. Their mean is about 0.5.
      predict: → moves the window. Which four numbers come next?
      - [x] the next column
      - [ ] the next row
      - [ ] the next sample
      because: transpose made rows of the columns, and the window goes row by row. So now the second number of each letter is averaged: about 0.59.
      keys: right
      expect: window ~ 0.589
      expect: shape = 3x5

      ## Without the swap
      look: pooling
      keys: r
      AvgPool1d(4) pools the last axis, whatever it is. That is why transpose comes first: it puts the letters last.
      predict: Without transpose, what comes out?
      - [ ] an error
      - [ ] shape 3×5
      - [x] shape 3×4
      because: 3×4×5 → 3×4×1 → 3×4: now four of the five numbers of one letter are averaged. The wrong axis, and no error tells.
      keys: t
      expect: shape = 3x4

      ## What does not fit
      look: pooling
      keys: r
      The kernel is as long as the text: 4. Now it becomes 3.
      predict: One window takes the letters 0 to 2. What becomes of letter 3?
      - [ ] it is averaged alone
      - [x] it is left out
      - [ ] an error
      because: ⌊(4 − 3)/3⌋ + 1 = 1: one window fits, and the rest (×) is dropped. The shape is 3×5 as before: it tells nothing.
      keys: k
      expect: shape = 3x5

      ## A batch of one
      look: pooling
      keys: r
      squeeze() takes away every axis that is 1 long. Now the batch becomes a single sample: 1×4×5.
      predict: Pooling makes 1×5×1 of it. What does squeeze() leave?
      - [ ] shape 1×5
      - [x] shape 5
      - [ ] shape 1×5×1
      because: The batch axis is 1 long as well, so it goes too. With three samples nobody notices; one is enough to show it.
      keys: c c
      expect: shape = 5

      ## Only the last axis
      look: pooling
      keys: r c c
      The cure is to name the axis: squeeze(-1) looks at the last one only. Key x changes to it.
      predict: What does squeeze(-1) leave of 1×5×1?
      - [x] shape 1×5
      - [ ] shape 5
      - [ ] shape 1×5×1
      because: The last axis goes, the batch axis stays: one sample, one vector of 5 numbers.
      keys: x
      expect: shape = 1x5

      ## The way back
      look: pooling
      keys: r
      S is the sum of all outputs.
      predict: One of the four numbers in the window grows by 1. How much does S grow?
      - [ ] by 1
      - [x] by 1/4
      - [ ] by 4
      because: It is in one mean of four. So ∂S/∂input is 1/4 = 0.25 everywhere: a mean hands its gradient on in equal shares.
      keys: v
      expect: window gradient = 0.25
      expect: shape = 3x5

      ## Windows that overlap
      look: pooling
      keys: r
      Now kernel 2 and stride 1: the windows take letters 0–1, 1–2 and 2–3.
      predict: Letter 1 is in two windows. What is its gradient?
      - [ ] a quarter
      - [ ] a half
      - [x] one
      because: Half from each of the two: 1/2 + 1/2 = 1. Letters 0 and 3 are in one window, so theirs is 0.50.
      keys: k k j
      expect: shape = 3x5x3

      ## Yours
      look: pooling
      keys: r v
      free: Say the shape first, then press: k K kernel, j J stride, p P padding, c C batch, t transpose, x squeeze, v gradient. e shows the traps, r the start.
      expect: shape = 3x5
      """#,
    chinese: #"""
      ---
      title: 池化与形状
      language: zh
      preset: article
      options: --seed 0
      ---

      ## 从 3×4×5 到 3×5
      look: pooling
      左边的输入是 3×4×5：3 个样本，每个是 4 个字母的文本，每个字母是 5 个数的向量。右边要得到 3×5：每段文本一个向量。
      expect: shape = 3x5

      ## 求平均
      look: pooling
      keys: r
      输入中标出的，是四个字母各自的第一个数。它们的平均约为 0.5。
      predict: 按 → 移动窗口，接下来是哪四个数？
      - [x] 右边一列
      - [ ] 下面一行
      - [ ] 下一个样本
      because: transpose 把列变成了行，窗口再逐行移动。所以现在平均的是每个字母的第二个数：约 0.59。
      keys: right
      expect: window ~ 0.589
      expect: shape = 3x5

      ## 不转置会怎样
      look: pooling
      keys: r
      AvgPool1d(4) 总是沿最后一个轴池化。所以先用 transpose 把字母换到最后。
      predict: 去掉转置，会得到什么？
      - [ ] 报错
      - [ ] 形状 3×5
      - [x] 形状 3×4
      because: 3×4×5 → 3×4×1 → 3×4：平均的成了一个字母五个数中的四个。轴错了，却没有任何报错。
      keys: t
      expect: shape = 3x4

      ## 除不尽时
      look: pooling
      keys: r
      池化核和文本一样长，都是 4。现在把它改成 3。
      predict: 一个窗口取字母 0 到 2。字母 3 会怎样？
      - [ ] 单独求平均
      - [x] 被丢掉
      - [ ] 报错
      because: ⌊(4 − 3)/3⌋ + 1 = 1：只放得下一个窗口，剩下的（×）被丢掉。形状仍是 3×5，看不出来。
      keys: k
      expect: shape = 3x5

      ## 一批只有一个样本
      look: pooling
      keys: r
      squeeze() 会去掉每个长度为 1 的轴。现在一批只剩一个样本：1×4×5。
      predict: 池化后是 1×5×1。squeeze() 之后是什么？
      - [ ] 形状 1×5
      - [x] 形状 5
      - [ ] 形状 1×5×1
      because: 批轴的长度也是 1，于是一起没了。有三个样本时谁也看不出，只剩一个时才露馅。
      keys: c c
      expect: shape = 5

      ## 只去最后一个轴
      look: pooling
      keys: r c c
      办法是指明哪个轴：squeeze(-1) 只看最后一个。按 x 就换成它。
      predict: squeeze(-1) 之后，1×5×1 变成什么？
      - [x] 形状 1×5
      - [ ] 形状 5
      - [ ] 形状 1×5×1
      because: 最后一个轴去掉了，批轴还在：一个样本，一个 5 个数的向量。
      keys: x
      expect: shape = 1x5

      ## 往回走的梯度
      look: pooling
      keys: r
      S 是全部输出之和。
      predict: 窗口里的四个数，有一个增加 1。S 增加多少？
      - [ ] 增加 1
      - [x] 增加 1/4
      - [ ] 增加 4
      because: 它只进入一个四数的平均。所以 ∂S/∂input 处处是 1/4 = 0.25：平均把梯度等分给每个数。
      keys: v
      expect: window gradient = 0.25
      expect: shape = 3x5

      ## 窗口重叠
      look: pooling
      keys: r
      现在池化核 2，步幅 1：窗口取字母 0–1、1–2、2–3。
      predict: 字母 1 在两个窗口里。它的梯度是多少？
      - [ ] 四分之一
      - [ ] 二分之一
      - [x] 一
      because: 两个窗口各给一半：1/2 + 1/2 = 1。字母 0 和 3 只在一个窗口里，所以是 0.50。
      keys: k k j
      expect: shape = 3x5x3

      ## 轮到你们
      look: pooling
      keys: r v
      free: 先说出形状，再按键：k K 池化核，j J 步幅，p P 填充，c C 批，t 转置，x squeeze，v 梯度。e 看各种陷阱，r 回到起点。
      expect: shape = 3x5
      """#)
}
