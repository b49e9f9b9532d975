extension BuiltInLesson {
  /// Learning by heart: the part learnt from, and the part held out.
  static let overfit = BuiltInLesson(
    "overfit",
    english: #"""
      ---
      title: Learning by heart
      language: en
      preset: circle
      options: --seed 2 --data-seed 2 --noise 30 --samples 100 --split 0.4 --batch all --model "Linear(2, 8), Tanh, Linear(8, 8), Tanh, Linear(8, 1), Tanh" --optimizer "adam lr=0.01"
      ---

      ## Two parts
      look: network
      keys: L
      On the right are 100 rows: the network learns from the 40 full marks, the 60 hollow ones are held out. Inside is +1, outside −1, but noise has turned some.
      expect: step = 0

      ## Seventy steps
      look: overview
      The line will be the loss of the 40 rows to learn from, the dashed one that of the 60 held out.
      predict: What will the two do in 70 steps?
      - [x] both fall
      - [ ] only the first falls
      - [ ] the dashed one rises
      because: What both parts have in common can be learnt from one of them: 91.7 % of the rows held out are right.
      run: 70
      expect: training loss < 0.3
      expect: held-out loss < 0.34
      expect: held-out accuracy ~ 0.917

      ## On to step 300
      look: overview
      3 of the 40 rows are still wrong, so training goes on. Each step takes all 40: here it is an epoch.
      expect: accuracy ~ 0.925
      predict: What will the loss of the rows held out do?
      - [ ] fall on
      - [ ] stay as it is
      - [x] rise
      because: All 40 rows are right now, but only 73.3 % of the others: the network has learnt the noise by heart. It overfits, says the last line.
      run: 230
      expect: step = 300
      expect: accuracy = 1
      expect: training loss < 0.01
      expect: held-out loss > 0.9
      expect: held-out accuracy ~ 0.733

      ## Going back
      look: network
      The colours show what it answers everywhere. Arms of +1 reach out to single rows.
      predict: What was there 200 steps earlier?
      - [ ] more arms
      - [x] one spot
      - [ ] the same
      because: The spot leaves 3 of the 40 rows wrong, but gets 91.7 % of the others right. To stop in time is called early stopping.
      keys: B B
      expect: step = 100
      expect: accuracy ~ 0.925
      expect: held-out accuracy ~ 0.917
      expect: held-out loss < 0.36

      ## Fewer units
      look: network
      keys: h u u u u
      A layer is gone (h) and half of the other's units (u): 17 numbers to learn instead of 105.
      predict: After 300 steps, how many of the rows held out are right?
      - [ ] fewer than before
      - [ ] 73.3 % as before
      - [x] more than before
      because: 88.3 %. So few numbers make only a coarse shape: it cannot bend around single rows, and 3 of the 40 stay wrong.
      run: 300
      keys: 1
      expect: step = 300
      expect: accuracy ~ 0.925
      expect: held-out accuracy ~ 0.883
      expect: held-out loss < 0.4

      ## Weight decay
      look: network
      keys: U U U U H
      All 105 numbers are back. Now each step also pulls every weight a little towards 0: weight_decay = 0.05.
      predict: Will all 40 rows be right after 300 steps?
      - [ ] yes, as before
      - [x] no, but more of the others
      because: 87.5 % of the 40, but 90.0 % of the others instead of 73.3 %. Small weights draw soft borders: |W| of 0.weight is 1.40, was 4.73.
      keys: , down down down down down . 0 5 enter ,
      run: 300
      keys: 1
      expect: step = 300
      expect: accuracy ~ 0.875
      expect: held-out accuracy ~ 0.9
      expect: held-out loss < 0.34

      ## Yours
      look: network
      free: Find a network that does not overfit: u U units, h H layers, i I noise, g new rows, the comma all settings. Space runs, < > slide through time.
      """#,
    chinese: #"""
      ---
      title: 死记硬背
      language: zh
      preset: circle
      options: --seed 2 --data-seed 2 --noise 30 --samples 100 --split 0.4 --batch all --model "Linear(2, 8), Tanh, Linear(8, 8), Tanh, Linear(8, 1), Tanh" --optimizer "adam lr=0.01"
      ---

      ## 两部分
      look: network
      keys: L
      右边 100 行：实心的 40 行是训练集，网络向它们学；空心的 60 行留出不学。圈内 +1，圈外 −1，但噪声改了一些。
      expect: step = 0

      ## 七十步
      look: overview
      实线是训练集 40 行的损失，虚线是留出集 60 行的损失。
      predict: 走 70 步，两条线会怎样？
      - [x] 都下降
      - [ ] 只有实线下降
      - [ ] 虚线上升
      because: 两部分共有的规律，从一部分就能学到：留出集答对 91.7 %。
      run: 70
      expect: training loss < 0.3
      expect: held-out loss < 0.34
      expect: held-out accuracy ~ 0.917

      ## 走到 300 步
      look: overview
      40 行里还有 3 行答错，于是继续训练。每步用全部 40 行，所以一步就是一轮。
      expect: accuracy ~ 0.925
      predict: 留出集的损失会怎样？
      - [ ] 继续下降
      - [ ] 不变
      - [x] 上升
      because: 40 行全对了，留出集却只对 73.3 %：网络把噪声背了下来。最下面一行也说：过拟合。
      run: 230
      expect: step = 300
      expect: accuracy = 1
      expect: training loss < 0.01
      expect: held-out loss > 0.9
      expect: held-out accuracy ~ 0.733

      ## 退回去
      look: network
      颜色是网络在各处给出的答案。+1 的区域伸出触角，去够个别的行。
      predict: 200 步之前是什么样？
      - [ ] 触角更多
      - [x] 一整块
      - [ ] 一样
      because: 这一块答错训练集的 3 行，却答对留出集的 91.7 %。及时停下，叫早停。
      keys: B B
      expect: step = 100
      expect: accuracy ~ 0.925
      expect: held-out accuracy ~ 0.917
      expect: held-out loss < 0.36

      ## 单元少一些
      look: network
      keys: h u u u u
      去掉一层（h），另一层的单元减半（u）：要学的数从 105 个变成 17 个。
      predict: 300 步之后，留出集答对多少？
      - [ ] 比原来少
      - [ ] 仍是 73.3 %
      - [x] 比原来多
      because: 88.3 %。数这么少，只画得出粗略的形状，没法为个别的行拐弯：训练集还有 3 行答错。
      run: 300
      keys: 1
      expect: step = 300
      expect: accuracy ~ 0.925
      expect: held-out accuracy ~ 0.883
      expect: held-out loss < 0.4

      ## 权重衰减
      look: network
      keys: U U U U H
      105 个数都回来了。现在每一步还把每个权重往 0 拉一点：weight_decay = 0.05。
      predict: 300 步之后，40 行会全对吗？
      - [ ] 会，和原来一样
      - [x] 不会，但留出集对得更多
      because: 训练集对 87.5 %，留出集对 90.0 %，原来是 73.3 %。权重小，边界就柔和：0.weight 的 |W| 是 1.40，原来 4.73。
      keys: , down down down down down . 0 5 enter ,
      run: 300
      keys: 1
      expect: step = 300
      expect: accuracy ~ 0.875
      expect: held-out accuracy ~ 0.9
      expect: held-out loss < 0.34

      ## 轮到你们
      look: network
      free: 找一个不过拟合的网络：u U 单元，h H 层，i I 噪声，g 换一批行，逗号键看全部设置。空格运行，< > 前后滑动。
      """#)
}
